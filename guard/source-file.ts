import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { FoundFile } from "./walk";
import { Document, Range } from "./document";
import { HclOutline, outlineOf } from "./hcl-outline";
import { HclParser } from "./hcl-parser";
import { readHcl, readPieces, Sink } from "./hcl-reader";
import { readJson } from "./json-reader";
import { Lines } from "./lines";
import { Problem, systemProblem } from "./problem";
import { mayHaveAlias, mayMatter } from "./triggers";

const BYTE_ORDER_MARK = "\ufeff";
/** How a block or an argument begins. */
const HEAD =
  /[\p{L}_][\p{L}\p{N}_-]*(?:[ \t]*=(?!=)|(?:[ \t]+(?:"[^"\n]*"|[\p{L}_][\p{L}\p{N}_-]*))*[ \t]*\{)/uy;
const EMPTY: Document = { literals: [], attributes: [], blocks: [], comments: [] };

/** A file of Terraform's that is text. */
export class SourceFile {
  readonly hasMark: boolean;
  /** Without the byte order mark. */
  readonly text: string;
  private readonly outline?: HclOutline;
  private knownLines?: Lines;

  constructor(
    readonly found: FoundFile,
    text: string,
  ) {
    this.hasMark = text.startsWith(BYTE_ORDER_MARK);
    this.text = this.hasMark ? text.slice(1) : text;
    this.outline = found.kind.syntax === "hcl" ? outlineOf(this.text) : undefined;
  }

  get file(): string {
    return this.found.file;
  }

  /** The text with its byte order mark. */
  get written(): string {
    return `${this.hasMark ? BYTE_ORDER_MARK : ""}${this.text}`;
  }

  get lines(): Lines {
    this.knownLines ??= new Lines(this.text);
    return this.knownLines;
  }

  get mayHaveAlias(): boolean {
    return mayHaveAlias(this.text);
  }

  /**
   * What it says.
   * @param all whether also the parts count that break no rule by themselves
   */
  read(parser: HclParser, all: boolean): Document {
    const { text, outline } = this;
    if (outline) {
      return this.readItems(parser, outline, all);
    }
    return all || mayMatter(text) || !isJson(text) ? readJson(text, parser) : EMPTY;
  }

  private readItems(parser: HclParser, { items, comments, broken }: HclOutline, all: boolean): Document {
    const sink: Sink = { literals: [], attributes: [], blocks: [] };
    let wrong = broken;
    for (const item of items.filter((item) => all || this.matters(item))) {
      const text = `${this.text.slice(item.start, item.end)}\n`;
      const at = (index: number) => Math.min(item.start + index, item.end);
      const read = readHcl(parser, { text, at }, sink);
      const unlike = read === "unread" ? readPieces(parser, { text, at }, sink) : read;
      wrong ??= unlike;
    }
    return { ...sink, comments, ...(wrong && { broken: wrong }) };
  }

  /** What looks like neither a block nor an argument is shown to the grammar, which says what is wrong with it. */
  private matters({ start, end }: Range): boolean {
    HEAD.lastIndex = start;
    return !HEAD.test(this.text) || mayMatter(this.text.slice(start, end));
  }
}

/** Reads a file, or says why it can't be read. */
export function readSource(found: FoundFile): SourceFile | Problem {
  const { file } = found;
  try {
    const bytes = readFileSync(file);
    return isUtf8(bytes)
      ? new SourceFile(found, bytes.toString("utf8"))
      : { file, message: "this is not UTF-8 text: save it as UTF-8" };
  } catch (error) {
    return systemProblem(file, error);
  }
}

/** What keeps a file from being read to its end. */
export function brokenProblem(source: SourceFile, { broken }: Document): Problem[] {
  if (!broken) {
    return [];
  }
  const message = `the file is broken: ${broken.reason}; what can be read of it is`;
  return [{ file: source.file, ...source.lines.positionOf(broken.offset), message }];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw error;
  }
}
