import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";
import { isRecord } from "../../modules/support/record";
import { Value } from "./source";

/**
 * What a text says, in maps, lists and texts: every scalar is the text that stands in the file, as in
 * the loader, so that `2026.10` is no number. Undefined when it can't be read.
 */
export function readData(text: string): unknown {
  try {
    return load(text.replace(/^\ufeff/, ""), { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    if (error instanceof YAMLException) {
      return undefined;
    }
    throw error;
  }
}

/** The text at a path of keys, whatever else is wrong with the data. */
export function textAt(data: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(
    (inside, key) => (isRecord(inside) ? ownValue(inside, key) : undefined),
    data,
  );
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** The data with the value of one key set, added or (with no value) taken out. */
export function withValue(
  data: unknown,
  [key = "", ...below]: readonly string[],
  value: Value | undefined,
): Record<string, unknown> {
  const map = isRecord(data) ? { ...data } : {};
  if (below.length > 0) {
    return { ...map, [key]: withValue(ownValue(map, key), below, value) };
  }
  if (value !== undefined) {
    return { ...map, [key]: value };
  }
  delete map[key];
  return map;
}

function ownValue(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
