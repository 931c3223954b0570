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

const KINDS = ["accountIds", "organizationArns", "organizationalUnitArns"] as const;

type Kind = (typeof KINDS)[number];

/** The kind of principal that a text means: by its ID, its ARN or its path in the organisation. */
function meant(text: string): Kind | undefined {
  const resource = parseArn(text)?.resource ?? "";
  if (ACCOUNT_ID.test(text) || resource.startsWith("account/")) {
    return "accountIds";
  }
  if (ORGANIZATIONAL_UNIT_ID.test(text) || resource.startsWith("ou/") || /^o-\w+\/r-.*\/ou-/.test(text)) {
    return "organizationalUnitArns";
  }
  const isOrganization = ORGANIZATION_ID.test(text) || resource.startsWith("organization/");
  return isOrganization || /^o-\w+\/r-/.test(text) ? "organizationArns" : undefined;
}

const NAMES: Readonly<Record<Kind, string>> = {
  accountIds: "an account",
  organizationArns: "an organisation",
  organizationalUnitArns: "an organisational unit",
};

/** What stands in a field that is not its own, and where it belongs. */
function misplaced(text: string, field: Kind): Omit<Finding, "code"> | undefined {
  const kind = meant(text);
  if (kind === undefined || kind === field) {
    return undefined;
  }
  const form = {
    accountIds: `"${text.split("/").at(-1)}"`,
    organizationArns: `its ARN, "${ORGANIZATION_FORM}",`,
    organizationalUnitArns: `its ARN, "${ORGANIZATIONAL_UNIT_FORM}",`,
  }[kind];
  return { allowed: `this is ${NAMES[kind]} and not ${NAMES[field]}`, fix: `put ${form} into \`${kind}\`` };
}

/** What the text is in place of an ARN. */
function described(text: string, name: string): string {
  if (/^o-\w+\/r-/.test(text)) {
    return `this is a path of AWS Organizations and not the ARN of ${name}`;
  }
  return ORGANIZATION_ID.test(text) || ORGANIZATIONAL_UNIT_ID.test(text)
    ? `this is the ID of ${name} and not its ARN`
    : `it must be the ARN of ${name}`;
}

/** Refuses what isn't the 12-digit ID of an account. */
export function checkAccountId(text: string): Finding | undefined {
  if (ACCOUNT_ID.test(text)) {
    return undefined;
  }
  const inArn = /:account\/[^/]+\/(\d{12})$/.exec(text)?.[1];
  const short = /^\d{1,11}$/.test(text) ? `with its leading zeros, "${text.padStart(12, "0")}"` : undefined;
  const written = inArn === undefined ? short : `without the rest of the ARN, "${inArn}"`;
  return {
    code: "ACCOUNT_ID_INVALID",
    allowed: "an account ID is 12 decimal digits",
    fix: written ? `write it ${written}` : "copy the ID again from `aws organizations list-accounts`",
    ...misplaced(text, "accountIds"),
  };
}

/** Refuses what isn't the ARN of an organisation. */
export function checkOrganizationArn(text: string): Finding | undefined {
  const arn = parseArn(text);
  return arn?.service === "organizations" && ORGANIZATION.test(arn.resource)
    ? undefined
    : {
        code: "ORGANIZATION_ARN_INVALID",
        allowed: described(text, NAMES.organizationArns),
        fix: `write the ARN in full, "${ORGANIZATION_FORM}" (\`aws organizations describe-organization\` prints it)`,
        ...misplaced(text, "organizationArns"),
      };
}

/** Refuses what isn't the ARN of an organisational unit. */
export function checkOrganizationalUnitArn(text: string): Finding | undefined {
  const arn = parseArn(text);
  return arn?.service === "organizations" && ORGANIZATIONAL_UNIT.test(arn.resource)
    ? undefined
    : {
        code: "ORGANIZATIONAL_UNIT_ARN_INVALID",
        allowed: described(text, NAMES.organizationalUnitArns),
        fix: `write the ARN in full, "${ORGANIZATIONAL_UNIT_FORM}" (\`aws organizations describe-organizational-unit\` prints it)`,
        ...misplaced(text, "organizationalUnitArns"),
      };
}

/**
 * Adds to `checks` what is wrong with the principals, in a partition where that is known.
 * @param prefix the property that holds the lists: `shareWith.`
 */
export function checkPrincipals(
  checks: Checks,
  principals: Principals,
  partition?: string,
  prefix = "",
): void {
  const { accountIds, organizationArns, organizationalUnitArns } = principals;
  let expected = partition;
  const samePartition = (text: string): Finding | undefined => {
    const given = parseArn(text)?.partition;
    expected ??= given;
    return checkPartition(expected, given);
  };
  checks
    .list(`${prefix}accountIds`, accountIds, checkAccountId)
    .list(
      `${prefix}organizationArns`,
      organizationArns,
      (arn) => checkOrganizationArn(arn) ?? samePartition(arn),
    )
    .list(
      `${prefix}organizationalUnitArns`,
      organizationalUnitArns,
      (arn) => checkOrganizationalUnitArn(arn) ?? samePartition(arn),
    );
  const named = new Set([accountIds, organizationArns, organizationalUnitArns].flatMap(literals));
  checks.refuse(`${prefix}${longest(principals)}`, named.size, tooMany(named.size));
}

/** The list that names most: it is the one to make shorter. */
function longest(principals: Principals): Kind {
  const length = (kind: Kind) => literals(principals[kind]).length;
  return KINDS.reduce((most, kind) => (length(kind) > length(most) ? kind : most));
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
