import { AmiRecipients } from "../ami-launch-permissions";
import { Principals } from "../support";
import { Catalog, CatalogImage } from "./model";

/** For whom an image is in a region: the nearest of image, region and catalog decides alone. */
export function recipientsOf(
  catalog: Pick<Catalog, "regions" | "shareWith">,
  region: string,
  image: CatalogImage,
): AmiRecipients {
  return image.shareWith ?? catalog.regions[region]?.shareWith ?? catalog.shareWith ?? {};
}

/** Everyone who gets an encrypted image in a region, and so must be able to use its key. */
export function keyPrincipals(catalog: Catalog, region: string): Principals {
  const all = Object.values(catalog.images)
    .filter((image) => image.encrypted ?? true)
    .map((image) => recipientsOf(catalog, region, image));
  return {
    accountIds: union(all.map(({ accountIds }) => accountIds)),
    organizationArns: union(all.map(({ organizationArns }) => organizationArns)),
    organizationalUnitArns: union(all.map(({ organizationalUnitArns }) => organizationalUnitArns)),
  };
}

function union(lists: readonly (readonly string[] | undefined)[]): string[] {
  return [...new Set(lists.flatMap((list) => list ?? []))];
}
