import type { Catalog, CatalogImage } from "../ami-catalog";
import { PublishedAmiIds } from "./finding";

/**
 * The AMI IDs that a catalog names, each with the parameter to write instead: that of the first channel of its
 * version, or that of the version itself. IDs of copies are known to Terraform alone: they are in the
 * outputs of the region stacks.
 */
export function publishedAmiIds(catalog: Catalog): PublishedAmiIds {
  return Object.fromEntries(
    Object.entries(catalog.images).flatMap(([name, image]) => idsOf(image, `${catalog.namespace}/${name}`)),
  );
}

function idsOf({ versions, channels = {} }: CatalogImage, prefix: string): [string, string][] {
  return Object.entries(versions).flatMap(([version, { source }]) => {
    const channel = Object.keys(channels).find((each) => channels[each] === version);
    const parameterName = `${prefix}/${channel ?? `versions/${version}`}`;
    return Object.values(source.ami ?? {}).map(({ amiId }): [string, string] => [amiId, parameterName]);
  });
}
