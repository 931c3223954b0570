import { CatalogImage } from "../modules/ami-catalog/model";
import { didYouMean, shownWords } from "../modules/ami-catalog/suggestion";
import { CatalogFile } from "./catalog-file";
import { Refusal } from "./refusal";

/** The image of a name. */
export function imageOf(file: CatalogFile, image: string): CatalogImage {
  const { images } = file.catalog;
  const found = own(images, image);
  if (!found) {
    throw new Refusal({
      code: "IMAGE_UNKNOWN",
      file: file.name,
      path: "images",
      value: image,
      allowed: `there is no image "${image}"${didYouMean(image, Object.keys(images))}`,
      fix: wayOut(image, Object.keys(images), "add it to the file"),
    });
  }
  return found;
}

/**
 * The version that a channel names.
 * @param otherwise the way out beside naming another channel
 */
export function channelOf(file: CatalogFile, image: string, channel: string, otherwise: string): string {
  const channels = imageOf(file, image).channels ?? {};
  const found = own(channels, channel);
  if (found === undefined) {
    throw new Refusal({
      code: "CHANNEL_UNKNOWN",
      file: file.name,
      path: `images.${image}.channels`,
      value: channel,
      allowed: `${image} has no channel "${channel}"${didYouMean(channel, Object.keys(channels))}`,
      fix: wayOut(channel, Object.keys(channels), otherwise),
    });
  }
  return found;
}

/** Refuses a version that an image doesn't have. */
export function requireVersion(file: CatalogFile, image: string, version: string): void {
  const versions = Object.keys(imageOf(file, image).versions);
  if (!versions.includes(version)) {
    throw new Refusal({
      code: "VERSION_UNKNOWN",
      file: file.name,
      path: `images.${image}.versions`,
      value: version,
      allowed: `${image} has no version "${version}"${didYouMean(version, versions)}`,
      fix: wayOut(version, versions, "add it with `add-version`"),
    });
  }
}

/** The versions that a channel may name, the newest first. */
export function activeVersions({ versions }: CatalogImage): string[] {
  return newestFirst(Object.keys(versions).filter((version) => versions[version]?.state !== "released"));
}

/** Names in descending order, numbers in them compared as numbers. */
export function newestFirst(versions: readonly string[]): string[] {
  const { compare } = new Intl.Collator("en", { numeric: true });
  return [...versions].sort((one, other) => compare(other, one));
}

/** The channels of an image that name a version. */
export function channelsTo({ channels = {} }: CatalogImage, version: string): string[] {
  return Object.keys(channels).filter((channel) => channels[channel] === version);
}

/** The entry of a record that has it itself. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function wayOut(given: string, known: readonly string[], otherwise: string): string {
  return known.length > 0 ? `name one of ${shownWords(given, known)}, or ${otherwise}` : otherwise;
}
