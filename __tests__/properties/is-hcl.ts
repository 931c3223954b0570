import { outlineOf } from "../../guard/hcl-outline";
import { HclParser } from "../../guard/hcl-parser";

/** `$` before an escaped `${`, which Terraform takes for a `$`, and the grammar for an error. */
const BEYOND_THE_GRAMMAR = /\$\$\$\{|%%%\{/;

/** Whether a text is HCL, by the grammar and by the guard's own reading of brackets and strings. */
export function isHcl(text: string, parser: HclParser): boolean {
  const hasTree = parser.withTree(text, ({ rootNode }) => !rootNode.hasError);
  return outlineOf(text).broken === undefined && (hasTree || BEYOND_THE_GRAMMAR.test(text));
}
