import type { CatalogImage } from "../../ami-catalog/model";
import { recipientsOf } from "../../ami-catalog/recipients";
import type { Page } from "./page";

/**
 * Whether other accounts read the parameters of an image, in the region that is chosen, by their ARNs. A share of AWS
 * RAM names accounts, organisations and OUs: of a public image nobody gets the parameter by it.
 */
export function isReadElsewhere({ catalog, choices }: Page, image: CatalogImage): boolean {
  const recipients = recipientsOf(catalog, choices.region, image);
  const { accountIds = [], organizationArns = [], organizationalUnitArns = [] } = recipients;
  const named = [...accountIds, ...organizationArns, ...organizationalUnitArns];
  return catalog.shareParameters === true && named.length > 0;
}

/** Whether the lines to paste of an image have its ARN: that was chosen, and others read it. */
export function isByArn(page: Page, image: CatalogImage): boolean {
  return page.choices.byArn && isReadElsewhere(page, image);
}
