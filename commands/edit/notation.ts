import { written } from "./scalar";
import { Entry, MapNode, Node, Source, Value, valueAt } from "./source";
import { isFirstInLine } from "./splice";

/** The spaces in a map in braces. */
export interface FlowStyle {
  readonly pad: string;
  readonly colon: string;
  readonly comma: string;
}

/** The style of a map in braces; that of Prettier where it doesn't show. */
export function flowStyle({ text }: Source, map: MapNode): FlowStyle {
  const [first, second] = map.entries;
  if (!first) {
    return { pad: " ", colon: ": ", comma: ", " };
  }
  const colon = /\s/.test(text.slice(first.key.end, first.value.start)) ? ": " : ":";
  const isTight = second ? text[second.key.start - 1] === "," : colon === ":";
  const hasPad = /\s/.test(text[map.start + 1] ?? "");
  return { pad: hasPad ? " " : "", colon, comma: isTight ? "," : ", " };
}

/** Whether the entries of a map in braces have lines of their own. */
export function isSpread(text: string, map: MapNode): boolean {
  const last = map.entries.at(-1);
  return last !== undefined && isFirstInLine(text, last.key.start);
}

/** Where an entry is written. */
export interface Notation {
  readonly source: Source;
  /** What its lines begin with. */
  readonly indent: string;
  /** What each level adds to the indent. */
  readonly step: string;
}

/** A key as it is written, in the quotes of another one. */
export function keyText({ json }: Source, key: string, like?: Entry): string {
  return written(key, like?.key.style, json);
}

/** An entry of a map in lines, its value in the style of another one. */
export function blockEntry(notation: Notation, key: string, value: Value, like: Node | undefined): string {
  const { source, indent, step } = notation;
  if (typeof value === "string" || (like?.kind === "map" && like.flow)) {
    const style = like?.kind === "map" ? flowStyle(source, like) : undefined;
    return `${indent}${key}: ${flowValue(notation, value, style, like)}`;
  }
  const inner = { ...notation, indent: indent + step };
  const entries = Object.entries(value).map(([name, inside]) =>
    blockEntry(inner, keyText(source, name), inside, valueAt(like, name)),
  );
  return [`${indent}${key}:`, ...entries].join(source.eol);
}

/** A text, or a map in braces: in one line, or spread over lines like another one. */
export function flowValue(
  notation: Notation,
  value: Value,
  style: FlowStyle | undefined,
  like: Node | undefined,
): string {
  const { source, indent, step } = notation;
  if (typeof value === "string") {
    return written(value, like?.kind === "scalar" ? like.style : undefined, source.json);
  }
  const { pad, colon, comma } = style ?? { pad: " ", colon: ": ", comma: ", " };
  const inner = { ...notation, indent: indent + step };
  const entries = Object.entries(value).map(([name, inside]) => {
    const likeInside = valueAt(like, name);
    const hasLike = typeof inside === "string" || likeInside?.kind === "map";
    return keyText(source, name) + colon + flowValue(inner, inside, style, hasLike ? likeInside : like);
  });
  return like?.kind === "map" && isSpread(source.text, like)
    ? `{${entries.map((entry) => source.eol + inner.indent + entry).join(",")}${source.eol}${indent}}`
    : `{${pad}${entries.join(comma)}${pad}}`;
}
