import { conditional, Token } from "cdktf";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { Construct } from "constructs";
import {
  checkAccountId,
  checkParameterReference,
  Checks,
  isPublicParameter,
  parameterReference,
  ProviderAndRegion,
  regionArguments,
  regionOf,
  requireRegion,
} from "../support";
import { checkInstanceAmi, InstanceAmi, instanceAmi, InstanceAmiProps } from "./instance-ami";
import {
  checkInstanceRefresh,
  InstanceRefresh,
  instanceRefresh,
  InstanceRefreshProps,
} from "./instance-refresh";
import { checkArnParts, checkOwnName, isOwn, parameterArnOf, parameterNameOf } from "./parameter-arn";

/** The parameter, by name or by ARN, and which of its versions. */
export interface AmiReferenceProps extends ProviderAndRegion {
  /** Name of a parameter of this account, or of a public one (`/aws/service/…`). @default - `parameterArn` */
  readonly parameterName?: string;
  /** ARN of a parameter, without version and label. @default - `parameterName` */
  readonly parameterArn?: string;
  /** Version of the parameter, from 1. @default - the latest */
  readonly version?: number;
  /** Label of a version of the parameter. @default - the latest version */
  readonly label?: string;
  /**
   * The account that launches, 12 digits: the ARN of a parameter of this account stands for its name,
   * since EC2 takes an ARN from other accounts alone.
   * @default - the account of the provider; a `parameterArn` is that of another account
   */
  readonly accountId?: string;
}

/** A statement of an identity-based policy, as IAM takes it. */
export interface LaunchPolicyStatement {
  /** Letters and digits, unique in the policy. */
  readonly Sid: string;
  /** Nothing is denied. */
  readonly Effect: "Allow";
  /** What whoever launches may do. */
  readonly Action: string[];
  /** ARN of the parameter. */
  readonly Resource: string[];
}

/**
 * An AMI by the name of its SSM parameter, in the forms in which consumers take it. Nothing is made in
 * Terraform but the data sources of what is asked for.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html
 */
export class AmiReference extends Construct {
  /**
   * The AMI that a parameter names: one of this account by name, one that another account shares by ARN.
   * @throws AmiCatalogError
   */
  public static fromParameter(scope: Construct, id: string, props: AmiReferenceProps): AmiReference {
    return new AmiReference(scope, id, props);
  }

  /** Name of the parameter; where only Terraform knows its ARN, with `/` first. */
  public readonly parameterName: string;
  /**
   * What a launch template takes as `imageId`: `resolve:ssm:NAME` in the parameter's account,
   * `resolve:ssm:ARN` in others, with `:VERSION` or `:LABEL`. EC2 resolves it at each launch.
   * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html
   */
  public readonly launchTemplateImageId: string;
  private readonly reference: string;
  private read?: DataAwsSsmParameter;
  private arn?: string;

  private constructor(
    scope: Construct,
    id: string,
    private readonly props: AmiReferenceProps,
  ) {
    super(scope, id);
    this.check();
    const { parameterName, parameterArn = "" } = props;
    this.parameterName = parameterName ?? parameterNameOf(parameterArn);
    const { version, label } = props;
    this.reference = parameterReference({ parameterName: this.nameOrArn(), version, label });
    this.launchTemplateImageId = `resolve:ssm:${this.reference}`;
  }

  /** The `data.aws_ssm_parameter` that `amiId` and `parameterVersion` come from; made when it is asked for. */
  public get resource(): DataAwsSsmParameter {
    this.read ??= new DataAwsSsmParameter(this, "Resource", {
      ...regionArguments(this.props, DataAwsSsmParameter),
      name: this.reference,
    });
    return this.read;
  }

  /** ID of the AMI, read at each plan; an AMI ID is no secret, and the plan shows it. */
  public get amiId(): string {
    return this.resource.insecureValue;
  }

  /** Version of the parameter, read at each plan; rises with each move. */
  public get parameterVersion(): number {
    return this.resource.version;
  }

  /** ARN of the parameter, without version and label. */
  public get parameterArn(): string {
    this.arn ??= this.props.parameterArn ?? this.arnOfName();
    return this.arn;
  }

  /**
   * What the role that launches must be allowed: EC2 reads the parameter with the rights of the caller,
   * launch templates by `GetParameters`, and by `GetParameter` where the error of a fleet says so.
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
   * @see https://github.com/kent8192/reinhardt-web/issues/2027
   */
  public get launchPolicyStatement(): LaunchPolicyStatement {
    return {
      Sid: "ReadAmiParameter",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:GetParameters"],
      Resource: [this.parameterArn],
    };
  }

  /**
   * The properties of an instance that runs this AMI: `new Instance(this, "Web", { …, ...reference.instanceAmi() })`.
   * @throws AmiCatalogError
   */
  public instanceAmi(props: InstanceAmiProps = {}): InstanceAmi {
    const checks = new Checks(this);
    checkInstanceAmi(checks, props);
    checks.done();
    return instanceAmi(this.amiId, props);
  }

  /**
   * The properties of an Auto Scaling group that replaces its instances when a plan finds another AMI
   * in the parameter: a tag holds the AMI's ID, and its change starts an instance refresh.
   * @throws AmiCatalogError
   */
  public instanceRefresh(props: InstanceRefreshProps = {}): InstanceRefresh {
    const checks = new Checks(this);
    checkInstanceRefresh(checks, props);
    checks.done();
    return instanceRefresh(this.amiId, props);
  }

  /** The name where the parameter is the launching account's, as far as that is known; its ARN otherwise. */
  private nameOrArn(): string {
    const { parameterArn, accountId } = this.props;
    if (parameterArn === undefined || isPublicParameter(this.parameterName)) {
      return this.parameterName;
    }
    if (accountId === undefined) {
      return parameterArn;
    }
    const own = isOwn(parameterArn, accountId);
    if (typeof own === "boolean") {
      return own ? this.parameterName : parameterArn;
    }
    return Token.asString(conditional(own, this.parameterName, parameterArn));
  }

  /** A name that only Terraform knows is left to SSM: it may be public, and needn't begin with a slash. */
  private arnOfName(): string {
    if (Token.isUnresolved(this.parameterName)) {
      return this.resource.arn;
    }
    const { accountId, provider } = this.props;
    const owned = !isPublicParameter(this.parameterName);
    return parameterArnOf(this.parameterName, {
      partition: new DataAwsPartition(this, "Partition", { provider }).partition,
      region:
        regionArguments(this.props, DataAwsSsmParameter).region ??
        new DataAwsRegion(this, "Region", { provider }).id,
      account:
        accountId ?? (owned ? new DataAwsCallerIdentity(this, "Identity", { provider }).accountId : ""),
    });
  }

  private check(): void {
    const { props } = this;
    const checks = new Checks(this);
    checkParameterReference(checks, props);
    const region =
      props.region === undefined
        ? regionOf(this, props.provider)
        : requireRegion(checks, this, props, DataAwsSsmParameter);
    checks
      .value("parameterArn", props.parameterArn, checkArnParts(region))
      .value("accountId", props.accountId, checkAccountId)
      .value("parameterArn", props.parameterArn, checkOwnName(props.accountId))
      .done();
  }
}
