import { Refusal } from "../refusal";
import { Prices, RegionPrices } from "./prices";
import { Quantities, sum } from "./quantities";

/** What a region costs, in the currency of the prices. */
export interface Charges {
  readonly region: string;
  /** Each month, of what has a known size; `null` where nothing has. */
  readonly snapshots: number | null;
  /** Each month. */
  readonly parameters: number;
  /** Each month; 0 where one image is asked for, since keys serve all. */
  readonly keys: number;
  /** Once, for what was moved out of it; `null` as above. */
  readonly transfer: number | null;
}

/**
 * What each region costs.
 * @param file name of the file of prices
 * @throws Refusal `PRICES_INCOMPLETE` where a region has no prices
 */
export function chargesOf(regions: readonly Quantities[], prices: Prices, file: string): Charges[] {
  const missing = regions.filter(({ name }) => !Object.hasOwn(prices.regions, name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    throw new Refusal({
      code: "PRICES_INCOMPLETE",
      file,
      path: "regions",
      value: names,
      allowed: `it has no prices of ${names.join(", ")}, and the catalog publishes there`,
      fix: "add them; `cost --new-prices` prints the keys",
    });
  }
  return regions.flatMap((region) => {
    const price = prices.regions[region.name];
    return price ? [chargesIn(region, price)] : [];
  });
}

function chargesIn(region: Quantities, price: RegionPrices): Charges {
  const { name, storedGiB, movedOutGiB, advancedParameters, keys } = region;
  const transferTo = ([target, size]: [string, number]) =>
    size * (price.transferGbTo?.[target] ?? price.transferGb);
  return {
    region: name,
    snapshots: storedGiB === null ? null : storedGiB * price.snapshotGbMonth,
    parameters: advancedParameters * price.advancedParameterMonth,
    keys: keys * price.kmsKeyMonth,
    transfer: movedOutGiB === null ? null : sum(Object.entries(movedOutGiB).map(transferTo)),
  };
}
