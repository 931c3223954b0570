import type { Catalog } from "../../modules/ami-catalog/model";
import { advancedParameters } from "./parameters";
import type { Sizes } from "./sizes";
import type { StoredAmi, Storage } from "./stored-amis";

/** What is stored and copied in one region, or of one image. */
export interface Quantities {
  /** Code of the region, or name of the image. */
  readonly name: string;
  readonly amis: Readonly<Record<Storage, number>>;
  /** GiB of snapshots, at most: the size of the volumes of whole copies. `null` where a size isn't known. */
  readonly storedGiB: number | null;
  /** GiB that were moved out of the region once, by the region that they went to; `null` as above. */
  readonly movedOutGiB: Readonly<Record<string, number>> | null;
  readonly advancedParameters: number;
  /** KMS keys that the catalog makes. */
  readonly keys: number;
}

/** What is stored and copied, by region. */
export function quantitiesByRegion(
  catalog: Catalog,
  images: readonly string[],
  amis: readonly StoredAmi[],
  sizes: Sizes,
): Quantities[] {
  return Object.entries(catalog.regions).map(([name, { createKey, kmsKeyArn }]) => ({
    ...quantities(
      name,
      amis.filter(({ region }) => region === name),
      amis.filter(({ movedFrom }) => movedFrom === name),
      sizes,
    ),
    advancedParameters: sum(images.map((image) => advancedParameters(catalog, image, name))),
    keys: createKey && kmsKeyArn === undefined ? 1 : 0,
  }));
}

/** The same by image; keys are no image's own. */
export function quantitiesByImage(
  catalog: Catalog,
  images: readonly string[],
  amis: readonly StoredAmi[],
  sizes: Sizes,
): Quantities[] {
  return images.map((name) => {
    const own = amis.filter(({ image }) => image === name);
    const regions = Object.keys(catalog.regions);
    return {
      ...quantities(
        name,
        own,
        own.filter(({ movedFrom }) => movedFrom !== undefined),
        sizes,
      ),
      advancedParameters: sum(regions.map((region) => advancedParameters(catalog, name, region))),
      keys: 0,
    };
  });
}

function quantities(
  name: string,
  stored: readonly StoredAmi[],
  movedOut: readonly StoredAmi[],
  sizes: Sizes,
): Omit<Quantities, "advancedParameters" | "keys"> {
  const count = (storage: Storage) => stored.filter((ami) => ami.storage === storage).length;
  const whole = stored.filter(({ storage }) => storage === "whole");
  const moved = movedOut.map((ami) => ({ to: ami.region, size: sizes.of(ami) }));
  const targets = [...new Set(moved.map(({ to }) => to))];
  const sizeTo = (target: string) =>
    total(moved.filter(({ to }) => to === target).map(({ size }) => size)) ?? 0;
  return {
    name,
    amis: {
      whole: count("whole"),
      incremental: count("incremental"),
      bundle: count("bundle"),
      source: count("source"),
    },
    storedGiB: total(whole.map((ami) => sizes.of(ami))),
    movedOutGiB:
      total(moved.map(({ size }) => size)) === null
        ? null
        : Object.fromEntries(targets.map((target) => [target, sizeTo(target)])),
  };
}

/** The sum; `null` where one isn't known. */
export function total(sizes: readonly (number | null | undefined)[]): number | null {
  return sizes.some((size) => size === undefined || size === null)
    ? null
    : sum(sizes.map((size) => size ?? 0));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((before, number) => before + number, 0);
}
