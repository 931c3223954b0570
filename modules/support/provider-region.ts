import { TerraformProvider, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";

const AWS = "aws";
const defaults = new WeakMap<TerraformStack, TerraformProvider>();

function defaultProvider(stack: TerraformStack): TerraformProvider | undefined {
  const known = defaults.get(stack);
  if (known) {
    return known;
  }
  const found = stack
    .allProviders()
    .find((provider) => provider.terraformResourceType === AWS && provider.alias === undefined);
  if (found) {
    defaults.set(stack, found);
  }
  return found;
}

/**
 * The region of a provider, or of the AWS provider without an alias in the construct's stack.
 * Undefined where neither says it literally (`AWS_REGION` decides at apply).
 */
export function regionOf(scope: Construct, provider?: TerraformProvider): string | undefined {
  const chosen = provider ?? defaultProvider(TerraformStack.of(scope));
  const region: unknown = chosen && Reflect.get(chosen, "region");
  return typeof region === "string" && !Token.isUnresolved(region) ? region : undefined;
}
