import type { Catalog } from "../ami-catalog/model";

/** What a consumer can name, all sorted. */
export interface PublishedChannels {
  readonly namespace: string;
  /** Channels by image; an image without channels can't be named. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
  readonly regions: readonly string[];
  /** Can other accounts read the parameters by ARN? */
  readonly isShared: boolean;
  /** Accounts that have parameters of their own, under the same names. */
  readonly accountIds: readonly string[];
}

export function publishedChannels(catalog: Catalog): PublishedChannels {
  const { namespace, regions, shareParameters = false, copyParametersTo = [] } = catalog;
  const images = Object.entries(catalog.images).map(
    ([image, { channels = {} }]) => [image, Object.keys(channels).sort()] as const,
  );
  return {
    namespace,
    channels: new Map(
      images.filter(([, channels]) => channels.length > 0).sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    regions: Object.keys(regions).sort(),
    isShared: shareParameters,
    accountIds: copyParametersTo.map(({ accountId }) => accountId).sort(),
  };
}

/** `a, b and c`, for people. */
export function enumeration(texts: readonly string[]): string {
  const [last, ...others] = [...texts].reverse();
  return others.length === 0 ? (last ?? "none") : `${others.reverse().join(", ")} and ${last}`;
}
