import { Construct } from "constructs";
import { checkKmsKey, checkRegion, Checks, Finding, requireRegion } from "../support";
import { AmiSourceAttributes, KnownAttributes } from "./attributes";

/** What the sources have in common that may have an AMI in each of several regions. */
export interface RegionalAttributes extends Omit<KnownAttributes, "kmsKeyId"> {
  /** Region that the AMI is for. @default - the region of the stack's AWS provider */
  readonly region?: string;
  /** Region to copy from where `region` has no AMI of its own. @default - none: such a region is refused */
  readonly homeRegion?: string;
  /** ARN of the KMS key of the snapshots, by region. @default - not known */
  readonly kmsKeyIds?: Record<string, string>;
  /** Whether the AMIs belong to the account that publishes. @default true */
  readonly owned?: boolean;
}

/** Adds to `checks` what is wrong with the regions, or that none is known; yields the one that the AMI is for. */
export function checkRegional(checks: Checks, scope: Construct, props: RegionalAttributes): string {
  const { region = requireRegion(checks, scope, {}), homeRegion, kmsKeyIds = {} } = props;
  checks.value("region", props.region, checkRegion).value("homeRegion", homeRegion, checkRegion);
  for (const [code, keyArn] of Object.entries(kmsKeyIds)) {
    checks.value(`kmsKeyIds.${code}`, keyArn, (given) => checkRegion(code) ?? checkKmsKey(code)(given));
  }
  return region;
}

/** The region whose AMI is taken: the one that it is for, or the home region; undefined where neither has one. */
export function sourceRegion(
  wanted: string,
  homeRegion: string | undefined,
  has: (region: string) => boolean,
): string | undefined {
  return [wanted, homeRegion].find((region) => region !== undefined && has(region));
}

/**
 * The same among the regions that the caller has named, for a source whose regions only Terraform
 * knows. Without names, the source has one AMI: of the home region.
 */
export function declaredSourceRegion(
  checks: Checks,
  wanted: string,
  { homeRegion, regions }: RegionalAttributes & { readonly regions?: readonly string[] },
): string {
  const known = regions ?? [homeRegion ?? wanted];
  checks.list("regions", regions, checkRegion);
  const region = sourceRegion(wanted, homeRegion, (code) => known.includes(code));
  checks.refuse("regions", regions, region === undefined ? withoutSource(homeRegion ?? wanted) : undefined);
  return region ?? "";
}

function withoutSource(region: string): Finding {
  return {
    code: "REGION_WITHOUT_SOURCE",
    allowed: `it doesn't name ${region}`,
    fix: `add ${region}, if the source has an AMI of it, or give a \`homeRegion\` to copy from`,
  };
}

/** The attributes of the AMI of one region. */
export function attributesIn(
  region: string,
  amiId: string,
  props: RegionalAttributes,
): Omit<AmiSourceAttributes, "floating"> {
  const { encrypted, architecture, virtualizationType, ebsDeviceNames } = props;
  return {
    amiId,
    region,
    encrypted,
    kmsKeyId: props.kmsKeyIds?.[region],
    architecture,
    virtualizationType,
    ebsDeviceNames,
    rootDeviceType: props.rootDeviceType ?? "ebs",
    owned: props.owned ?? true,
  };
}
