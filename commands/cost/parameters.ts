import type { Catalog } from "../../modules/ami-catalog/model";
import { parameterRecipients } from "../../modules/ami-catalog/shared-parameters";

/**
 * How many parameters of an image are of the charged tier Advanced in a region: those that other accounts
 * read by ARN. All others are Standard, which is free.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
 */
export function advancedParameters(catalog: Catalog, name: string, region: string): number {
  const image = catalog.images[name];
  if (!image || !parameterRecipients(catalog, region, image)) {
    return 0;
  }
  return Object.keys(image.versions).length + Object.keys(image.channels ?? {}).length;
}
