/** What `--fail-on` can name. */
export type Danger = "destroy" | "public";

export const DANGERS: readonly Danger[] = ["destroy", "public"];

/** A change in the words of the catalog. */
export interface CatalogChange {
  readonly kind: "ami" | "channel" | "key" | "other" | "recipient" | "version";
  /** Image that it is about. @default - none, or not known */
  readonly image?: string;
  /** Channel, version, principal, key ID, or type of a resource; of an AMI its version, or else its ID or address. */
  readonly name: string;
  /** Account that has a copy of the channel's parameter, and the change is one of that copy. @default - the catalog's own */
  readonly account?: string;
  readonly action: "added" | "changed" | "destroyed" | "moved" | "released" | "removed" | "replaced";
  /** Name that a replaced parameter had. @default - it keeps its name */
  readonly oldName?: string;
  /** Version, or else AMI, that a channel named. */
  readonly from?: string;
  /** Version, or else AMI, that a channel will name. */
  readonly to?: string;
}

/** A change, and all regions that it is planned in. */
export interface RegionalChange extends CatalogChange {
  readonly regions: readonly string[];
  /** How often it is planned, in all regions together. */
  readonly count: number;
}

/** The principal of an AMI that everyone may launch. */
export const EVERYONE = "everyone";

/**
 * What a reviewer must not overlook. A key takes every AMI with it that it encrypts. The name of a parameter that is
 * replaced is missing meanwhile, for good when the apply breaks off, and nobody wrote that into the catalog file as
 * they wrote a channel that is removed.
 */
export function dangerOf({ kind, name, action }: CatalogChange): Danger | undefined {
  const isLost = action === "destroyed" && (kind === "ami" || kind === "key");
  const isInterrupted = action === "replaced" && (kind === "channel" || kind === "version");
  if (isLost || isInterrupted) {
    return "destroy";
  }
  return kind === "recipient" && name === EVERYONE && action === "added" ? "public" : undefined;
}

/** One change for each that is the same in several regions: dangers first, and then by kind. */
export function mergeRegions(
  plans: readonly { readonly region: string; readonly changes: readonly CatalogChange[] }[],
): RegionalChange[] {
  const merged = new Map<string, { change: CatalogChange; regions: string[] }>();
  for (const { region, changes } of plans) {
    for (const change of changes) {
      const { kind, image, name, account, action, oldName, from, to } = change;
      const key = JSON.stringify([kind, image, name, account, action, oldName, from, to]);
      const known = merged.get(key) ?? { change, regions: [] };
      merged.set(key, known);
      known.regions.push(region);
    }
  }
  return [...merged.values()]
    .map(({ change, regions }) => ({ ...change, regions: [...new Set(regions)], count: regions.length }))
    .sort((one, other) => rank(one) - rank(other));
}

/** As a reader asks: what moves, what comes and goes, who gets it, and the rest. */
const KINDS: readonly CatalogChange["kind"][] = ["channel", "version", "ami", "key", "recipient", "other"];

function rank(change: CatalogChange): number {
  return KINDS.indexOf(change.kind) - (dangerOf(change) ? KINDS.length : 0);
}
