import { Comment, Range } from "./document";
import { SourceFile } from "./source-file";

/** A piece of a text, and what is put in its place. */
export interface Splice extends Range {
  readonly text: string;
}

export function applySplices(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let last = 0;
  for (const splice of [...splices].sort((one, other) => one.start - other.start)) {
    pieces.push(text.slice(last, splice.start), splice.text);
    last = splice.end;
  }
  return [...pieces, text.slice(last)].join("");
}

/** A line of code with a comment after it. */
interface CommentedLine {
  /** Without the spaces before the comment. */
  readonly codeEnd: number;
  readonly commentStart: number;
  /** Characters of the code. */
  readonly width: number;
}

/**
 * Moves the comments beside lines that get longer or shorter, as `terraform fmt` does: those of neighbouring
 * lines begin in one column. Comments that don't, stay.
 */
export function alignComments(
  source: SourceFile,
  comments: readonly Comment[],
  splices: readonly Splice[],
): Splice[] {
  const commented = commentedLines(source, comments);
  const grown = growthOf(source, splices);
  const done = new Set<number>();
  return [...grown.keys()].flatMap((line) => {
    const lines = done.has(line) ? [] : groupOf(line, commented);
    lines.forEach((each) => done.add(each));
    return aligned(lines, commented, grown);
  });
}

/** Characters that each line gains. */
function growthOf({ lines }: SourceFile, splices: readonly Splice[]): Map<number, number> {
  const grown = new Map<number, number>();
  for (const { start, end, text } of splices) {
    const { line } = lines.positionOf(start);
    grown.set(line, (grown.get(line) ?? 0) + text.length - (end - start));
  }
  return grown;
}

function commentedLines(
  { lines, text }: SourceFile,
  comments: readonly Comment[],
): Map<number, CommentedLine> {
  const commented = new Map<number, CommentedLine>();
  for (const { start } of comments) {
    const { line } = lines.positionOf(start);
    const lineStart = lines.startOf(line) ?? 0;
    const code = text.slice(lineStart, start).trimEnd();
    if (code.trim() !== "" && !commented.has(line)) {
      commented.set(line, { codeEnd: lineStart + code.length, commentStart: start, width: [...code].length });
    }
  }
  return commented;
}

/** The neighbouring lines with comments, if the line itself has one. */
function groupOf(line: number, commented: ReadonlyMap<number, CommentedLine>): number[] {
  let [first, last] = [line, line];
  while (commented.has(first - 1)) {
    first--;
  }
  while (commented.has(last + 1)) {
    last++;
  }
  return commented.has(line) ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [];
}

function aligned(
  lines: readonly number[],
  commented: ReadonlyMap<number, CommentedLine>,
  grown: ReadonlyMap<number, number>,
): Splice[] {
  const group = lines.flatMap((line) => {
    const found = commented.get(line);
    return found ? [{ ...found, newWidth: found.width + (grown.get(line) ?? 0) }] : [];
  });
  const [before, after] = [
    Math.max(...group.map(({ width }) => width)),
    Math.max(...group.map(({ newWidth }) => newWidth)),
  ];
  const wasAligned = group.every(
    ({ width, codeEnd, commentStart }) => commentStart - codeEnd === before - width + 1,
  );
  return wasAligned
    ? group.map(({ codeEnd, commentStart, newWidth }) => ({
        start: codeEnd,
        end: commentStart,
        text: " ".repeat(after - newWidth + 1),
      }))
    : [];
}
