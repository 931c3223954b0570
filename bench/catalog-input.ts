import type { Catalog, CatalogImage } from "../modules";
import { accountIds, images, REGIONS, SOURCE_REGION, TAGS } from "./input";

/** How much a measured catalog publishes, and for how many. */
export interface CatalogSize {
  readonly regions: number;
  readonly images: number;
  /** Of each image, at least 3. */
  readonly versions: number;
  /** Accounts that each image is shared with. */
  readonly recipients: number;
}

/** A catalog of plain AMI IDs whose images have channels for their first three versions. */
export function catalogOfSize(size: CatalogSize): Catalog {
  const names = images(size.images).map(({ name }) => name);
  return {
    namespace: "/golden",
    homeRegion: SOURCE_REGION,
    regions: Object.fromEntries(REGIONS.slice(0, size.regions).map((region) => [region, {}])),
    shareWith: { accountIds: accountIds(size.recipients) },
    images: Object.fromEntries(names.map((name, index) => [name, image(index, size.versions)])),
  };
}

function image(index: number, count: number): CatalogImage {
  const sources = images((index + 1) * count).slice(-count);
  const versions = sources.map(({ sourceAmiId: amiId }, place) => [
    `2026.11.${place + 1}`,
    { source: { ami: { [SOURCE_REGION]: { amiId } } } },
  ]);
  return {
    tags: TAGS,
    versions: Object.fromEntries(versions),
    channels: { stable: "2026.11.1", candidate: "2026.11.2", edge: "2026.11.3" },
  };
}

/** The arguments of a measured program as a size, in the order in which `sizeArguments` writes them. */
export function sizeFrom(args: readonly string[]): CatalogSize {
  const [regions = NaN, imageCount = NaN, versions = NaN, recipients = NaN] = args.map(Number);
  return { regions, images: imageCount, versions, recipients };
}

/** A size as arguments of a measured program. */
export function sizeArguments(size: CatalogSize): readonly string[] {
  return [size.regions, size.images, size.versions, size.recipients].map(String);
}
