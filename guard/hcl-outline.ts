import { Broken, Comment, Range } from "./document";

/** What of HCL can be seen without its grammar. */
export interface HclOutline {
  /** The blocks and arguments of the file itself, in their order. */
  readonly items: readonly Range[];
  readonly comments: readonly Comment[];
  /** @default - brackets, strings, heredocs and comments are all closed */
  readonly broken?: Broken;
}

/** What is open: a bracket, a `${` in a template, a string, or a heredoc. */
interface Opened {
  readonly kind: "{" | "[" | "(" | "${" | '"' | "<<";
  readonly start: number;
  /** Of a heredoc. */
  readonly word?: string;
}

const PLAIN_CODE = /[^"#/<{}[\]()\n=]+/y;
const PLAIN_STRING = /[^"\\$%\n]+/y;
const PLAIN_HEREDOC = /[^$%\n]+/y;
const HEREDOC = /<<-?([\p{L}\p{N}_-]+)[ \t]*\r?\n/uy;
const MISSING_VALUE = /=[ \t]*(?:\r?\n|\}|$)/y;
const CLOSES = { "}": "{", "]": "[", ")": "(" } as const;

/**
 * Cuts HCL into its blocks and arguments in one pass, in linear time: the grammar, which is a hundred times
 * slower, need then only see the blocks that matter.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function outlineOf(text: string): HclOutline {
  return new Outliner(text).run();
}

class Outliner {
  private readonly items: Range[] = [];
  private readonly comments: Comment[] = [];
  private readonly open: Opened[] = [];
  private index = 0;
  /** Where the item begins that is under way. */
  private begun?: number;
  private broken?: Broken;
  /** Of what is not in a comment that never ends. */
  private end: number;

  constructor(private readonly text: string) {
    this.end = text.length;
  }

  run(): HclOutline {
    const { text, items, comments } = this;
    while (this.index < text.length && !this.broken) {
      const top = this.open.at(-1);
      if (top?.kind === '"') {
        this.template(PLAIN_STRING);
      } else if (top?.kind === "<<") {
        this.heredoc(top);
      } else {
        this.code();
      }
    }
    const left = this.open[0];
    if (left && !this.broken) {
      this.stop(left.start, `\`${left.kind}\` is not closed`);
    }
    this.endItem();
    const { broken } = this;
    return broken ? { items: [{ start: 0, end: this.end }], comments, broken } : { items, comments };
  }

  private code(): void {
    if (this.skip(PLAIN_CODE)) {
      return;
    }
    const { text, index } = this;
    const character = text.charAt(index);
    if (character === "\n") {
      this.index++;
      if (this.open.length === 0) {
        this.endItem();
      }
    } else if (character === "#" || text.startsWith("//", index)) {
      this.comment("\n");
    } else if (text.startsWith("/*", index)) {
      this.comment("*/");
    } else {
      this.begun ??= index;
      this.token(character);
    }
  }

  private token(character: string): void {
    if (character === '"' || character === "{" || character === "[" || character === "(") {
      this.push(character, 1);
    } else if (character === "}" || character === "]" || character === ")") {
      this.close(character);
    } else if (character === "<" && this.matches(HEREDOC)) {
      const [all, word] = this.matches(HEREDOC) ?? ["", ""];
      this.push("<<", all.length, word);
    } else if (character === "=" && this.isMissingValue()) {
      this.stop(this.index, "a value is missing after `=`");
    } else {
      this.index++;
    }
  }

  private isMissingValue(): boolean {
    const before = this.text.charAt(this.index - 1);
    const inside = this.open.at(-1)?.kind ?? "{";
    return inside === "{" && !/[=!<>]/.test(before) && this.matches(MISSING_VALUE) !== null;
  }

  private close(character: keyof typeof CLOSES): void {
    const kind = this.open.pop()?.kind;
    if (kind === CLOSES[character] || (kind === "${" && character === "}")) {
      this.index++;
    } else {
      this.stop(this.index, `\`${character}\` closes nothing`);
    }
  }

  private comment(end: "\n" | "*/"): void {
    const { text, index } = this;
    const found = text.indexOf(end, index + 2 * Number(end === "*/"));
    if (found < 0 && end === "*/") {
      this.end = index;
      this.stop(index, "`/*` is not closed");
      return;
    }
    this.index = found < 0 ? text.length : found + (end === "*/" ? 2 : 0);
    this.comments.push({ start: index, end: this.index, text: text.slice(index, this.index) });
  }

  private heredoc({ word, start }: Opened): void {
    const { text, index } = this;
    if (text.charAt(index - 1) === "\n" && lineAt(text, index).trim() === word) {
      this.open.pop();
      this.index += lineAt(text, index).length;
    } else if (text.charAt(index) === "\n") {
      this.index++;
    } else {
      this.template(PLAIN_HEREDOC);
    }
    if (this.index >= text.length && this.open.at(-1)?.kind === "<<") {
      this.stop(start, `the heredoc has no line \`${word}\` that ends it`);
    }
  }

  /** One step in the text of a string or heredoc. */
  private template(plain: RegExp): void {
    const { text, index } = this;
    const character = text.charAt(index);
    if (this.skip(plain)) {
      return;
    }
    if (character === '"') {
      this.open.pop();
      this.index++;
    } else if (character === "\\") {
      this.index += 2;
    } else if (character === "\n") {
      this.stop(this.open.at(-1)?.start ?? index, "the string is not closed on its line");
    } else if (text.charAt(index + 1) === "{") {
      this.push("${", 2);
    } else {
      const isEscaped = text.charAt(index + 1) === character && text.charAt(index + 2) === "{";
      this.index += isEscaped ? 3 : 1;
    }
  }

  private push(kind: Opened["kind"], length: number, word?: string): void {
    this.open.push({ kind, start: this.index, word });
    this.index += length;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.index;
    if (!pattern.test(this.text)) {
      return false;
    }
    const { index } = this;
    this.index = pattern.lastIndex;
    if (this.begun === undefined && pattern === PLAIN_CODE) {
      const blank = /^\s*/.exec(this.text.slice(index, this.index))?.[0].length ?? 0;
      this.begun = index + blank < this.index ? index + blank : undefined;
    }
    return true;
  }

  private matches(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.index;
    return pattern.exec(this.text);
  }

  private endItem(): void {
    if (this.begun !== undefined) {
      this.items.push({ start: this.begun, end: this.index });
      this.begun = undefined;
    }
  }

  private stop(offset: number, reason: string): void {
    this.broken = { offset, reason };
  }
}

/** From a place to the end of its line. */
function lineAt(text: string, index: number): string {
  const end = text.indexOf("\n", index);
  return text.slice(index, end < 0 ? text.length : end);
}
