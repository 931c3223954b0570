import { ITerraformDependable } from "cdktf";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import {
  checkAmiId,
  checkDescription,
  checkParameterName,
  checkPrincipals,
  Checks,
  checkTags,
  Finding,
  isShared,
  optionalRegion,
  partitionOf,
  ProviderAndRegion,
  regionArguments,
  SSM_TAG_TEXT,
  unchanged,
} from "../support";
import { AmiParameterShare, ParameterRecipients } from "./ami-parameter-share";
import { addParameterCheck } from "./verify";

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
export type ParameterTier = "Standard" | "Advanced" | "Intelligent-Tiering";

/** A name, and the AMI that it names. */
export interface AmiSsmParameterProps extends ProviderAndRegion {
  /** Name, with `/` first when it has levels: `/golden/al2023-arm64/stable`. */
  readonly parameterName: string;
  /** ID of an AMI of the parameter's region that this account may launch. */
  readonly amiId: string;
  /** At most 1024 characters. @default - none */
  readonly description?: string;
  /** `Advanced` costs money, can be shared, and can't be taken back. @default "Standard" */
  readonly tier?: ParameterTier;
  /** Who else may read the parameter, by ARN; needs `tier: "Advanced"`. @default - nobody */
  readonly shareWith?: ParameterRecipients;
  /** A share that the parameter joins, in place of one of its own; needs `tier: "Advanced"`. @default - none */
  readonly share?: AmiParameterShare;
  /**
   * Let a Terraform `check` see that the parameter has taken its value: AWS looks at an AMI ID after
   * the call has succeeded, and keeps the old value without an error when it is no good.
   * @default false
   */
  readonly verify?: boolean;
  /** Keep the first AMI, and refuse at plan another one: for parameters that name a version. @default false */
  readonly immutable?: boolean;
  /** At most 50. @default - none */
  readonly tags?: Record<string, string>;
  /** What must be there before the parameter names the AMI, such as its launch permissions. @default - only the AMI */
  readonly dependsOn?: readonly ITerraformDependable[];
}

const MAX_DESCRIPTION = 1024;

/**
 * An SSM parameter of data type `aws:ec2:image`: a name for an AMI that can move to another one.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-ec2-aliases.html
 */
export class AmiSsmParameter extends Construct {
  /** Name of the parameter, as launch templates of the same account write it: `resolve:ssm:NAME`. */
  public readonly parameterName: string;
  /** The underlying `aws_ssm_parameter`. */
  public readonly resource: SsmParameter;
  private arn?: string;

  constructor(scope: Construct, id: string, props: AmiSsmParameterProps) {
    super(scope, id);
    this.check(props);
    this.resource = new SsmParameter(this, "Resource", {
      ...regionArguments(props, SsmParameter),
      name: props.parameterName,
      type: "String",
      dataType: "aws:ec2:image",
      insecureValue: props.amiId,
      description: props.description,
      tier: props.tier ?? "Standard",
      tags: props.tags,
      dependsOn: props.dependsOn && [...props.dependsOn],
      lifecycle: props.immutable
        ? {
            ignoreChanges: ["insecure_value"],
            postcondition: [unchanged(this, "insecure_value", props.amiId, props.parameterName)],
          }
        : undefined,
    });
    this.parameterName = props.parameterName;
    this.join(props.share ?? this.ownShare(props), props);
    if (props.verify) {
      addParameterCheck(this, this.resource, props);
    }
  }

  /** ARN of the parameter, as other accounts write it: `resolve:ssm:ARN`. */
  public get parameterArn(): string {
    this.arn ??= this.resource.arn;
    return this.arn;
  }

  /** Version of the parameter; rises with each move. */
  public get parameterVersion(): number {
    return this.resource.version;
  }

  private ownShare({ shareWith, provider, region }: AmiSsmParameterProps): AmiParameterShare | undefined {
    return shareWith && isShared(shareWith)
      ? new AmiParameterShare(this, "Share", { ...shareWith, provider, region })
      : undefined;
  }

  private join(share: AmiParameterShare | undefined, props: ProviderAndRegion): void {
    if (share) {
      new RamResourceAssociation(this, "ShareAssociation", {
        ...regionArguments(props, RamResourceAssociation),
        resourceShareArn: share.shareArn,
        resourceArn: this.parameterArn,
      });
    }
  }

  private check(props: AmiSsmParameterProps): void {
    const checks = new Checks(this);
    const region = optionalRegion(checks, this, props, SsmParameter);
    const { shareWith = {}, tier } = props;
    checks
      .value("parameterName", props.parameterName, checkParameterName(region))
      .value("amiId", props.amiId, checkAmiId)
      .value("description", props.description, checkDescription(MAX_DESCRIPTION))
      .value("tags", props.tags, checkTags(0, SSM_TAG_TEXT))
      .refuse("tier", tier, props.share || isShared(shareWith) ? checkShareableTier(tier) : undefined);
    checkPrincipals(checks, shareWith, region === undefined ? undefined : partitionOf(region), "shareWith.");
    checks.done();
  }
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html */
function checkShareableTier(tier: ParameterTier | undefined): Finding | undefined {
  return tier === "Advanced"
    ? undefined
    : {
        code: "TIER_NOT_ADVANCED",
        allowed: "only a parameter of tier Advanced can be shared with other accounts",
        fix: 'write `tier: "Advanced"` (it is charged, and there is no way back), or leave `shareWith` out',
      };
}
