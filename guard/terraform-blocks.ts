import { blocksOf, GuardedBlock } from "../modules/ami-guard/configuration";
import { isRecord } from "../modules/support/record";
import { Attribute, Block, Document, Path, Range } from "./document";
import { SourceFile } from "./source-file";

/** A map of Terraform's JSON that is being filled. */
type Body = Record<string, unknown>;

interface Frame extends Range {
  readonly path: Path;
  /** What stands in it. @default - nothing of it is kept */
  readonly body?: Body;
}

const SIMPLE_STRING = /^"([^"\\]*)"$/s;
const QUOTED = /^"(.*)"$/s;
const HEREDOC = /^<<-?[^\n]*\n(.*)\n[^\n]*$/s;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** A list of names: `[ami, tags]`; empty too. */
const NAMES = /^\[([\s\w,]*)\]$/;
/** A word of Terraform's own: `all`. */
const WORD = /^[a-z_]+$/;

/** The blocks of a file as Terraform's JSON has them: what the rules of the guard read. */
export function terraformBlocks({ found, text }: SourceFile, document: Document): GuardedBlock[] {
  const { part, syntax } = found.kind;
  const body = syntax === "json" ? jsonOf(text) : bodyOf(document);
  if (part === "module") {
    return blocksOf(body);
  }
  return part === "variables"
    ? Object.entries(body).map(([name, value]) => ({ type: "var", name, arguments: { default: value } }))
    : [];
}

/** Values of variables beside the declarations that they belong to: a variable may have any of them. */
export function mergeVariables(blocks: readonly GuardedBlock[]): GuardedBlock[] {
  const values = new Map<string, unknown[]>();
  for (const { type, name, arguments: given } of blocks) {
    if (type === "var") {
      values.set(
        name,
        [...(values.get(name) ?? []), given.default].filter((value) => value !== undefined),
      );
    }
  }
  const variables = [...values].map(([name, all]) => ({
    type: "var",
    name,
    arguments: { default: all.length === 1 ? all[0] : all },
  }));
  return [...blocks.filter(({ type }) => type !== "var"), ...variables];
}

function jsonOf(text: string): Body {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) {
      return {};
    }
    throw error;
  }
}

function bodyOf({ blocks, attributes }: Document): Body {
  const root: Body = {};
  const frames: Frame[] = [{ start: 0, end: Number.POSITIVE_INFINITY, path: [], body: root }];
  for (const entry of inOrder(blocks, attributes)) {
    while (entry.start >= (frames.at(-1)?.end ?? Number.POSITIVE_INFINITY)) {
      frames.pop();
    }
    const parent = frames.at(-1);
    if (parent?.body) {
      frames.push({ ...entry, body: enter(parent.body, entry, entry.path.slice(parent.path.length)) });
    }
  }
  return root;
}

/** Puts a block or an argument into its parent. @returns what the entries in it go to */
function enter(parent: Body, entry: Block | Attribute, names: readonly string[]): Body | undefined {
  const name = names.at(-1);
  if (name === undefined) {
    return parent;
  }
  const holder = names.slice(0, -1).reduce(below, parent);
  if ("text" in entry) {
    const isMap = entry.text.startsWith("{");
    const value = isMap ? {} : valueOf(entry.text);
    define(holder, name, value);
    return isMap ? (value as Body) : undefined;
  }
  const body: Body = {};
  const before: unknown = Object.hasOwn(holder, name) ? holder[name] : [];
  define(holder, name, [...(Array.isArray(before) ? (before as unknown[]) : [before]), body]);
  return body;
}

function below(body: Body, name: string): Body {
  const found = Object.hasOwn(body, name) ? body[name] : undefined;
  if (isRecord(found)) {
    return found;
  }
  const made: Body = {};
  define(body, name, made);
  return made;
}

/** Sets a key, `__proto__` too. */
function define(body: Body, key: string, value: unknown): void {
  Object.defineProperty(body, key, { value, enumerable: true, configurable: true, writable: true });
}

function inOrder(blocks: readonly Block[], attributes: readonly Attribute[]): (Block | Attribute)[] {
  return [...blocks, ...attributes].sort(
    (one, other) =>
      one.start - other.start || other.end - one.end || Number("text" in one) - Number("text" in other),
  );
}

function valueOf(text: string): unknown {
  const [, simple] = SIMPLE_STRING.exec(text) ?? [];
  if (simple !== undefined) {
    return simple;
  }
  if (text === "true" || text === "false") {
    return text === "true";
  }
  if (text === "null") {
    return null;
  }
  const [, names] = NAMES.exec(text) ?? [];
  if (names !== undefined) {
    return names.split(/[\s,]+/).filter((name) => name !== "");
  }
  if (WORD.test(text)) {
    return text;
  }
  if (NUMBER.test(text)) {
    return Number(text);
  }
  return HEREDOC.exec(text)?.[1] ?? template(text);
}

/** An expression as Terraform's JSON has it: in `${…}`, unless it is a template itself. */
function template(text: string): string {
  const [, inside] = QUOTED.exec(text) ?? [];
  return inside !== undefined && !/[^\\]"/.test(inside.replace(/\$\{[^}]*\}/g, "")) ? inside : `\${${text}}`;
}
