import { CatalogChange, EVERYONE } from "./catalog-change";

type Action = CatalogChange["action"];
type Words = Readonly<Partial<Record<Action, string>>>;

/** What an action is called otherwise than by its own name. */
const OF_VERSIONS: Words = { added: "published", removed: "RETIRED" };
const OF_AMIS: Words = { added: "made", destroyed: "DESTROYED" };
const OF_RECIPIENTS: Words = { added: "may launch it", removed: "may launch it no more" };

/** `stable: 2026.11.10 → 2026.11.24`. */
export function changeInWords(change: CatalogChange): string {
  const { kind, name, action } = change;
  switch (kind) {
    case "channel":
      return channelInWords(change);
    case "version":
      return `version ${name} ${OF_VERSIONS[action] ?? action}`;
    case "ami":
      return `${name.startsWith("ami-") ? "" : "AMI of "}${name} ${OF_AMIS[action] ?? action}`;
    case "recipient":
      return name === EVERYONE && action === "added"
        ? "becomes PUBLIC: every AWS account may launch it"
        : `${name} ${OF_RECIPIENTS[action] ?? action}`;
    case "other":
      return `${name} ${action}`;
  }
}

function channelInWords({ name, action, from, to }: CatalogChange): string {
  switch (action) {
    case "added":
      return `${name}: new, ${to}`;
    case "removed":
      return `${name}: ${from}, removed`;
    default:
      return from === to ? `${name}: ${to}, ${action}` : `${name}: ${from} → ${to}`;
  }
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
