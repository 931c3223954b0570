import { TerraformProvider } from "cdktf";
import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { EACH_VALUE, forEachOf, Principals } from "../support";

interface ParameterShareProps extends Principals {
  readonly parameter: SsmParameter;
  readonly provider?: TerraformProvider;
}

/**
 * An AWS RAM share of one parameter. Accounts outside the organisation get an invitation.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
 */
export class ParameterShare extends Construct {
  constructor(scope: Construct, id: string, props: ParameterShareProps) {
    super(scope, id);
    const { provider, parameter } = props;
    const share = new RamResourceShare(this, "Resource", {
      provider,
      name: this.node.path.replace(/[^A-Za-z0-9-]+/g, "-"),
      allowExternalPrincipals: true,
    });
    new RamResourceAssociation(this, "Parameter", {
      provider,
      resourceShareArn: share.arn,
      resourceArn: parameter.arn,
    });
    const kinds = {
      Account: props.accountIds,
      Organization: props.organizationArns,
      OrganizationalUnit: props.organizationalUnitArns,
    };
    for (const [kind, principals = []] of Object.entries(kinds)) {
      if (principals.length > 0) {
        const forEach = forEachOf(principals);
        new RamPrincipalAssociation(this, kind, {
          provider,
          forEach,
          resourceShareArn: share.arn,
          principal: EACH_VALUE,
        });
      }
    }
  }
}
