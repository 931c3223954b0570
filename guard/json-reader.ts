import { Attribute, Block, Broken, Comment, Document, Literal, Path, Range } from "./document";
import { HclParser } from "./hcl-parser";
import { readHcl, Sink } from "./hcl-reader";
import { MAX_DEPTH } from "./hcl-template";
import { JsonString, readJsonString } from "./json-string";
import { mayMatter } from "./triggers";

const SPACE = /[ \t\r\n]+/y;
const ATOM = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A heredoc that no template ends. */
const [HEREDOC_START, HEREDOC_END] = ["x = <<AMI_GUARD\n", "\nAMI_GUARD\n"];

/**
 * Reads Terraform's JSON up to its end, or to the first thing in it that is no JSON.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function readJson(text: string, parser: HclParser): Document {
  return new JsonReader(text, parser).run();
}

class JsonReader {
  private readonly literals: Literal[] = [];
  private readonly attributes: Attribute[] = [];
  private readonly blocks: Block[] = [];
  private readonly comments: Comment[] = [];
  private index = 0;
  private broken?: Broken;

  constructor(
    private readonly text: string,
    private readonly parser: HclParser,
  ) {}

  run(): Document {
    this.value([], 0, false);
    this.space();
    if (this.index < this.text.length) {
      this.stop("this stands after the end of the document");
    }
    const { literals, attributes, blocks, comments, broken } = this;
    return { literals, attributes, blocks, comments, ...(broken && { broken }) };
  }

  /** @param isComment whether it stands under the key `//` */
  private value(path: Path, depth: number, isComment: boolean): void {
    this.space();
    const start = this.index;
    const character = this.text.charAt(start);
    if (depth > MAX_DEPTH) {
      this.stop(`it is nested more than ${MAX_DEPTH} levels deep`);
    } else if (character === "{") {
      this.members("}", () => this.member(path, depth, isComment));
      this.add(this.blocks, isComment, { path, start, end: this.index });
    } else if (character === "[") {
      this.members("]", () => this.value(path, depth + 1, isComment));
    } else if (character === '"') {
      this.string(path, isComment);
    } else {
      this.atom();
    }
  }

  private members(end: string, read: () => void): void {
    this.index++;
    this.space();
    if (this.takes(end)) {
      return;
    }
    do {
      read();
      this.space();
    } while (!this.broken && this.takes(","));
    if (!this.broken && !this.takes(end)) {
      this.stop(this.index < this.text.length ? `\`,\` or \`${end}\` is missing` : `\`${end}\` is missing`);
    }
  }

  private member(path: Path, depth: number, isComment: boolean): void {
    this.space();
    const key = this.text.charAt(this.index) === '"' ? this.read() : undefined;
    this.space();
    if (this.broken || !key || !this.takes(":")) {
      this.stop(key ? "`:` is missing" : "a key in quotes is missing");
      return;
    }
    const inner = isBlockWord(path, key.text) ? path : [...path, key.text];
    const silent = isComment || key.text === "//";
    this.space();
    const start = this.index;
    if (!silent) {
      this.literals.push(literalOf(key, inner, "key"));
    }
    this.value(inner, depth + 1, silent);
    const range = { start, end: this.index };
    this.add(this.attributes, silent, { path: inner, text: this.text.slice(start, this.index), ...range });
  }

  private string(path: Path, isComment: boolean): void {
    const string = this.read();
    if (!string) {
      return;
    }
    if (isComment) {
      this.comments.push({ ...rangeOf(string), text: string.text });
    } else if (/[$%]\{/.test(string.text) && mayMatter(string.text)) {
      this.template(string, path);
    } else {
      this.literals.push(literalOf(string, path, "value"));
    }
  }

  /** Of a broken template all may be text, beside the texts that are found in it. */
  private template(string: JsonString, path: Path): void {
    const sink: Sink = { literals: [], attributes: [], blocks: [] };
    const text = `${HEREDOC_START}${string.text}${HEREDOC_END}`;
    const at = (index: number) =>
      string.at(Math.min(Math.max(0, index - HEREDOC_START.length), string.text.length));
    const read = readHcl(this.parser, { text, at }, sink);
    if (read) {
      this.literals.push(literalOf(string, path, "value"));
      this.broken ??= read === "unread" ? { offset: at(0), reason: "this is not HCL" } : read;
    }
    for (const literal of sink.literals) {
      this.literals.push({ ...literal, path: [...path, ...literal.path.slice(1)] });
    }
  }

  private read(): JsonString | undefined {
    const string = readJsonString(this.text, this.index);
    if ("reason" in string) {
      this.broken ??= string;
      return undefined;
    }
    this.index = string.end;
    return string;
  }

  private atom(): void {
    ATOM.lastIndex = this.index;
    const [found] = ATOM.exec(this.text) ?? [];
    if (!found) {
      this.stop("a value is missing");
    } else {
      this.index += found.length;
    }
  }

  private add<T>(list: T[], isComment: boolean, entry: T): void {
    if (!isComment) {
      list.push(entry);
    }
  }

  private takes(character: string): boolean {
    const found = this.text.charAt(this.index) === character;
    this.index += Number(found);
    return found;
  }

  private space(): void {
    SPACE.lastIndex = this.index;
    this.index += SPACE.exec(this.text)?.[0].length ?? 0;
  }

  private stop(reason: string): void {
    this.broken ??= { offset: this.index, reason };
  }
}

function rangeOf({ at, end }: JsonString): Range {
  return { start: at(0) - 1, end };
}

function literalOf(string: JsonString, path: Path, role: Literal["role"]): Literal {
  const { text, at } = string;
  return { path, role, text, raw: text, functions: [], at, ...rangeOf(string) };
}

/** `dynamic` and `content` are no names of a path. */
function isBlockWord(path: Path, key: string): boolean {
  return (key === "dynamic" && path.length >= 3) || (key === "content" && path.length > 3);
}
