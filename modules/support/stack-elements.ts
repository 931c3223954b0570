import { DefaultTokenResolver, StringConcat, TerraformElement, TerraformStack, Tokenization } from "cdktf";
import { IConstruct } from "constructs";

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** Whether a construct is written into a stack. */
export function isElement(construct: IConstruct): construct is TerraformElement {
  return TerraformElement.isTerraformElement(construct);
}

/** What is written into a stack; without what belongs to a stack in it. */
export function elementsOf(stack: TerraformStack): TerraformElement[] {
  return stack.node
    .findAll()
    .filter(isElement)
    .filter((element) => TerraformStack.of(element) === stack);
}

/** A value of a stack without tokens, as it is written. */
export function resolved(stack: TerraformStack, value: unknown): unknown {
  const written: unknown = Tokenization.resolve(value, {
    scope: stack,
    resolver: RESOLVER,
    preparing: false,
  });
  return written;
}
