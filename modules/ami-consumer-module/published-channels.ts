import type { Catalog } from "../ami-catalog/model";
import { sharedImages } from "../ami-catalog/shared-parameters";

/** What a consumer can name, all sorted. */
export interface PublishedChannels {
  readonly namespace: string;
  /** Channels by image; an image without channels can't be named. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
  readonly regions: readonly string[];
  /** Images whose parameters other accounts can read by ARN. */
  readonly shared: readonly string[];
  /** Accounts that have parameters of their own, under the same names. */
  readonly accountIds: readonly string[];
}

export function publishedChannels(catalog: Catalog): PublishedChannels {
  const { namespace, regions, copyParametersTo = [] } = catalog;
  const images = Object.entries(catalog.images).map(
    ([image, { channels = {} }]) => [image, Object.keys(channels).sort()] as const,
  );
  const channels = new Map(
    images.filter(([, channels]) => channels.length > 0).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  return {
    namespace,
    channels,
    regions: Object.keys(regions).sort(),
    shared: sharedImages(catalog)
      .filter((image) => channels.has(image))
      .sort(),
    accountIds: copyParametersTo.map(({ accountId }) => accountId).sort(),
  };
}

/** `a, b and c`, for people. */
export function enumeration(texts: readonly string[]): string {
  const [last, ...others] = [...texts].reverse();
  return others.length === 0 ? (last ?? "none") : `${others.reverse().join(", ")} and ${last}`;
}
