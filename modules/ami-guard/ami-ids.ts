/** A piece of a text, and where it begins in it (UTF-16 units, from 0). */
export interface FoundAmiId {
  /** `ami-` and 8 or 17 hexadecimal digits. */
  readonly id: string;
  readonly index: number;
}

/** An alias in a text, and where it begins in it (UTF-16 units, from 0). */
export interface FoundAlias {
  /** `resolve:ssm:` and what it names, interpolations included. */
  readonly alias: string;
  readonly index: number;
}

const AMI_IDS = /(?<![\w-])ami-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![\w-])/g;
const REGION = /\b[a-z]{2}(?:-[a-z]+)+-\d\b/g;
const ALIASES = /(?<![\w-])resolve:ssm:(?:\$\{[^{}]*\}|[\w./:-])*/g;
const ALIAS_PREFIX = "resolve:ssm:";

/**
 * The IDs of AMIs in a text, in their order; each a whole word: `key-ami-0123456789abcdef0` has none.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
export function findAmiIds(text: string): FoundAmiId[] {
  return [...text.matchAll(AMI_IDS)].map(({ 0: id, index }) => ({ id, index }));
}

/** A text without the AMI IDs in it, and without the regions that stand beside them. */
export function withoutAmiIds(text: string): string {
  return text.replace(AMI_IDS, "").replace(REGION, "");
}

/**
 * The aliases in a text, in their order: that of `${var.old ? "resolve:ssm:/a/b" : var.id}` is `resolve:ssm:/a/b`.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-launch-template.html#use-an-ssm-parameter-instead-of-an-ami-id
 */
export function findAliases(text: string): FoundAlias[] {
  return [...text.matchAll(ALIASES)].map(({ 0: alias, index }) => ({ alias, index }));
}

/** Whether a text is the alias of an AMI, as launch templates take it: `resolve:ssm:NAME`. */
export function isAlias(text: string): boolean {
  return text.startsWith(ALIAS_PREFIX);
}

/** The name or ARN that an alias names, without `:version` and `:label`: `/a/b` for `resolve:ssm:/a/b:3`. */
export function aliasParameter(alias: string): string {
  const named = alias.slice(ALIAS_PREFIX.length);
  const parts = named.split(":");
  return named.startsWith("arn:") ? parts.slice(0, 6).join(":") : (parts[0] ?? "");
}
