import { CatalogImage, CatalogSource } from "../modules/ami-catalog/model";
import { recipientsOf } from "../modules/ami-catalog/recipients";
import { AmiRecipients } from "../modules/ami-launch-permissions";
import { CatalogFile } from "./catalog-file";
import { Command } from "./command";
import { channelsTo, imageOf, newestFirst } from "./look-up";
import { printable, textTable } from "./text-table";

export const show: Command = {
  name: "show",
  summary: "Show one image: its channels, versions, regions and recipients",
  operands: ["IMAGE"],
  options: {},
  edits: false,
  details: "The versions come with the newest name first.",
  example: "show al2023-arm64",
  run({ file, operands: [name = ""] }) {
    const image = imageOf(file, name);
    const document = { name, ...described(file, name, image) };
    return { text: page(document), document, warnings: file.warnings };
  },
};

type Described = ReturnType<typeof described>;

function described({ catalog }: CatalogFile, name: string, image: CatalogImage) {
  const { namespace, homeRegion, regions } = catalog;
  const parameter = (...levels: string[]) => [namespace, name, ...levels].join("/");
  return {
    description: image.description ?? null,
    tags: image.tags ?? {},
    channels: Object.entries(image.channels ?? {}).map(([channel, version]) => ({
      name: channel,
      version,
      parameter: parameter(channel),
    })),
    versions: newestFirst(Object.keys(image.versions)).map((version) => ({
      name: version,
      state: image.versions[version]?.state ?? "active",
      deprecationTime: image.versions[version]?.deprecationTime ?? null,
      channels: channelsTo(image, version),
      parameter: parameter("versions", version),
      source: image.versions[version]?.source ?? {},
    })),
    regions: Object.keys(regions).map((region) => ({
      name: region,
      home: region === homeRegion,
      shareWith: recipientsOf(catalog, region, image),
    })),
  };
}

function page({ name, description, channels, versions, regions }: Described & { name: string }): string {
  return [
    `${name}${description === null ? "" : `: ${printable(description)}`}\n`,
    textTable(
      ["CHANNEL", "VERSION", "PARAMETER"],
      channels.map((channel) => [channel.name, channel.version, channel.parameter]),
    ),
    textTable(
      ["VERSION", "STATE", "CHANNELS", "DEPRECATION TIME", "SOURCE"],
      versions.map((version) => [
        version.name,
        version.state,
        version.channels.join(", "),
        version.deprecationTime ?? "",
        sourceInWords(version.source),
      ]),
    ),
    textTable(
      ["REGION", "SHARED WITH"],
      regions.map(({ name: region, home, shareWith }) => [
        home ? `${region} (home)` : region,
        recipientsInWords(shareWith),
      ]),
    ),
  ].join("\n");
}

function recipientsInWords({ isPublic, ...recipients }: AmiRecipients): string {
  const { accountIds = [], organizationArns = [], organizationalUnitArns = [] } = recipients;
  const names = [...accountIds, ...organizationArns, ...organizationalUnitArns];
  return isPublic ? "everyone" : names.join(", ") || "the owner alone";
}

function sourceInWords(source: CatalogSource | Record<string, never>): string {
  return Object.entries(source)
    .map(([kind, value]) => `${kind} ${inWords(value)}`)
    .join(", ");
}

/** Data in one line: `us-east-1=ami-0c3fd0f5d4e7a9b21`. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(inWords).join(",");
  }
  if (typeof value !== "object" || value === null) {
    return String(value);
  }
  const entries = Object.entries(value).filter(([, inside]) => inside !== undefined);
  if ("amiId" in value && entries.length === 1) {
    return inWords(value.amiId);
  }
  return "name" in value && "values" in value
    ? `${inWords(value.name)}=${inWords(value.values)}`
    : entries.map(([key, inside]) => `${key}=${inWords(inside)}`).join(" ");
}
