import { join } from "node:path";
import { imageGraph, ImageGraph, mermaid, svg } from "../modules/ami-catalog-graph";
import { Command } from "./command";
import { imageOf } from "./look-up";
import { writeMadeFile } from "./replace-file";

const DEFAULT_FOLDER = "cdktf.out/graph";

export const graph: Command = {
  name: "graph",
  summary: "Draw the way of an image, or of all, from source to recipients, as SVG and Mermaid",
  operands: ["[IMAGE]"],
  options: {
    out: {
      type: "string",
      placeholder: "DIR",
      help: `where IMAGE.svg and catalog.mmd go; default: ${DEFAULT_FOLDER}`,
    },
  },
  edits: false,
  details:
    "Writes a picture IMAGE.svg for each image, and catalog.mmd with all of them, and prints the Mermaid text.\n" +
    "Regions in which all is alike are one box. With --dry-run it writes nothing.",
  example: "graph al2023-arm64 --out docs",
  run({ file, operands: [image], options, dryRun }) {
    const names = image === undefined ? Object.keys(file.catalog.images) : [image];
    names.forEach((name) => imageOf(file, name));
    const graphs = names.map((name) => imageGraph(file.catalog, name));
    const text = mermaid(graphs);
    const written = dryRun ? [] : write(options.text("out") ?? DEFAULT_FOLDER, graphs, text);
    return { text, document: { written, mermaid: text, images: graphs }, warnings: file.warnings };
  },
};

function write(folder: string, graphs: readonly ImageGraph[], text: string): string[] {
  const files = [
    ...graphs.map((each) => [`${each.image}.svg`, svg(each)] as const),
    ["catalog.mmd", text] as const,
  ];
  return files.map(([name, content]) => {
    const path = join(folder, name);
    writeMadeFile(path, content);
    return path;
  });
}
