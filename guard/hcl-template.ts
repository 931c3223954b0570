import { TreeCursor } from "web-tree-sitter";
import { Range } from "./document";

/** Brackets and blocks inside of each other, as far as they are read. */
export const MAX_DEPTH = 400;

/** Pieces of a template that are no text of it. */
const HOLES = new Set([
  "template_interpolation",
  "template_if_intro",
  "template_else_intro",
  "template_if_end",
  "template_for_start",
  "template_for_end",
]);

/** A string, template or heredoc without what encloses it. */
export interface TemplateText extends Range {
  /** With what stands in `${…}`. */
  readonly raw: string;
  /** With spaces in the place of `${…}`. */
  readonly text: string;
}

/** Calls `visit` with the cursor at each child. */
export function each(cursor: TreeCursor, visit: () => void): void {
  if (cursor.gotoFirstChild()) {
    do {
      visit();
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
}

/**
 * Reads a string, a template or a heredoc.
 * @param visit is called, with the cursor there, for all that isn't its text
 */
export function readTemplate(
  cursor: TreeCursor,
  source: string,
  depth: number,
  visit: (depth: number) => void,
): TemplateText {
  const isHeredoc = cursor.nodeType === "heredoc_template";
  const quote = isHeredoc ? 0 : 1;
  const holes: Range[] = [];
  let start = cursor.startIndex + quote;
  let end = Math.max(start, cursor.endIndex - quote);
  let words = 0;
  each(cursor, () => {
    if (cursor.nodeType !== "heredoc_identifier") {
      findHoles(cursor, depth, holes, visit);
    } else if (words++ === 0) {
      start = cursor.endIndex;
    } else {
      end = cursor.startIndex;
    }
  });
  const raw = source.slice(start, end);
  return { start, end, raw, text: withoutHoles(raw, holes, start) };
}

function findHoles(cursor: TreeCursor, depth: number, holes: Range[], visit: (depth: number) => void): void {
  const { nodeType } = cursor;
  if (HOLES.has(nodeType)) {
    holes.push({ start: cursor.startIndex, end: cursor.endIndex });
    visit(depth);
  } else if (nodeType.startsWith("template_") && depth <= MAX_DEPTH) {
    each(cursor, () => findHoles(cursor, depth + 1, holes, visit));
  } else {
    visit(depth);
  }
}

/** The text with spaces for the holes, which stand in their order. */
function withoutHoles(raw: string, holes: readonly Range[], offset: number): string {
  const pieces: string[] = [];
  let last = 0;
  for (const { start, end } of holes) {
    const from = Math.min(Math.max(last, start - offset), raw.length);
    const to = Math.min(Math.max(from, end - offset), raw.length);
    pieces.push(raw.slice(last, from), " ".repeat(to - from));
    last = to;
  }
  return [...pieces, raw.slice(last)].join("");
}
