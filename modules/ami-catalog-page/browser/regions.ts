import { recipientsOf } from "../../ami-catalog/recipients";
import type { CatalogImage } from "../../ami-catalog/model";
import { keyInWords } from "../../ami-catalog-graph/words";
import type { AmiRecipients } from "../../ami-launch-permissions";
import type { PublishedCatalog } from "../page-data";

/** Regions in which all is alike. */
export interface RegionGroup {
  readonly regions: readonly string[];
  readonly encryption: string;
  /** ARN of the key, where it is the publisher's own. */
  readonly kmsKeyArn?: string;
  readonly recipients: AmiRecipients;
}

/** The regions of an image, those that are alike together, in the order of the catalog. */
export function regionGroups(catalog: PublishedCatalog, image: CatalogImage): RegionGroup[] {
  const groups = new Map<string, RegionGroup & { readonly regions: string[] }>();
  for (const [code, region] of Object.entries(catalog.regions)) {
    const kmsKeyArn = image.encrypted === false ? undefined : region.kmsKeyArn;
    const alike = {
      encryption: kmsKeyArn === undefined ? keyInWords(region, image) : "encrypted, with the publisher's key",
      kmsKeyArn,
      recipients: recipientsOf(catalog, code, image),
    };
    const key = JSON.stringify(alike);
    const group = groups.get(key) ?? { ...alike, regions: [] };
    group.regions.push(code);
    groups.set(key, group);
  }
  return [...groups.values()];
}
