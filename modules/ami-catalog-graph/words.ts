import { Catalog, CatalogImage, CatalogRegion, CatalogSource } from "../ami-catalog/model";
import { AmiRecipients } from "../ami-launch-permissions";

const FEW = 3;

/** Kind of a source, and which one it is. */
export function sourceInWords(source: CatalogSource): string[] {
  const [kind = "", value] = Object.entries(source).find(([, given]) => given !== undefined) ?? [];
  return [SOURCES[kind] ?? kind, ...detailsOf(kind, value)];
}

const SOURCES: Readonly<Record<string, string>> = {
  ami: "AMI by its ID",
  lookup: "look-up",
  parameter: "SSM parameter",
  instance: "instance",
  snapshot: "snapshots",
  s3Manifest: "bundle in S3",
  packerManifest: "Packer manifest",
  remoteState: "Terraform state",
  imageBuilder: "Image Builder",
};

/** The argument that tells which one it is. */
export const TELLING: readonly string[] = [
  "parameterName",
  "parameterArn",
  "sourceInstanceId",
  "rootSnapshotId",
  "imageLocation",
  "manifest",
  "output",
  "imageArn",
];

function detailsOf(kind: string, value: unknown): string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if (kind === "ami") {
    const regions = Object.keys(value);
    return [regions.length > FEW ? `of ${regions.length} regions` : `of ${regions.join(", ")}`];
  }
  if (kind === "lookup") {
    const { owners = [], filters = [] } = value as NonNullable<CatalogSource["lookup"]>;
    return [
      `owners: ${owners.join(", ")}`,
      ...filters.map(({ name, values }) => `${name}: ${values.join(", ")}`),
    ];
  }
  return TELLING.flatMap((key) => {
    const told: unknown = Reflect.get(value, key);
    return typeof told === "string" ? [told] : [];
  });
}

/**
 * From where the AMI of a region is copied; empty where the source has its own there. Of which regions Packer has
 * built, its manifest alone knows.
 */
export function originInWords(
  { ami, imageBuilder, remoteState, packerManifest }: CatalogSource,
  region: string,
  { homeRegion }: Catalog,
): string {
  const named = [...Object.keys(ami ?? {}), ...((imageBuilder ?? remoteState)?.regions ?? [])];
  if (region === homeRegion || named.includes(region)) {
    return "";
  }
  return `${packerManifest ? "built there, or " : ""}copied from ${homeRegion}`;
}

/** With which key the AMIs of a region are encrypted. */
export function keyInWords({ kmsKeyArn, createKey }: CatalogRegion, { encrypted }: CatalogImage): string {
  const hasKey = kmsKeyArn !== undefined || createKey === true;
  if (!(encrypted ?? hasKey)) {
    return encrypted === false ? "not encrypted" : "encryption as the source's";
  }
  return hasKey ? `encrypted, ${createKey ? "a key made there" : "your key"}` : "encrypted, default key";
}

/** Who may launch, in lines. */
export function recipientsInWords(recipients: AmiRecipients): string {
  const { isPublic, accountIds = [], organizationArns = [], organizationalUnitArns = [] } = recipients;
  const last = (arn: string) => arn.split("/").at(-1) ?? arn;
  const lines = [
    ...(isPublic ? ["everyone"] : []),
    ...counted(organizationArns.map(last), "organisations"),
    ...counted(organizationalUnitArns.map(last), "organisational units"),
    ...counted(accountIds, "accounts"),
  ];
  return lines.length === 0 ? "the owner alone" : lines.join("\n");
}

function counted(names: readonly string[], what: string): string[] {
  return names.length > FEW ? [`${names.length} ${what}`] : [...names];
}

/** Which regions, where they are not all. */
export function regionsInWords(chosen: readonly string[], { regions }: Catalog): string[] {
  if (chosen.length === Object.keys(regions).length) {
    return [];
  }
  return [chosen.length > FEW ? `in ${chosen.length} regions` : `in ${chosen.join(", ")}`];
}
