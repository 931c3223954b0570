import {
  checkAccountId,
  checkDeprecationTime,
  checkDescription,
  checkKmsKey,
  checkOrganizationalUnitArn,
  checkOrganizationArn,
  checkRegion,
  checkReservedTags,
  checkTags,
  Finding,
  parseArn,
  SSM_TAG_TEXT,
  literal,
} from "../support";
import { Decoder, Names } from "./decoder";
import { looseText, mapped, record, text } from "./decoders";
import { placeOf, placeOfKey } from "./document-tree";
import { checkAlias, checkNamespace, unknownName } from "./names";

const MAX_DESCRIPTION = 255;
/** `Name` and the three `ami-catalog:` tags that each copy carries. */
const ADDED_TAGS = 4;
const BARE_DATE = /^\d{4}-\d{2}-\d{2}$/;

export const regionCode = text({ check: checkRegion, like: "eu-west-1" });
export const description = text({
  check: (given) => checkDescription(MAX_DESCRIPTION)(literal(given)),
  jsonSchema: { maxLength: MAX_DESCRIPTION },
});
export const organizationArn = text({ check: checkOrganizationArn, like: "arn:aws:organizations::…" });
export const organizationalUnitArn = text({
  check: checkOrganizationalUnitArn,
  like: "arn:aws:organizations::…",
});

/** A date alone is its midnight in UTC. */
export const deprecationTime = text({
  read: (given) => (BARE_DATE.test(given) ? `${given}T00:00:00Z` : given),
  check: (given) => checkDeprecationTime(given),
  like: "2028-11-24",
  jsonSchema: { pattern: String.raw`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:00Z)?$` },
});

export const namespace = text({
  check: checkNamespace,
  like: "/golden",
  jsonSchema: { pattern: "^/[a-zA-Z0-9_./-]+$" },
});

/** An account ID, or a name in `accounts`. */
export const account = looseText({
  read: (given, { accounts }) => (accounts.has(given) ? accounts.get(given) : given),
  check: (given, { accounts }) => unnamed(given, "accounts", accounts) ?? checkAccountId(given),
  like: '"222222222222"',
});

/** The ARN of a KMS key, or a name in `kmsKeys`. */
export const kmsKey = text({
  read: (given, { kmsKeys }) => (kmsKeys.has(given) ? kmsKeys.get(given) : given),
  check: (given, { kmsKeys }) => unnamed(given, "kmsKeys", kmsKeys) ?? checkKmsKey()(given),
  like: "arn:aws:kms:REGION:ACCOUNT:key/KEY-ID",
});

/** What has the form of a name and is none; IDs of organisations and OUs have words of their own. */
function unnamed(given: string, key: "accounts" | "kmsKeys", names: Names): Finding | undefined {
  return checkAlias(given) || /^ou?-/.test(given)
    ? undefined
    : unknownName(given, [...names.keys()], key, "write the value itself");
}

/** Names for values, for all that comes after them; nothing of it stands in the catalog itself. */
export function names(key: "accounts" | "kmsKeys", value: Decoder<string>): Decoder<never> {
  const decoder = record(value, { check: checkAlias });
  return {
    jsonSchema: decoder.jsonSchema,
    decode(node, context) {
      const decoded = decoder.decode(node, context) ?? {};
      const declared = node.kind === "map" ? [...node.entries.keys()] : [];
      context[key] = new Map(
        declared.map((name) => [name, Object.hasOwn(decoded, name) ? decoded[name] : undefined]),
      );
      return undefined;
    },
  };
}

/** Tags that EC2 and SSM both take. */
export const tags: Decoder<Record<string, string>> = mapped(record(looseText()), (value, context, node) => {
  const refused = Object.entries(value).flatMap(([key, tag]) => {
    const one = { [key]: tag };
    const finding = checkReservedTags(one) ?? checkTags(0, SSM_TAG_TEXT)(one);
    return finding ? [{ key, tag, finding }] : [];
  });
  for (const { key, tag, finding } of refused) {
    context.problems.refuse(node.kind === "map" ? placeOfKey(node, key) : placeOf(node), tag, finding);
  }
  const tooMany = refused.length > 0 ? undefined : checkTags(ADDED_TAGS)(value);
  if (tooMany) {
    context.problems.refuse(placeOf(node), undefined, tooMany);
  }
  return value;
});

/** The ARN of an IAM role. */
export const roleArn = text({ check: checkRoleArn, like: "arn:aws:iam::ACCOUNT:role/NAME" });

function checkRoleArn(given: string): Finding | undefined {
  const arn = parseArn(given);
  return arn?.service === "iam" && /^role\/[\w+=,.@/-]+$/.test(arn.resource)
    ? undefined
    : {
        code: "CATALOG_VALUE_INVALID",
        allowed: "it must be the ARN of an IAM role",
        fix: 'write it like "arn:aws:iam::222222222222:role/publish-parameters"',
      };
}

/** Text that must have a form. */
export function formed(form: RegExp, allowed: string, like: string): Decoder<string> {
  const check = (given: string): Finding | undefined =>
    form.test(given) ? undefined : { code: "CATALOG_VALUE_INVALID", allowed, fix: `write it like "${like}"` };
  return text({ check, like, jsonSchema: { pattern: form.source } });
}
