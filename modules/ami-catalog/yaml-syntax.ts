import type { YAMLParseError } from "yaml";

/** A place where the text is not YAML. */
export interface SyntaxFault {
  readonly offset: number;
  readonly reason: string;
}

/** Faults that stand for themselves; the others follow from a fault before them, or stand at the end for want of a place. */
const OWN_FAULTS: ReadonlySet<string> = new Set([
  "BAD_INDENT",
  "BAD_SCALAR_START",
  "BLOCK_AS_IMPLICIT_KEY",
  "MISSING_CHAR",
  "MULTILINE_IMPLICIT_KEY",
]);

/**
 * The faults on the lines after an offset, at most one a line: a reader that goes on after a fault finds
 * them, and is too slow for files that are good, so it is loaded for broken ones only.
 */
export function syntaxFaultsAfter(text: string, offset: number): readonly SyntaxFault[] {
  const end = text.trimEnd().length;
  const faults: SyntaxFault[] = [];
  let line = lineEnd(text, offset);
  for (const { code, pos, message } of errorsOf(text)) {
    const place = code === "BLOCK_AS_IMPLICIT_KEY" ? text.indexOf(":", pos[0]) : pos[0];
    if (OWN_FAULTS.has(code) && place > line && place < end) {
      faults.push({ offset: place, reason: message.charAt(0).toLowerCase() + message.slice(1) });
      line = lineEnd(text, place);
    }
  }
  return faults;
}

function errorsOf(text: string): readonly YAMLParseError[] {
  const { parseDocument } = require("yaml") as typeof import("yaml");
  try {
    return parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: "silent" }).errors;
  } catch (error) {
    // It calls itself for each level of maps and lists, of which a broken file can have too many.
    if (error instanceof RangeError) {
      return [];
    }
    throw error;
  }
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
