import { textTable } from "../text-table";
import type { Charges } from "./charges";
import type { Prices } from "./prices";
import {
  makesKey,
  needsSize,
  Quantities,
  quantitiesByImage,
  quantitiesOfAll,
  Stock,
  sum,
} from "./quantities";

const COUNTS = ["WHOLE", "INCREMENTAL", "SOURCE", "GIB STORED", "GIB MOVED OUT", "ADVANCED PARAMETERS"];
const BOUND =
  "Sizes are those of the volumes: EBS bills the blocks that hold data, which are fewer. Incremental copies\n" +
  "(inside a region, encryption unchanged) hold none of their own, and the sources are their makers' own.\n";
const NO_PRICES = "No prices: `cost --new-prices` prints a file to fill in, for --prices FILE.\n";
const KEYS = "The keys of the regions serve all images: `cost` without IMAGE counts them.\n";
/** How many versions without a size are named. */
const NAMED = 5;

export interface Costs {
  readonly stock: Stock;
  readonly regions: readonly Quantities[];
  /** AMIs of released versions among all. */
  readonly released: number;
  /** Whether AWS was asked for the sizes. */
  readonly asked: boolean;
  /** @default - no prices were given */
  readonly charged?: { readonly prices: Prices; readonly charges: readonly Charges[] };
}

/** All of it, as people read it. */
export function costText({ stock, regions, released, asked, charged }: Costs): string {
  const { catalog, amis, withKeys } = stock;
  const images = quantitiesByImage(stock);
  const rows = [...regions, quantitiesOfAll(stock)];
  return [
    withKeys
      ? textTable(
          ["REGION", ...COUNTS, "KEYS"],
          rows.map((each) => [...row(each), `${each.keys}`]),
        )
      : textTable(["REGION", ...COUNTS], rows.map(row)),
    textTable(["IMAGE", ...COUNTS], images.map(row)),
    sizesText(stock, asked),
    ...(released > 0
      ? [`${released} of them are of released versions: Terraform knows them no more, and they stay.\n`]
      : []),
    ...(amis.some(({ storage }) => storage === "bundle")
      ? ["Copies of instance-store-backed images are bundles in S3, and not counted.\n"]
      : []),
    ...(!withKeys && Object.values(catalog.regions).some(makesKey) ? [KEYS] : []),
    charged ? chargesText(stock, charged.prices, charged.charges) : NO_PRICES,
  ].join("\n");
}

/** A `+` is behind a sum that isn't all. */
function row({ name, amis, storedGiB, movedOutGiB, unsized, advancedParameters }: Quantities): string[] {
  const moved = movedOutGiB && sum(Object.values(movedOutGiB));
  const { whole, incremental, source } = amis;
  return [
    name,
    `${whole}`,
    `${incremental}`,
    `${source}`,
    size(storedGiB, unsized.stored),
    size(moved, unsized.movedOut),
    `${advancedParameters}`,
  ];
}

function sizesText(stock: Stock, asked: boolean): string {
  const { none, missing } = knowledgeOf(stock);
  if (none) {
    return asked
      ? "AWS told no sizes: give them with --size-gib GIB.\n"
      : "No sizes are known: give them with --size-gib GIB, or ask AWS with --aws.\n";
  }
  if (missing.length === 0) {
    return BOUND;
  }
  const versions = [...new Set(missing.map(({ image, version }) => `${image} ${version}`))];
  const more = versions.length > NAMED ? `, and ${versions.length - NAMED} versions more` : "";
  const names = `${versions.slice(0, NAMED).join(", ")}${more}`;
  return (
    `+: without ${amisInWords(missing.length)}, whose size isn't known: ${names}.\n` +
    `Give it with --size-gib [IMAGE=]GIB${asked ? "" : ", or ask AWS with --aws"}.\n\n${BOUND}`
  );
}

/** The AMIs whose size matters and isn't known, and whether that is all of them. */
function knowledgeOf({ amis, sizes }: Stock) {
  const needed = amis.filter(needsSize);
  const missing = needed.filter((ami) => sizes.of(ami) === undefined);
  return { missing, none: missing.length > 0 && missing.length === needed.length };
}

function chargesText(stock: Stock, { currency, date, source }: Prices, charges: readonly Charges[]): string {
  const { withKeys } = stock;
  const money = (amount: number | null) => (amount === null ? "" : amount.toFixed(2));
  const rows = charges.map(({ region, snapshots, parameters, keys, transfer }) => [
    region,
    money(snapshots),
    money(parameters),
    ...(withKeys ? [money(keys)] : []),
    money(transfer),
  ]);
  const { none, missing } = knowledgeOf(stock);
  const total = (what: (each: Charges) => number | null) => sum(charges.map((each) => what(each) ?? 0));
  const rest = total(({ parameters }) => parameters) + total(({ keys }) => keys);
  const monthly = total(({ snapshots }) => snapshots) + rest;
  const once = total(({ transfer }) => transfer);
  const lacking = missing.length > 0 ? `Without ${amisInWords(missing.length)}: at most` : "At most";
  const sentence = none
    ? `Without sizes: ${money(rest)} ${currency} each month for parameters${withKeys ? " and keys" : ""}.`
    : `${lacking} ${money(monthly)} ${currency} each month, and ${money(once)} ${currency} once for what was moved.`;
  const keys = withKeys ? ["KEYS/MONTH"] : [];
  return (
    textTable(["REGION", "SNAPSHOTS/MONTH", "PARAMETERS/MONTH", ...keys, "MOVED OUT, ONCE"], rows) +
    `\n${sentence}\nPrices of ${date}, from ${source}; without taxes, free tiers, discounts and calls of the APIs.\n`
  );
}

function amisInWords(count: number): string {
  return count === 1 ? "1 AMI" : `${count} AMIs`;
}

function size(gib: number | null, missing: number): string {
  return gib === null ? "" : `${Number(gib.toFixed(1))}${missing > 0 ? "+" : ""}`;
}
