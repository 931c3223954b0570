import { Op, TerraformStack } from "cdktf";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { checkHcl } from "../support";

/**
 * Adds a `check` block that compares what the provider read back after the write with what was
 * written. It warns and does not fail the run. It reads nothing itself, so that a plan without
 * changes stays empty: a data source inside of a check is read again at each apply.
 * @throws AmiCatalogError HCL_UNSUPPORTED where cdktf writes HCL
 * @see https://developer.hashicorp.com/terraform/language/checks
 */
export function addParameterCheck(scope: Construct, parameter: SsmParameter, amiId: string): void {
  checkHcl(scope, "verify", "cdktf leaves `check` blocks out of HCL", "write `verify: false`");
  const name = parameter.friendlyUniqueId;
  TerraformStack.of(scope).addOverride(`check.${name}`, {
    assert: [
      {
        condition: Op.eq(parameter.insecureValue, amiId),
        error_message: `The parameter ${parameter.nameInput} has not taken the new AMI: AWS checks an AMI ID after the call, and keeps the old value when the image is not available to this account here, or while it is still checking.`,
      },
    ],
  });
}
