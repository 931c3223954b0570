import type { Finding } from "./findings";
import { textOf, type Wanted } from "./plan";

/** What joins a RAM share, and the argument that names it. */
const MEMBERS: Readonly<Record<string, string>> = {
  aws_ram_principal_association: "principal",
  aws_ram_resource_association: "resource_arn",
};

export function isAssociation({ type }: Pick<Wanted, "type">): boolean {
  return type in MEMBERS;
}

/** ID of an association: `SHARE_ARN,MEMBER`; undefined before both are known. */
export function associationId({ type, values }: Wanted): string | undefined {
  const share = textOf(values, "resource_share_arn");
  const member = textOf(values, MEMBERS[type] ?? "");
  return share === undefined || member === undefined ? undefined : `${share},${member}`;
}

/**
 * The provider refuses to make an association a second time, and has no data source for it. One that AWS hasn't got
 * does no harm in a state: the refresh of the next deploy takes it out, and the deploy makes it.
 */
export function association(wanted: Wanted): Pick<Finding, "action" | "id" | "note"> | undefined {
  const id = associationId(wanted);
  return id === undefined
    ? undefined
    : { action: "adopt", id, note: "if AWS has it: the next refresh takes it out again otherwise" };
}
