import { commaAfter, endOfEntry } from "./add-entry";
import { Entry, MapNode, Source } from "./source";
import { isFirstInLine, lineEnd, lineStart, nextLine, Splice } from "./splice";

/** Takes an entry out of a map, with its comments; those above its key stay. */
export function removeEntry(source: Source, map: MapNode, entry: Entry): Splice[] {
  return map.flow ? removeFromFlow(source.text, map, entry) : [removeFromBlock(source, entry)];
}

function removeFromBlock({ text, eol }: Source, entry: Entry): Splice {
  const start = lineStart(text, entry.key.start);
  const end = endOfEntry(text, entry);
  const hasNoLineEnd = end === text.length && !text.endsWith("\n") && start > 0;
  return { start: hasNoLineEnd ? start - eol.length : start, end, text: "" };
}

function removeFromFlow(text: string, map: MapNode, entry: Entry): Splice[] {
  const { key, value } = entry;
  const index = map.entries.indexOf(entry);
  const previous = map.entries[index - 1]?.value.end;
  const next = map.entries[index + 1]?.key.start;
  const comma = commaAfter(text, value.end);
  const end = comma === undefined ? value.end : comma + 1;
  const rest = text.slice(end, lineEnd(text, end));
  if (isFirstInLine(text, key.start) && /^[ \t]*(?:#.*)?$/.test(rest)) {
    const lines = { start: lineStart(text, key.start), end: nextLine(text, end), text: "" };
    const spare = comma === undefined && previous !== undefined ? commaAfter(text, previous) : undefined;
    return spare === undefined ? [lines] : [{ start: spare, end: spare + 1, text: "" }, lines];
  }
  if (next !== undefined) {
    return [{ start: key.start, end: Math.min(next, lineEnd(text, end)), text: "" }];
  }
  return [{ start: comma === undefined ? (previous ?? key.start) : key.start, end, text: "" }];
}
