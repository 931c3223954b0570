/** From `start` up to and without `end`: UTF-16 units of the text, from 0. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * What a text is there for. `value`: it is, or is part of, the value. `key`: it names an entry of a map.
 * `operand`: it is only compared with something.
 */
export type LiteralRole = "value" | "key" | "operand";

/**
 * Names from the outside to the inside: `["resource", "aws_instance", "web", "ami"]`. Indexes of lists
 * are no part of it, nor are `dynamic` and `content`.
 */
export type Path = readonly string[];

/** A text that stands in a file: a string, a template or a heredoc. */
export interface Literal extends Range {
  readonly path: Path;
  /** What Terraform reads, with a space for each character of a `${…}`. */
  readonly text: string;
  /** The same with what stands in `${…}`. */
  readonly raw: string;
  readonly role: LiteralRole;
  /** The functions that it is an argument of, the outermost first. */
  readonly functions: readonly string[];
  /** Where a character of `text` stands in the file. */
  at(index: number): number;
}

/** An argument of a block, or an entry of a map; the range is that of its value. */
export interface Attribute extends Range {
  readonly path: Path;
  /** The value, as it stands in the file. */
  readonly text: string;
}

/** A block; in JSON also each object that may be one. */
export interface Block extends Range {
  readonly path: Path;
}

export interface Comment extends Range {
  readonly text: string;
}

/** Why a file can't be read to its end. */
export interface Broken {
  readonly offset: number;
  /** As a sentence without its full stop. */
  readonly reason: string;
}

/** What a file says, as far as it can be read. */
export interface Document {
  readonly literals: Literal[];
  readonly attributes: Attribute[];
  readonly blocks: Block[];
  readonly comments: readonly Comment[];
  /** @default - nothing is wrong with it */
  readonly broken?: Broken;
}
