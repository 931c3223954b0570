import type { Principals } from "./principals";

/** Whether anyone is named; a list that only Terraform knows counts as someone. */
export function isShared(principals: Principals): boolean {
  return [principals.accountIds, principals.organizationArns, principals.organizationalUnitArns].some(
    (list) => list !== undefined && list.length > 0,
  );
}
