import type { CatalogImage } from "../../ami-catalog/model";
import { parameterRecipients } from "../../ami-catalog/shared-parameters";
import type { Page } from "./page";

/** Whether other accounts read the parameters of an image, in the region that is chosen, by their ARNs. */
export function isReadElsewhere({ catalog, choices }: Page, image: CatalogImage): boolean {
  return parameterRecipients(catalog, choices.region, image) !== undefined;
}

/** Whether the lines to paste of an image have its ARN: that was chosen, and others read it. */
export function isByArn(page: Page, image: CatalogImage): boolean {
  return page.choices.byArn && isReadElsewhere(page, image);
}
