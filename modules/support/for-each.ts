import { IResolvable, ListTerraformIterator, ref, TerraformIterator, Token } from "cdktf";
import { canonical } from "./principals";

/** `each.value` of the resource that uses it. An iterator's own `value` makes new tokens at every use. */
export const EACH_VALUE = Token.asString(ref("each.value"));

/** A Terraform expression for a list. */
class ListExpression implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly expression: string) {}

  resolve(): string {
    return this.expression;
  }

  toString(): string {
    return Token.asString(this);
  }
}

/**
 * A `for_each` over a list of principals, in a stable order and without duplicates; the list is
 * literal, or known only to Terraform in the whole or in some entries. A literal one is written
 * as one expression, since cdktf would resolve it entry by entry.
 */
export function forEachOf(list: string[]): ListTerraformIterator {
  const entries = canonical(list);
  const expression = `[${entries.map((entry) => JSON.stringify(entry)).join(", ")}]`;
  const hasTokens = Token.isUnresolved(list) || Token.isUnresolved(expression);
  return TerraformIterator.fromList(hasTokens ? entries : Token.asList(new ListExpression(expression)));
}
