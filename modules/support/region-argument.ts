import { TerraformProvider, Token } from "cdktf";
import { Construct } from "constructs";
import { Checks } from "./checks";
import { Finding } from "./error";
import { regionOf } from "./provider-region";
import { checkRegion } from "./region";

/** Where a construct works. */
export interface ProviderAndRegion {
  /** AWS provider. @default - the stack's AWS provider */
  readonly provider?: TerraformProvider;
  /** Region; another one than the provider's needs bindings of AWS provider 6. @default - the region of the provider */
  readonly region?: string;
}

/** Class of a resource or of a data source, as the bindings have it. */
export interface ResourceClass {
  readonly prototype: object;
}

/**
 * Whether a resource takes `region`: those of AWS provider 6 do, and those of 5 don't. The bindings have a
 * `resetRegion` for each optional argument.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
export function takesRegion(resource: ResourceClass): boolean {
  return "resetRegion" in resource.prototype;
}

/**
 * The arguments `provider` and `region` of each resource of a construct, to be spread into its configuration.
 * A given region is written even where it is the provider's own: left out, a resource would stay in the region
 * that it had before.
 */
export function regionArguments(
  { provider, region }: ProviderAndRegion,
  resource: ResourceClass,
): ProviderAndRegion {
  return region !== undefined && takesRegion(resource) ? { provider, region } : { provider };
}

/** Adds to `checks` what is wrong with the region, or that none is known; yields it otherwise. */
export function requireRegion(
  checks: Checks,
  scope: Construct,
  props: ProviderAndRegion,
  resource?: ResourceClass,
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
  const other = provided !== undefined && provided !== region && !(resource && takesRegion(resource));
  checks.value(
    "region",
    region,
    (given) => checkRegion(given) ?? (other ? otherRegion(given, provided) : undefined),
  );
  return region;
}

/**
 * Adds to `checks` what is wrong with a region that needn't be known; yields it where it is. It is the
 * provider's own or an argument of each resource, so that nothing is made elsewhere by surprise.
 */
export function optionalRegion(
  checks: Checks,
  scope: Construct,
  { provider, region }: ProviderAndRegion,
  resource: ResourceClass,
): string | undefined {
  const provided = regionOf(scope, provider);
  if (region !== undefined) {
    const malformed = Token.isUnresolved(region) ? undefined : checkRegion(region);
    const other = region !== provided && !takesRegion(resource);
    checks.refuse("region", region, malformed ?? (other ? otherRegion(region, provided) : undefined));
  }
  const known = region ?? provided;
  return Token.isUnresolved(known) ? undefined : known;
}

function otherRegion(given: string, provided: string | undefined): Finding {
  return {
    ...(provided === undefined
      ? {
          code: "REGION_UNSUPPORTED",
          allowed: "resources of AWS provider 5 take no region, and this provider names none at synth",
        }
      : { code: "REGION_INVALID", allowed: `the AWS provider works in ${provided}` }),
    fix: `give a \`provider\` of ${Token.isUnresolved(given) ? "the region" : given}, with an \`alias\`, or install @cdktf/provider-aws 21, where each resource takes a region`,
  };
}
