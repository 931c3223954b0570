import { Command } from "./command";
import { textTable } from "./text-table";

const HEAD = ["IMAGE", "CHANNEL", "VERSION", "PARAMETER"];

export const list: Command = {
  name: "list",
  summary: "List all images, and the version that each channel names",
  operands: [],
  options: {},
  edits: false,
  details: "One line for each channel; an image without channels has one line too.",
  example: "list",
  run({ file }) {
    const { namespace, homeRegion, regions } = file.catalog;
    const images = Object.entries(file.catalog.images).map(([name, image]) => ({
      name,
      description: image.description ?? null,
      versions: Object.keys(image.versions),
      channels: Object.entries(image.channels ?? {}).map(([channel, version]) => ({
        name: channel,
        version,
        parameter: `${namespace}/${name}/${channel}`,
      })),
    }));
    const rows = images.flatMap(({ name, channels }) =>
      channels.length === 0
        ? [[name, "", "", ""]]
        : channels.map((channel) => [name, channel.name, channel.version, channel.parameter]),
    );
    return {
      text: rows.length === 0 ? `${file.name} has no images\n` : textTable(HEAD, rows),
      document: { namespace, homeRegion, regions: Object.keys(regions), images },
      warnings: file.warnings,
    };
  },
};
