import { TerraformProvider, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { Checks } from "./checks";
import { Finding } from "./error";
import { checkRegion } from "./region";

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

/** Adds to `checks` what is wrong with the region, or that none is known; yields it otherwise. */
export function requireRegion(
  checks: Checks,
  scope: Construct,
  props: { readonly provider?: TerraformProvider; readonly region?: string },
): string {
  const provided = regionOf(scope, props.provider);
  const region = props.region ?? provided;
  if (region === undefined) {
    checks.refuse("region", region, {
      code: "REGION_UNKNOWN",
      allowed: "the AWS provider names none that is known at synth",
      fix: 'give `region` here, or to the provider: `new AwsProvider(this, "Aws", { region: "eu-west-1" })`',
    });
    return "";
  }
  checks.value("region", region, (given) => checkRegion(given) ?? checkProvided(given, provided));
  return region;
}

function checkProvided(given: string, provided: string | undefined): Finding | undefined {
  return provided === undefined || provided === given
    ? undefined
    : {
        code: "REGION_INVALID",
        allowed: `the AWS provider works in ${provided}`,
        fix: `give a \`provider\` of ${given}`,
      };
}
