import { textTable } from "../text-table";
import type { Charges } from "./charges";
import type { Prices } from "./prices";
import { Quantities, sum, total } from "./quantities";

const COUNTS = ["WHOLE", "INCREMENTAL", "SOURCE", "GIB STORED", "GIB MOVED OUT", "ADVANCED PARAMETERS"];
const BOUND =
  "Sizes are those of the volumes: EBS bills the blocks that hold data, which are fewer. Incremental copies\n" +
  "(inside a region, encryption unchanged) hold none of their own, and the sources are their makers' own.\n";
const SIZES = "No sizes are known: give them with --size-gib GIB, or ask AWS with --aws.\n";
const NO_PRICES = "No prices: `cost --new-prices` prints a file to fill in, for --prices FILE.\n";

export interface Costs {
  readonly regions: readonly Quantities[];
  readonly images: readonly Quantities[];
  /** AMIs of released versions among all. */
  readonly released: number;
  /** @default - no prices were given */
  readonly charged?: { readonly prices: Prices; readonly charges: readonly Charges[] };
}

/** All of it, as people read it. */
export function costText({ regions, images, released, charged }: Costs): string {
  const hasSizes = regions.some(({ amis, storedGiB }) => amis.whole > 0 && storedGiB !== null);
  const hasBundles = images.some(({ amis }) => amis.bundle > 0);
  return [
    textTable(
      ["REGION", ...COUNTS, "KEYS"],
      [...regions, totalOf(regions)].map((each) => [...row(each), `${each.keys}`]),
    ),
    textTable(["IMAGE", ...COUNTS], images.map(row)),
    hasSizes ? BOUND : SIZES,
    ...(released > 0
      ? [`${released} of them are of released versions: Terraform knows them no more, and they stay.\n`]
      : []),
    ...(hasBundles ? ["Copies of instance-store-backed images are bundles in S3, and not counted.\n"] : []),
    charged ? chargesText(charged.prices, charged.charges) : NO_PRICES,
  ].join("\n");
}

function row({ name, amis, storedGiB, movedOutGiB, advancedParameters }: Quantities): string[] {
  const moved = movedOutGiB && sum(Object.values(movedOutGiB));
  const { whole, incremental, source } = amis;
  return [
    name,
    `${whole}`,
    `${incremental}`,
    `${source}`,
    size(storedGiB),
    size(moved),
    `${advancedParameters}`,
  ];
}

function totalOf(regions: readonly Quantities[]): Quantities {
  const of = (what: (each: Quantities) => number) => sum(regions.map(what));
  const moved = total(regions.map(({ movedOutGiB }) => movedOutGiB && sum(Object.values(movedOutGiB))));
  return {
    name: "all",
    amis: {
      whole: of(({ amis }) => amis.whole),
      incremental: of(({ amis }) => amis.incremental),
      bundle: of(({ amis }) => amis.bundle),
      source: of(({ amis }) => amis.source),
    },
    storedGiB: total(regions.map(({ storedGiB }) => storedGiB)),
    movedOutGiB: moved === null ? null : { all: moved },
    advancedParameters: of((each) => each.advancedParameters),
    keys: of(({ keys }) => keys),
  };
}

function chargesText({ currency, date, source }: Prices, charges: readonly Charges[]): string {
  const money = (amount: number | null) => (amount === null ? "" : amount.toFixed(2));
  const rows = charges.map(({ region, snapshots, parameters, keys, transfer }) => [
    region,
    money(snapshots),
    money(parameters),
    money(keys),
    money(transfer),
  ]);
  const monthly = total(charges.map(({ snapshots }) => snapshots));
  const rest = sum(charges.map(({ parameters, keys }) => parameters + keys));
  const once = total(charges.map(({ transfer }) => transfer));
  const sentence =
    monthly === null || once === null
      ? `Without sizes: ${money(rest)} ${currency} each month for parameters and keys.`
      : `At most ${money(monthly + rest)} ${currency} each month, and ${money(once)} ${currency} once for what was moved.`;
  return (
    textTable(["REGION", "SNAPSHOTS/MONTH", "PARAMETERS/MONTH", "KEYS/MONTH", "MOVED OUT, ONCE"], rows) +
    `\n${sentence}\nPrices of ${date}, from ${source}; without taxes, free tiers, discounts and calls of the APIs.\n`
  );
}

function size(gib: number | null): string {
  return gib === null ? "" : `${Number(gib.toFixed(1))}`;
}
