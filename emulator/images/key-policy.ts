import { wildcard } from "../front/chain";
import type { Context } from "../front/context";

/** One use of a key. */
export interface KeyUse {
  /** `kms:Decrypt`, … */
  readonly action: string;
  /** Account of the caller. */
  readonly account: string;
  /** Account of the key. */
  readonly owner: string;
  readonly region: string;
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: string | { readonly AWS?: string | readonly string[] };
  readonly Action?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * Whether a key policy allows a use to some principal of the account: the account itself (its root ARN or ID), or
 * `*`, under conditions on the caller's account and organisation. A condition that is not known here allows nothing.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export function allows(context: Context, policy: string, use: KeyUse): boolean {
  const document = JSON.parse(policy || "{}") as { Statement?: Statement | readonly Statement[] };
  const statements = [document.Statement ?? []]
    .flat()
    .filter((statement) => applies(context, statement, use));
  return (
    statements.some(({ Effect }) => Effect === "Allow") && !statements.some(({ Effect }) => Effect === "Deny")
  );
}

function applies(context: Context, statement: Statement, use: KeyUse): boolean {
  return (
    all(statement.Action).some((pattern) => wildcard(pattern.toLowerCase(), use.action.toLowerCase())) &&
    meansAccount(statement, use) &&
    Object.entries(statement.Condition ?? {}).every(([operator, conditions]) =>
      Object.entries(conditions).every(([name, expected]) =>
        holds(operator, all(expected), values(context, name, use)),
      ),
    )
  );
}

/** A role or user counts only for the key's own account: what it may do elsewhere is for that account to say. */
function meansAccount({ Principal }: Statement, { account, owner }: KeyUse): boolean {
  const principals = typeof Principal === "string" ? [Principal] : all(Principal?.AWS);
  return principals.some(
    (principal) =>
      principal === "*" ||
      principal === account ||
      (principal.split(":")[4] === account && (account === owner || principal.endsWith(":root"))),
  );
}

/** What a condition key holds for this use; undefined for one that is not known here. */
function values(context: Context, name: string, { account, region }: KeyUse): readonly string[] | undefined {
  const { organizations } = context;
  switch (name.toLowerCase()) {
    case "aws:principalorgid":
      return [organizations.organizationId(account) ?? []].flat();
    case "aws:principalorgpaths":
      return [organizations.organizationPath(account) ?? []].flat();
    case "aws:principalaccount":
    case "kms:calleraccount":
      return [account];
    case "kms:viaservice":
      return [`ec2.${region}.amazonaws.com`];
    case "kms:grantisforawsresource":
      return ["true"];
    default:
      return undefined;
  }
}

function holds(
  operator: string,
  expected: readonly string[],
  actual: readonly string[] | undefined,
): boolean {
  const name = operator.split(":").at(-1) ?? operator;
  if (actual === undefined || !["StringEquals", "StringLike", "Bool", "ArnLike"].includes(name)) return false;
  const literal = name === "StringEquals";
  return actual.some((value) =>
    expected.some((pattern) => (literal ? pattern === value : wildcard(String(pattern), value))),
  );
}

function all(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "object" ? value : [String(value)];
}
