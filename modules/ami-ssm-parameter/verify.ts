import { Op, ref, TerraformProvider, TerraformStack } from "cdktf";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";

/**
 * Adds a `check` block that reads the parameter back and compares. It warns and does not fail the run.
 * @see https://developer.hashicorp.com/terraform/language/checks
 */
export function addParameterCheck(
  scope: Construct,
  parameter: SsmParameter,
  amiId: string,
  provider?: TerraformProvider,
): void {
  const name = parameter.friendlyUniqueId;
  const stack = TerraformStack.of(scope);
  const taken = ref(`data.aws_ssm_parameter.${name}.insecure_value`, stack);
  stack.addOverride(`check.${name}`, {
    data: {
      aws_ssm_parameter: {
        [name]: {
          name: parameter.nameInput,
          depends_on: [`aws_ssm_parameter.${name}`],
          ...(provider?.alias === undefined
            ? {}
            : { provider: `${provider.terraformResourceType}.${provider.alias}` }),
        },
      },
    },
    assert: [
      {
        condition: Op.eq(taken, amiId),
        error_message: `The parameter ${parameter.nameInput} has not taken the new AMI: AWS checks an AMI ID after the call and keeps the old value when the image is not available to this account here, or while it is still checking.`,
      },
    ],
  });
}
