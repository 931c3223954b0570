import { Token } from "cdktf";
import { parseArn } from "./arn";
import { Checks } from "./checks";
import { Finding } from "./error";
import { checkPartition } from "./region";

/** Most entities (accounts, organisations and OUs together) that one AMI can be shared with in a region. */
export const MAX_PRINCIPALS = 1000;

const ACCOUNT_ID = /^\d{12}$/;
const ORGANIZATION_ID = /^o-[a-z0-9]{10,32}$/;
const ORGANIZATION = /^organization\/o-[a-z0-9]{10,32}$/;
const ORGANIZATIONAL_UNIT = /^ou\/o-[a-z0-9]{10,32}\/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;
const ORGANIZATIONAL_UNIT_ID = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;

const ORGANIZATION_FORM = "arn:aws:organizations::MANAGEMENT-ACCOUNT:organization/o-ID";
const ORGANIZATIONAL_UNIT_FORM = "arn:aws:organizations::MANAGEMENT-ACCOUNT:ou/o-ID/ou-ROOT-ID";

/** For whom something is shared. Each list is literal, or known only to Terraform. */
export interface Principals {
  readonly accountIds?: string[];
  readonly organizationArns?: string[];
  readonly organizationalUnitArns?: string[];
}

/** Refuses what isn't the 12-digit ID of an account. */
export function checkAccountId(accountId: string): Finding | undefined {
  if (ACCOUNT_ID.test(accountId)) {
    return undefined;
  }
  const code = "ACCOUNT_ID_INVALID";
  if (ORGANIZATION_ID.test(accountId) || parseArn(accountId)?.resource.startsWith("organization/")) {
    return { code, allowed: "this is an organisation", fix: `put its ARN into \`organizationArns\`` };
  }
  if (ORGANIZATIONAL_UNIT_ID.test(accountId) || parseArn(accountId)?.resource.startsWith("ou/")) {
    return {
      code,
      allowed: "this is an organisational unit",
      fix: `put its ARN into \`organizationalUnitArns\``,
    };
  }
  return {
    code,
    allowed: "an account ID is 12 decimal digits",
    fix: /^\d{1,11}$/.test(accountId)
      ? `write it with its leading zeros, "${accountId.padStart(12, "0")}"`
      : "copy the ID again from `aws organizations list-accounts`",
  };
}

/** Refuses what isn't the ARN of an organisation. */
export function checkOrganizationArn(text: string): Finding | undefined {
  const arn = parseArn(text);
  if (arn?.service === "organizations" && ORGANIZATION.test(arn.resource)) {
    return undefined;
  }
  const code = "ORGANIZATION_ARN_INVALID";
  if (arn?.resource.startsWith("ou/") || ORGANIZATIONAL_UNIT_ID.test(text)) {
    return {
      code,
      allowed: "this is an organisational unit and not an organisation",
      fix: `put its ARN, "${ORGANIZATIONAL_UNIT_FORM}", into \`organizationalUnitArns\``,
    };
  }
  return {
    code,
    allowed: described(text, arn?.resource, "organisation"),
    fix: ACCOUNT_ID.test(text)
      ? "put it into `accountIds`"
      : `write the ARN in full, "${ORGANIZATION_FORM}" (\`aws organizations describe-organization\` prints it)`,
  };
}

/** Refuses what isn't the ARN of an organisational unit. */
export function checkOrganizationalUnitArn(text: string): Finding | undefined {
  const arn = parseArn(text);
  if (arn?.service === "organizations" && ORGANIZATIONAL_UNIT.test(arn.resource)) {
    return undefined;
  }
  const code = "ORGANIZATIONAL_UNIT_ARN_INVALID";
  if (arn?.resource.startsWith("organization/") || ORGANIZATION_ID.test(text)) {
    return {
      code,
      allowed: "this is an organisation and not an organisational unit",
      fix: `put its ARN, "${ORGANIZATION_FORM}", into \`organizationArns\``,
    };
  }
  return {
    code,
    allowed: described(text, arn?.resource, "organisational unit"),
    fix: ACCOUNT_ID.test(text)
      ? "put it into `accountIds`"
      : `write the ARN in full, "${ORGANIZATIONAL_UNIT_FORM}" (\`aws organizations describe-organizational-unit\` prints it)`,
  };
}

function described(text: string, resource: string | undefined, kind: string): string {
  if (/^o-[a-z0-9]+\/r-/.test(text)) {
    return `this is a path of AWS Organizations and not the ARN of an ${kind}`;
  }
  if (ORGANIZATION_ID.test(text) || ORGANIZATIONAL_UNIT_ID.test(text)) {
    return `this is the ID of an ${kind} and not its ARN`;
  }
  if (resource?.startsWith("account/")) {
    return "this is the ARN of an account";
  }
  return `it must be the ARN of an ${kind}`;
}

/** Whether anyone is named; a list that only Terraform knows counts as someone. */
export function isShared(principals: Principals): boolean {
  return [principals.accountIds, principals.organizationArns, principals.organizationalUnitArns].some(
    (list) => list !== undefined && list.length > 0,
  );
}

/** Adds to `checks` what is wrong with the principals, in a partition where that is known. */
export function checkPrincipals(checks: Checks, principals: Principals, partition?: string): void {
  const { accountIds, organizationArns, organizationalUnitArns } = principals;
  let expected = partition;
  const samePartition = (text: string): Finding | undefined => {
    const given = parseArn(text)?.partition;
    expected ??= given;
    return checkPartition(expected, given);
  };
  checks
    .list("accountIds", accountIds, checkAccountId)
    .list("organizationArns", organizationArns, (arn) => checkOrganizationArn(arn) ?? samePartition(arn))
    .list(
      "organizationalUnitArns",
      organizationalUnitArns,
      (arn) => checkOrganizationalUnitArn(arn) ?? samePartition(arn),
    );
  const named = new Set([accountIds, organizationArns, organizationalUnitArns].flatMap(literals));
  checks.refuse("accountIds", named.size, tooMany(named.size));
}

function literals(list: readonly string[] | undefined): readonly string[] {
  return list === undefined || Token.isUnresolved(list) ? [] : list;
}

function tooMany(count: number): Finding | undefined {
  return count <= MAX_PRINCIPALS
    ? undefined
    : {
        code: "PRINCIPALS_TOO_MANY",
        allowed: `an AMI can be shared with at most ${MAX_PRINCIPALS} accounts, organisations and OUs together, and ${count} are named`,
        fix: "share with the organisation or an OU instead: `organizationArns`, `organizationalUnitArns`",
      };
}

/** A literal list in a stable order and without duplicates; a token as it is. */
export function canonical(list: string[]): string[] {
  return Token.isUnresolved(list) ? list : [...new Set(list)].sort();
}
