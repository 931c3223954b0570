import type { Catalog } from "../ami-catalog";
import { PublishedAmiIds } from "./finding";

/** A version of an image, and the parameter to write for it. */
export interface PublishedVersion {
  readonly image: string;
  readonly version: string;
  /** Name of the parameter of the first channel that names the version, or else of the version itself. */
  readonly parameterName: string;
  /** The AMI IDs that the catalog names. */
  readonly amiIds: readonly string[];
}

/** All versions of a catalog, in its order. */
export function publishedVersions({ namespace, images }: Catalog): PublishedVersion[] {
  return Object.entries(images).flatMap(([image, { versions, channels = {} }]) =>
    Object.entries(versions).map(([version, { source }]) => {
      const channel = Object.keys(channels).find((each) => channels[each] === version);
      return {
        image,
        version,
        parameterName: `${namespace}/${image}/${channel ?? `versions/${version}`}`,
        amiIds: Object.values(source.ami ?? {}).map(({ amiId }) => amiId),
      };
    }),
  );
}

/**
 * The AMI IDs that a catalog names, each with the parameter to write instead: that of the first channel of its
 * version, or that of the version itself. IDs of copies are known to Terraform alone: they are in the
 * outputs of the region stacks.
 */
export function publishedAmiIds(catalog: Catalog): PublishedAmiIds {
  return Object.fromEntries(
    publishedVersions(catalog).flatMap(({ amiIds, parameterName }) =>
      amiIds.map((amiId): [string, string] => [amiId, parameterName]),
    ),
  );
}
