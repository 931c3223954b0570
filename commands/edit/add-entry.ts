import { blockEntry, flowStyle, flowValue, isSpread, keyText } from "./notation";
import { Entry, MapNode, Source, Value } from "./source";
import { indentAt, lineEnd, nextLine, Splice } from "./splice";

const STEP = "  ";

/** Where an entry comes in: a map, and the map around it. */
export interface Place {
  readonly map: MapNode;
  readonly parent?: MapNode;
}

/** Adds an entry after the last one of a map, in the style of that one. */
export function addEntry(source: Source, { map, parent }: Place, key: string, value: Value): Splice[] {
  const last = map.entries.at(-1);
  const name = keyText(source, key, last);
  if (!last) {
    return [fill(source, map, name, value)];
  }
  return map.flow
    ? addToFlow(source, map, last, name, value)
    : [addToBlock(source, parent, last, name, value)];
}

function addToBlock(
  source: Source,
  parent: MapNode | undefined,
  last: Entry,
  key: string,
  value: Value,
): Splice {
  const { text, eol } = source;
  const indent = indentAt(text, last.key.start);
  const outer = parent ? indentAt(text, parent.start) : indent;
  const notation = { source, indent, step: stepOf(outer, indent) };
  const lines = blockEntry(notation, key, value, last.value);
  const at = endOfEntry(text, last);
  return insert(at, text[at - 1] === "\n" ? lines + eol : eol + lines);
}

/**
 * Where the lines of an entry end: after its last line, and after the comments right below it that
 * are indented deeper than its key.
 */
export function endOfEntry(text: string, { key, value }: Entry): number {
  const depth = indentAt(text, key.start).length;
  let end = Math.max(key.end, value.end);
  end = text[end - 1] === "\n" ? end : nextLine(text, end);
  for (;;) {
    const comment = /^( *)#/.exec(text.slice(end, lineEnd(text, end)));
    if ((comment?.[1] ?? "").length <= depth) {
      return end;
    }
    end = nextLine(text, end);
  }
}

function addToFlow(source: Source, map: MapNode, last: Entry, key: string, value: Value): Splice[] {
  const { text, eol } = source;
  const style = flowStyle(source, map);
  const outer = indentAt(text, map.start);
  const end = last.value.end;
  const comma = commaAfter(text, end);
  const isOnLines = isSpread(text, map) && lineEnd(text, comma ?? end) < map.end;
  const indent = isOnLines ? indentAt(text, last.key.start) : outer;
  const notation = { source, indent, step: isOnLines ? stepOf(outer, indent) : STEP };
  const entry = key + style.colon + flowValue(notation, value, style, last.value);
  if (!isOnLines) {
    return comma === undefined
      ? [insert(end, style.comma + entry)]
      : [insert(comma + 1, `${style.comma.slice(1)}${entry},`)];
  }
  return comma === undefined
    ? [insert(end, ","), insert(lineEnd(text, end), eol + indent + entry)]
    : [insert(lineEnd(text, comma), `${eol}${indent}${entry},`)];
}

/** The first entry between empty braces; a comment in them stays. */
function fill(source: Source, map: MapNode, key: string, value: Value): Splice {
  const { text } = source;
  const style = flowStyle(source, map);
  const notation = { source, indent: indentAt(text, map.start), step: STEP };
  const entry = ` ${key}${style.colon}${flowValue(notation, value, style, undefined)}`;
  const [start, end] = [map.start + 1, map.end - 1];
  return text.slice(start, end).trim() === "" ? { start, end, text: `${entry} ` } : insert(start, entry);
}

function stepOf(outer: string, indent: string): string {
  return " ".repeat(Math.max(0, indent.length - outer.length)) || STEP;
}

function insert(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

/** The comma after an entry in braces, behind space and comments. */
export function commaAfter(text: string, offset: number): number | undefined {
  const comma = /(?:\s|(?<=\s)#[^\n]*)*,/y;
  comma.lastIndex = offset;
  return comma.test(text) ? comma.lastIndex - 1 : undefined;
}
