import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { Construct } from "constructs";
import {
  checkPrincipals,
  Checks,
  EACH_VALUE,
  forEachOf,
  optionalRegion,
  partitionOf,
  ProviderAndRegion,
  regionArguments,
} from "../support";

/** Who may read parameters by their ARN, through AWS RAM. */
export interface ParameterRecipients {
  /** 12-digit account IDs; literal, or a list that only Terraform knows. @default - none */
  readonly accountIds?: string[];
  /** ARNs of organisations. @default - none */
  readonly organizationArns?: string[];
  /** ARNs of organisational units. @default - none */
  readonly organizationalUnitArns?: string[];
}

export interface AmiParameterShareProps extends ParameterRecipients, ProviderAndRegion {}

/**
 * An AWS RAM share that any number of parameters of one region can join. Accounts outside the
 * organisation get an invitation; organisations need sharing with AWS Organizations turned on in RAM.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
 */
export class AmiParameterShare extends Construct {
  /** ARN of the share. */
  public readonly shareArn: string;
  /** The underlying `aws_ram_resource_share`. */
  public readonly resource: RamResourceShare;

  constructor(scope: Construct, id: string, props: AmiParameterShareProps) {
    super(scope, id);
    const checks = new Checks(this);
    const region = optionalRegion(checks, this, props, RamResourceShare);
    checkPrincipals(checks, props, region === undefined ? undefined : partitionOf(region));
    checks.done();
    this.resource = new RamResourceShare(this, "Resource", {
      ...regionArguments(props, RamResourceShare),
      name: this.node.path.replace(/[^A-Za-z0-9-]+/g, "-"),
      allowExternalPrincipals: true,
    });
    this.shareArn = this.resource.arn;
    const kinds = {
      Account: props.accountIds,
      Organization: props.organizationArns,
      OrganizationalUnit: props.organizationalUnitArns,
    };
    for (const [kind, principals = []] of Object.entries(kinds)) {
      if (principals.length > 0) {
        new RamPrincipalAssociation(this, kind, {
          ...regionArguments(props, RamPrincipalAssociation),
          forEach: forEachOf(this, principals),
          resourceShareArn: this.shareArn,
          principal: EACH_VALUE,
        });
      }
    }
  }
}
