import type { Catalog, CatalogRegion } from "../../modules/ami-catalog/model";
import { advancedParameters } from "./parameters";
import type { Sizes } from "./sizes";
import type { StoredAmi, Storage } from "./stored-amis";

/** What is stored and copied in one region, of one image, or of all. */
export interface Quantities {
  /** Code of the region, name of the image, or `all`. */
  readonly name: string;
  readonly amis: Readonly<Record<Storage, number>>;
  /**
   * GiB of snapshots, at most: the size of the volumes of the whole copies whose size is known. `null` where there
   * are some, and none has a known size.
   */
  readonly storedGiB: number | null;
  /** GiB that were moved out of the region once, by the region that they went to; `null` as above. */
  readonly movedOutGiB: Readonly<Record<string, number>> | null;
  /** AMIs that the sums lack, since their size isn't known. */
  readonly unsized: { readonly stored: number; readonly movedOut: number };
  readonly advancedParameters: number;
  /** KMS keys that the catalog makes; 0 where one image is asked for, since they serve all. */
  readonly keys: number;
}

/** What is counted. */
export interface Stock {
  readonly catalog: Catalog;
  /** The images that are asked for. */
  readonly images: readonly string[];
  /** Theirs. */
  readonly amis: readonly StoredAmi[];
  readonly sizes: Sizes;
  /** Whether keys count: they serve all images, and are no image's own. */
  readonly withKeys: boolean;
}

/** What is stored and copied, by region. */
export function quantitiesByRegion(stock: Stock): Quantities[] {
  const { catalog, images, amis, withKeys } = stock;
  return Object.entries(catalog.regions).map(([name, region]) => ({
    ...quantities(
      name,
      stock,
      amis.filter((ami) => ami.region === name),
      amis.filter(({ movedFrom }) => movedFrom === name),
    ),
    advancedParameters: sum(images.map((image) => advancedParameters(catalog, image, name))),
    keys: withKeys && makesKey(region) ? 1 : 0,
  }));
}

/** The same by image. */
export function quantitiesByImage(stock: Stock): Quantities[] {
  return stock.images.map((name) => {
    const own = stock.amis.filter(({ image }) => image === name);
    return {
      ...quantities(name, stock, own, own),
      advancedParameters: parametersOf(stock.catalog, name),
      keys: 0,
    };
  });
}

/** The same together. */
export function quantitiesOfAll(stock: Stock): Quantities {
  const { catalog, images, amis, withKeys } = stock;
  return {
    ...quantities("all", stock, amis, amis),
    advancedParameters: sum(images.map((image) => parametersOf(catalog, image))),
    keys: withKeys ? Object.values(catalog.regions).filter(makesKey).length : 0,
  };
}

/** Whether the catalog makes the key of a region. */
export function makesKey({ createKey, kmsKeyArn }: CatalogRegion): boolean {
  return createKey === true && kmsKeyArn === undefined;
}

/** Whether the size of an AMI matters: its blocks are stored anew, or were moved. */
export function needsSize({ storage, movedFrom }: StoredAmi): boolean {
  return storage === "whole" || movedFrom !== undefined;
}

function parametersOf(catalog: Catalog, image: string): number {
  return sum(Object.keys(catalog.regions).map((region) => advancedParameters(catalog, image, region)));
}

function quantities(
  name: string,
  { sizes }: Stock,
  stored: readonly StoredAmi[],
  sources: readonly StoredAmi[],
): Omit<Quantities, "advancedParameters" | "keys"> {
  const count = (storage: Storage) => stored.filter((ami) => ami.storage === storage).length;
  const whole = stored.filter(({ storage }) => storage === "whole").map((ami) => sizes.of(ami));
  const movedOut = sources.filter(({ movedFrom }) => movedFrom !== undefined);
  const moved = movedOut.map((ami) => ({ to: ami.region, size: sizes.of(ami) }));
  const targets = [...new Set(moved.map(({ to }) => to))];
  const sizesTo = (target: string) => moved.filter(({ to }) => to === target).map(({ size }) => size);
  return {
    name,
    amis: {
      whole: count("whole"),
      incremental: count("incremental"),
      bundle: count("bundle"),
      source: count("source"),
    },
    storedGiB: known(whole),
    movedOutGiB:
      known(moved.map(({ size }) => size)) === null
        ? null
        : Object.fromEntries(targets.map((target) => [target, known(sizesTo(target)) ?? 0])),
    unsized: { stored: unknown(whole), movedOut: unknown(moved.map(({ size }) => size)) },
  };
}

/** The sum of those that are known; `null` where none is. */
function known(sizes: readonly (number | undefined)[]): number | null {
  const all = sizes.filter((size) => size !== undefined);
  return all.length === 0 && sizes.length > 0 ? null : sum(all);
}

function unknown(sizes: readonly (number | undefined)[]): number {
  return sizes.filter((size) => size === undefined).length;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((before, number) => before + number, 0);
}
