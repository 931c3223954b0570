import type { Principals } from "../support";
import { isShared } from "../support/is-shared";
import type { Catalog, CatalogImage } from "./model";
import { recipientsOf } from "./recipients";

/** What decides with whom the parameters are shared. */
type Sharing = Pick<Catalog, "regions" | "shareWith" | "shareParameters" | "images">;

/**
 * With whom the parameters of an image are shared in a region; undefined where they aren't. AWS RAM shares
 * with accounts, organisations and OUs, and never with everyone.
 * @see https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html
 */
export function parameterRecipients(
  catalog: Sharing,
  region: string,
  image: CatalogImage,
): Principals | undefined {
  const { accountIds, organizationArns, organizationalUnitArns } = recipientsOf(catalog, region, image);
  const principals = { accountIds, organizationArns, organizationalUnitArns };
  return catalog.shareParameters && isShared(principals) ? principals : undefined;
}

/** The images whose parameters are shared in at least one region. */
export function sharedImages(catalog: Sharing): string[] {
  const regions = Object.keys(catalog.regions);
  return Object.keys(catalog.images).filter((name) => {
    const image = catalog.images[name];
    return image && regions.some((region) => parameterRecipients(catalog, region, image));
  });
}
