import { CatalogChange, EVERYONE } from "./catalog-change";

type Action = CatalogChange["action"];
type Words = Readonly<Partial<Record<Action, string>>>;

/** What an action is called otherwise than by its own name. */
const OF_VERSIONS: Words = { added: "published", removed: "RETIRED" };
const OF_AMIS: Words = { added: "made", destroyed: "DESTROYED" };
const OF_KEYS: Words = { added: "made", destroyed: "DESTROYED, and every AMI that it encrypts" };
const OF_RECIPIENTS: Words = { added: "may launch it", removed: "may launch it no more" };

/** `stable: 2026.11.10 → 2026.11.24`. */
export function changeInWords(change: CatalogChange): string {
  const { kind, name, action } = change;
  switch (kind) {
    case "channel":
      return channelInWords(change);
    case "version":
      return `version ${name} ${action === "replaced" ? replacedInWords(change) : (OF_VERSIONS[action] ?? action)}`;
    case "ami":
      return `${/^(ami-|aws_ami)/.test(name) ? "" : "AMI of "}${name} ${OF_AMIS[action] ?? action}`;
    case "key":
      return `KMS key ${name} ${OF_KEYS[action] ?? action}`;
    case "recipient":
      return name === EVERYONE && action === "added"
        ? "becomes PUBLIC: every AWS account may launch it"
        : `${name} ${OF_RECIPIENTS[action] ?? action}`;
    case "other":
      return `${name} ${action}`;
  }
}

function channelInWords(change: CatalogChange): string {
  const { name, account, action, from = "unknown", to } = change;
  const channel = account === undefined ? `${name}:` : `${name}: copy in account ${account}`;
  const target = from === to ? to : `${from} → ${to}`;
  switch (action) {
    case "added":
      return account === undefined ? `${channel} new, ${to}` : `${channel} added`;
    case "removed":
      return account === undefined ? `${channel} ${from}, removed` : `${channel} removed`;
    case "moved":
      return `${channel} ${target}`;
    case "replaced":
      return `${channel} ${target}, ${replacedInWords(change)}`;
    default:
      return `${channel} ${from}, ${action}`;
  }
}

function replacedInWords({ oldName }: CatalogChange): string {
  return `REPLACED: ${oldName === undefined ? "its name is missing meanwhile" : `${oldName} is gone`}`;
}

/** A few by their names, and more by their number. */
export function regionsInWords(chosen: readonly string[], all: readonly string[]): string {
  if (chosen.length <= 2) {
    return chosen.join(", ");
  }
  return chosen.length === all.length ? `all ${all.length}` : `${chosen.length} of ${all.length}`;
}

/** `1 region`, `2 regions`. */
export function amount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
