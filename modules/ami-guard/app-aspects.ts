import { Aspects, IAspect, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";

const reaching = new WeakSet<typeof Aspects>();

/**
 * Lets certain aspects of an app reach its stacks. cdktf runs aspects from each stack down: one that is added to
 * the app is never run and nothing says so, which must not happen to a guard. Other aspects are left as they are.
 * @see https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/synthesize/synthesizer.ts
 */
export function reachStacks(isMeant: (aspect: IAspect) => boolean): void {
  if (reaching.has(Aspects)) {
    return;
  }
  reaching.add(Aspects);
  const aspectsOf = Aspects.of.bind(Aspects);
  Aspects.of = (scope: IConstruct): Aspects => {
    const aspects = aspectsOf(scope);
    if (TerraformStack.isStack(scope)) {
      scope.node.scopes
        .slice(0, -1)
        .flatMap((above) => aspectsOf(above).all)
        .filter((aspect) => isMeant(aspect) && !aspects.all.includes(aspect))
        .forEach((aspect) => aspects.add(aspect));
    }
    return aspects;
  };
}
