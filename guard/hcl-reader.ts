import { TreeCursor } from "web-tree-sitter";
import { Attribute, Block, Broken, Literal, LiteralRole, Path, Range } from "./document";
import { HclParser, NEVER_LONG } from "./hcl-parser";
import { each, MAX_DEPTH, readTemplate } from "./hcl-template";

/** Takes what is read. */
export interface Sink {
  readonly literals: Literal[];
  readonly attributes: Attribute[];
  readonly blocks: Block[];
}

/** What surrounds a node. */
interface Context {
  readonly path: Path;
  readonly role: LiteralRole;
  readonly functions: readonly string[];
  readonly depth: number;
}

/** A text to read. */
export interface Piece {
  readonly text: string;
  /** Where it stands in the file. */
  at(index: number): number;
}

/**
 * Reads HCL, or a part of it that the grammar takes as a whole.
 * @returns undefined where the text is HCL; `unread` where nothing of it was read
 */
export function readHcl(parser: HclParser, piece: Piece, sink: Sink): Broken | "unread" | undefined {
  const read = parser.withTree(piece.text, (tree) => {
    const reader = new HclReader(piece, sink);
    const cursor = tree.walk();
    reader.visit(cursor, { path: [], role: "value", functions: [], depth: 0 });
    cursor.delete();
    const unlike = tree.rootNode.hasError ? "this is not HCL" : undefined;
    const reason = reader.isTooDeep ? `it is nested more than ${MAX_DEPTH} levels deep` : unlike;
    return {
      broken: reason === undefined ? undefined : { offset: piece.at(reader.firstError ?? 0), reason },
    };
  });
  return read ? read.broken : "unread";
}

/** Reads a text that `readHcl` leaves unread, a piece after the other: what is whole in a piece is found. */
export function readPieces(parser: HclParser, { text, at }: Piece, sink: Sink): Broken {
  let broken: Broken | undefined;
  for (let start = 0, length = 0; start < text.length; start += length) {
    const from = start;
    length = pieceLength(text.slice(from, from + NEVER_LONG));
    const piece: Piece = { text: text.slice(from, from + length), at: (index) => at(from + index) };
    const read = readHcl(parser, piece, sink);
    broken ??= read === "unread" ? undefined : read;
  }
  return broken ?? { offset: at(0), reason: "the grammar takes too long for it as a whole" };
}

/** How much of a text ends with a line, or else with a word. */
function pieceLength(text: string): number {
  const [whole] = /^.*\n/s.exec(text) ?? /^.*[\s,]/s.exec(text) ?? [text];
  return text.length < NEVER_LONG ? text.length : whole.length;
}

class HclReader {
  firstError?: number;
  isTooDeep = false;
  private readonly text: string;

  constructor(
    private readonly piece: Piece,
    private readonly sink: Sink,
  ) {
    this.text = piece.text;
  }

  visit(cursor: TreeCursor, context: Context): void {
    if (context.depth > MAX_DEPTH) {
      this.isTooDeep = true;
      return;
    }
    const inner = { ...context, depth: context.depth + 1 };
    switch (cursor.nodeType) {
      case "comment":
        return;
      case "attribute":
        return this.attribute(cursor, inner);
      case "object_elem":
        return this.element(cursor, inner);
      case "block":
        return this.block(cursor, inner);
      case "function_call":
        return this.call(cursor, inner);
      case "binary_operation":
        return this.operation(cursor, inner);
      case "index":
        return this.children(cursor, { ...inner, role: "key" });
      case "string_lit":
      case "quoted_template":
      case "heredoc_template":
        return this.template(cursor, inner);
      case "ERROR":
        this.firstError ??= cursor.startIndex;
        return this.scrap(cursor, inner);
      default:
        if (cursor.nodeIsMissing) {
          this.firstError ??= cursor.startIndex;
        }
        return this.children(cursor, inner);
    }
  }

  private children(cursor: TreeCursor, context: Context): void {
    each(cursor, () => this.visit(cursor, context));
  }

  private attribute(cursor: TreeCursor, context: Context): void {
    let inner = context;
    each(cursor, () => {
      if (cursor.nodeType === "identifier") {
        inner = { ...context, path: [...context.path, cursor.nodeText] };
      } else if (cursor.nodeType === "expression") {
        this.value(cursor, inner);
      } else {
        this.visit(cursor, inner);
      }
    });
  }

  /** `KEY = VALUE` in a map. */
  private element(cursor: TreeCursor, context: Context): void {
    let inner: Context | undefined;
    each(cursor, () => {
      if (cursor.nodeType !== "expression") {
        this.visit(cursor, context);
      } else if (inner) {
        this.value(cursor, inner);
      } else {
        inner = { ...context, path: [...context.path, unquoted(cursor.nodeText)] };
        this.visit(cursor, { ...inner, role: "key" });
      }
    });
  }

  private value(cursor: TreeCursor, context: Context): void {
    const text = this.text.slice(cursor.startIndex, cursor.endIndex);
    this.sink.attributes.push({
      path: context.path,
      text,
      ...this.range(cursor.startIndex, cursor.endIndex),
    });
    this.visit(cursor, context);
  }

  private block(cursor: TreeCursor, context: Context): void {
    const names: string[] = [];
    let inner: Context | undefined;
    const { startIndex, endIndex } = cursor;
    each(cursor, () => {
      const { nodeType } = cursor;
      if (nodeType === "block_start") {
        inner = { ...context, path: [...context.path, ...blockNames(names, context.path)] };
        this.sink.blocks.push({ path: inner.path, ...this.range(startIndex, endIndex) });
      } else if (!inner && (nodeType === "identifier" || nodeType === "string_lit")) {
        names.push(unquoted(cursor.nodeText));
      } else {
        this.visit(cursor, inner ?? context);
      }
    });
  }

  private call(cursor: TreeCursor, context: Context): void {
    let inner = context;
    each(cursor, () => {
      if (cursor.nodeType === "identifier") {
        inner = { ...context, functions: [...context.functions, cursor.nodeText] };
      } else if (cursor.nodeType === "function_arguments") {
        this.arguments(cursor, inner);
      } else {
        this.visit(cursor, inner);
      }
    });
  }

  /** The second argument of `lookup` is a key. */
  private arguments(cursor: TreeCursor, context: Context): void {
    let index = 0;
    each(cursor, () => {
      const isKey = context.functions.at(-1) === "lookup" && index === 1;
      this.visit(cursor, isKey ? { ...context, role: "key" } : context);
      index += Number(cursor.nodeType === "expression");
    });
  }

  private operation(cursor: TreeCursor, context: Context): void {
    let compares = false;
    each(cursor, () => {
      compares ||= cursor.nodeType === "==" || cursor.nodeType === "!=";
    });
    this.children(cursor, compares ? { ...context, role: "operand" } : context);
  }

  /** What the grammar could not put together: a name before `=` still names what comes after it. */
  private scrap(cursor: TreeCursor, context: Context): void {
    let name: string | undefined;
    let inner = context;
    each(cursor, () => {
      if (cursor.nodeType === "identifier") {
        name = cursor.nodeText;
      } else if (cursor.nodeType === "=" && name !== undefined) {
        inner = { ...context, path: [...context.path, name] };
      } else {
        this.visit(cursor, inner);
      }
    });
  }

  private template(cursor: TreeCursor, context: Context): void {
    const { startIndex, endIndex } = cursor;
    const { path, role, functions } = context;
    const { start, raw, text } = readTemplate(cursor, this.text, context.depth, (depth) =>
      this.visit(cursor, { ...context, depth }),
    );
    const at = (index: number) => this.piece.at(start + index);
    this.sink.literals.push({ path, role, functions, text, raw, at, ...this.range(startIndex, endIndex) });
  }

  private range(start: number, end: number): Range {
    return { start: this.piece.at(start), end: this.piece.at(end) };
  }
}

/** `dynamic "ebs_block_device" { content { … } }` has the path of `ebs_block_device { … }`. */
function blockNames(names: readonly string[], path: Path): readonly string[] {
  if (names[0] === "dynamic" && names.length > 1) {
    return names.slice(1);
  }
  return names[0] === "content" && names.length === 1 && path.length > 3 ? [] : names;
}

function unquoted(text: string): string {
  return /^"(.*)"$/s.exec(text)?.[1] ?? text;
}
