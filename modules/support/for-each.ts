import { createHash } from "node:crypto";
import { Fn, ITerraformIterator, ref, TerraformLocal, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { canonical } from "./principals";

/** Entries of a list that is still written where it is used. */
const MAX_INLINE = 20;

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
 * as one expression, since cdktf would resolve it entry by entry; a long one stands once in the
 * stack, however many versions are shared with the same principals.
 */
export function forEachOf(scope: Construct, list: string[]): ITerraformIterator {
  const entries = canonical(list);
  const literal = `[${entries.map((entry) => JSON.stringify(entry)).join(", ")}]`;
  if (Token.isUnresolved(list) || Token.isUnresolved(literal)) {
    return new SetIterator(Fn.toset(entries));
  }
  const set = `\${toset(${literal})}`;
  return new SetIterator(entries.length > MAX_INLINE ? localOf(scope, set) : set);
}

/** A reference to a local value of the stack, which is made where it isn't there yet. */
function localOf(scope: Construct, expression: string): string {
  const stack = TerraformStack.of(scope);
  const id = `principals-${createHash("sha256").update(expression).digest("hex").slice(0, 8)}`;
  const found = stack.node.tryFindChild(id);
  const local = found instanceof TerraformLocal ? found : new TerraformLocal(stack, id, expression);
  return `\${local.${local.friendlyUniqueId}}`;
}
