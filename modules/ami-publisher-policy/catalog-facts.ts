import type { Catalog, CatalogSource, CatalogVersion } from "../ami-catalog/model";
import type { AmiRecipients } from "../ami-launch-permissions";
import { partitionOf } from "../support";

/** What the statements need to know of a catalog. */
export interface CatalogFacts {
  readonly catalog: Catalog;
  readonly partition: string;
  /** Account that publishes; `*` where it isn't known. */
  readonly accountId: string;
  /** Region codes, sorted. */
  readonly regions: readonly string[];
  readonly recipients: readonly AmiRecipients[];
  /** Versions that Terraform keeps. */
  readonly versions: readonly CatalogVersion[];
  readonly sources: readonly CatalogSource[];
}

export function factsOf(catalog: Catalog, accountId: string): CatalogFacts {
  const images = Object.values(catalog.images);
  const versions = images
    .flatMap((image) => Object.values(image.versions))
    .filter(({ state }) => state !== "released");
  return {
    catalog,
    partition: partitionOf(catalog.homeRegion),
    accountId,
    regions: Object.keys(catalog.regions).sort(),
    recipients: [catalog, ...Object.values(catalog.regions), ...images].flatMap(({ shareWith }) =>
      shareWith ? [shareWith] : [],
    ),
    versions,
    sources: versions.map(({ source }) => source),
  };
}

/** What a source says of itself, for one region or for all. */
export function attributesOf({ ami = {}, ...others }: CatalogSource) {
  return [...Object.values(ami), ...Object.values(others)].filter((given) => given !== undefined);
}

/** ARN of something of the publishing account; region by region where none is named. */
export function arnsOf(
  { partition, accountId, regions }: CatalogFacts,
  service: string,
  resource: string,
  where: readonly string[] = regions,
): string[] {
  return where.map((region) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`);
}

/** Each text once, sorted. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
