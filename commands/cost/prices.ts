import { Context, Decoder, object, optional, refuseType, required } from "../../modules/ami-catalog/decoder";
import { record, text } from "../../modules/ami-catalog/decoders";
import { FileProblems } from "../../modules/ami-catalog/file-problems";
import { readText } from "../../modules/ami-catalog/file-text";
import { readDocument } from "../../modules/ami-catalog/read-document";
import { checkRegion, Finding } from "../../modules/support";

/** What AWS charges in one region. */
export interface RegionPrices {
  /** For a GB of EBS snapshots, each month. */
  readonly snapshotGbMonth: number;
  /** For a GB that is moved to another region, once. */
  readonly transferGb: number;
  /** The same by region, where it differs. @default - `transferGb` for all */
  readonly transferGbTo?: Readonly<Record<string, number>>;
  /** For a parameter of tier Advanced, each month. */
  readonly advancedParameterMonth: number;
  /** For a KMS key, each month. */
  readonly kmsKeyMonth: number;
}

/** A file of prices, as its user has read them. */
export interface Prices {
  /** When they were read: `2026-11-24`. */
  readonly date: string;
  /** ISO 4217: `USD`. */
  readonly currency: string;
  /** Where they were read. */
  readonly source: string;
  readonly regions: Readonly<Record<string, RegionPrices>>;
}

const WANTED = "write `date`, `currency`, `source` and `regions`; `cost --new-prices` prints such a file";

/** AWS's own lists have prices as text, with many decimals. */
const price: Decoder<number> = {
  jsonSchema: { type: ["number", "string"] },
  decode(node, context) {
    return node.kind === "text" && /^\d{1,9}(?:\.\d{1,12})?$/.test(node.text)
      ? Number(node.text)
      : refuseType(node, context, "a price", "write it in decimal digits, like `0.25`");
  },
};

const regionPrices: Decoder<RegionPrices> = object({
  snapshotGbMonth: required("Price of a GB of EBS snapshots, each month.", price),
  transferGb: required("Price of a GB that is moved to another region.", price),
  transferGbTo: optional("The same by region, where it differs.", record(price, { check: checkRegion })),
  advancedParameterMonth: required("Price of a parameter of tier Advanced, each month.", price),
  kmsKeyMonth: required("Price of a KMS key, each month.", price),
});

const pricesFile: Decoder<Prices> = object({
  date: required("When the prices were read.", text({ check: checkDate, like: "2026-11-24" })),
  currency: required("Their currency.", text({ check: checkCurrency, like: "USD" })),
  source: required("Where they were read.", text({ like: "https://aws.amazon.com/ebs/pricing/" })),
  regions: required("Prices by region.", record(regionPrices, { check: checkRegion, needed: "regions" })),
});

/**
 * Reads a file of prices, YAML or JSON.
 * @throws AmiCatalogError with every problem of the file, each with line and column
 */
export function readPrices(file: string): Prices {
  const content = readText(file).replace(/^\ufeff/, "");
  const problems = new FileProblems(file, content);
  const root = readDocument(content, file, problems, WANTED);
  const context: Context = { problems, folder: "", accounts: new Map(), kmsKeys: new Map() };
  const prices = root && pricesFile.decode(root, context);
  problems.done();
  if (!prices) {
    throw new TypeError("a file of prices without problems lacks a key");
  }
  return prices;
}

function checkDate(given: string): Finding | undefined {
  const date = new Date(`${given}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(given);
  return /^\d{4}-\d{2}-\d{2}$/.test(given) && isDay
    ? undefined
    : { code: "CATALOG_VALUE_INVALID", allowed: "it is a date", fix: "write it like 2026-11-24" };
}

function checkCurrency(given: string): Finding | undefined {
  return /^[A-Z]{3}$/.test(given)
    ? undefined
    : { code: "CATALOG_VALUE_INVALID", allowed: "it is the code of a currency", fix: "write it like USD" };
}
