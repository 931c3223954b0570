import { Literal } from "./document";
import { FileKind } from "./file-kind";
import { HclParser } from "./hcl-parser";
import { readHcl, Sink } from "./hcl-reader";
import { mayMatter } from "./triggers";

/** The code that Terragrunt writes is that of a module. */
export const GENERATED: FileKind = { syntax: "hcl", part: "module" };

/**
 * The texts in the code that a `generate` block of Terragrunt writes.
 * @returns undefined for a literal that isn't such code, or that can't be read
 */
export function generatedLiterals(
  literal: Literal,
  kind: FileKind,
  parser: HclParser,
): Literal[] | undefined {
  const [block, , argument] = literal.path;
  const isCode = kind.part === "terragrunt" && block === "generate" && argument === "contents";
  if (!isCode || !mayMatter(literal.text)) {
    return undefined;
  }
  const sink: Sink = { literals: [], attributes: [], blocks: [] };
  const at = (index: number) => literal.at(Math.min(index, literal.text.length));
  const broken = readHcl(parser, { text: `${literal.text}\n`, at }, sink);
  return broken === undefined ? sink.literals : undefined;
}
