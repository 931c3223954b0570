import { Fn, ITerraformIterator, ref, Token } from "cdktf";
import { canonical } from "./principals";

/** `each.value` of the resource that uses it. An iterator's own `value` makes new tokens at every use. */
export const EACH_VALUE = Token.asString(ref("each.value"));

/** A set to iterate over. cdktf asks three times for its expression, and its own iterators make a new token each time. */
class SetIterator implements ITerraformIterator {
  constructor(private readonly expression: string | string[]) {}

  _getForEachExpression(): string | string[] {
    return this.expression;
  }

  /** CDK Terrain asks for this inside of a `for` expression. */
  _getForExpressionInput(): string | string[] {
    return this.expression;
  }
}

/**
 * A `for_each` over a list of principals, in a stable order and without duplicates; the list is
 * literal, or known only to Terraform in the whole or in some entries. A literal one is written
 * as one expression, since cdktf would resolve it entry by entry.
 */
export function forEachOf(list: string[]): ITerraformIterator {
  const entries = canonical(list);
  const literal = `[${entries.map((entry) => JSON.stringify(entry)).join(", ")}]`;
  const hasTokens = Token.isUnresolved(list) || Token.isUnresolved(literal);
  return new SetIterator(hasTokens ? Fn.toset(entries) : `\${toset(${literal})}`);
}
