import { type DataSources, placeOf, providerOf } from "./data-sources";
import type { Answers } from "./look-up";
import type { Refused } from "./diagnostics";
import { textOf, type Values } from "./plan";

/** What a data source says that shows exactly one, and fails otherwise. */
export type One = { readonly values: Values } | Refused;

/** A data source for each name. */
export function oneSources(
  type: string,
  names: readonly string[],
  alias: string | undefined,
  more: Values = {},
): DataSources {
  const blocks = [...new Set(names)].map((name, index) => [
    `${placeOf(alias)}-${index}`,
    { name, ...more, ...providerOf(alias) },
  ]);
  return names.length === 0 ? {} : { [type]: Object.fromEntries(blocks) as Record<string, Values> };
}

/** What was said of each name. */
export function foundOnes(
  { resources, refused }: Answers,
  type: string,
  names: readonly string[],
  alias: string | undefined,
): Map<string, One> {
  return new Map(
    [...new Set(names)].map((name, index) => {
      const place = `${placeOf(alias)}-${index}`;
      const found = resources.find(
        (each) => each.type === type && each.name === place && textOf(each.values, "name") === name,
      );
      return [name, found ?? refused.get(`${type}.${place}`) ?? "missing"];
    }),
  );
}
