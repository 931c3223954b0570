import type { Catalog } from "../../modules/ami-catalog/model";
import { recipientsOf } from "../../modules/ami-catalog/recipients";
import type { Account } from "../aws/account";

/**
 * Who may launch an image, by the catalog or by AWS, in any region, and isn't looked at: account IDs, ARNs of
 * organisations and OUs, `everyone`.
 * @param recipients who may launch it by AWS
 */
export function notLookedAt(
  catalog: Catalog,
  name: string,
  accounts: readonly Account[],
  recipients: readonly string[],
): string[] {
  const image = catalog.images[name];
  const all = Object.keys(catalog.regions).flatMap((region) => {
    const sharing = image ? recipientsOf(catalog, region, image) : {};
    const { isPublic, accountIds = [], organizationArns = [], organizationalUnitArns = [] } = sharing;
    return [...(isPublic ? ["everyone"] : []), ...organizationArns, ...organizationalUnitArns, ...accountIds];
  });
  return [...new Set([...all, ...recipients])].filter((recipient) =>
    accounts.every(({ id }) => id !== recipient),
  );
}
