import { isDeepStrictEqual } from "node:util";
import { addEntry, Place } from "./add-entry";
import { readData, withValue } from "./data";
import { removeEntry } from "./remove-entry";
import { isBlockScalar, written } from "./scalar";
import { entryOf, readSource, Source, Value } from "./source";
import { applySplices, Splice } from "./splice";

const BYTE_ORDER_MARK = "\ufeff";

/**
 * A YAML or JSON text with one key set, added or (with no value) taken out. All that isn't changed
 * stays byte for byte: comments, order, quotes, blank lines, line ends.
 * @returns undefined when the text is written in a way in which this can't be done safely
 */
export function editText(
  text: string,
  path: readonly string[],
  value: Value | undefined,
): string | undefined {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const before = text.slice(mark.length);
  const source = readSource(before);
  const found = source && splices(source, { map: source.root }, path, value);
  if (!found) {
    return undefined;
  }
  const after = applySplices(before, found);
  const wanted = withValue(readData(before), path, value);
  return isDeepStrictEqual(readData(after), wanted) ? mark + after : undefined;
}

function splices(
  source: Source,
  place: Place,
  [key = "", ...below]: readonly string[],
  value: Value | undefined,
): Splice[] | undefined {
  const { map } = place;
  const entry = entryOf(map, key);
  if (!entry) {
    return value === undefined ? undefined : addEntry(source, place, key, nested(below, value));
  }
  if (below.length > 0) {
    return entry.value.kind === "map"
      ? splices(source, { map: entry.value, parent: map }, below, value)
      : undefined;
  }
  if (value === undefined) {
    return removeEntry(source, map, entry);
  }
  const { value: node } = entry;
  return typeof value === "string" && node.kind === "scalar" && !isBlockScalar(node)
    ? [{ start: node.start, end: node.end, text: written(value, node.style, source.json) }]
    : undefined;
}

function nested(keys: readonly string[], value: Value): Value {
  return keys.reduceRight<Value>((inner, key) => ({ [key]: inner }), value);
}
