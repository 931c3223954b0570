import { Op, TerraformLocal, TerraformStack } from "cdktf";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { checkHcl } from "../support";

const ID = "verified_parameters";
const EACH = `parameter in local.${ID} :`;
const CONDITION = `\${alltrue([for ${EACH} parameter.taken])}`;
const MISSING = `\${join(", ", distinct([for ${EACH} parameter.name if !parameter.taken]))}`;
const MESSAGE = `The new AMI has not been taken by ${MISSING}: AWS checks an AMI ID after the call, and keeps the old value when the image is not available to this account here, or while it is still checking.`;

interface VerifiedParameter {
  readonly name: string;
  /** Whether the provider read back what was written. */
  readonly taken: unknown;
}

/**
 * The parameters of a stack that are verified, and the one `check` block that looks at them. Where
 * the AMIs are not made yet, Terraform says of each `check` that it can't be decided, and reads the
 * whole configuration anew to show it: a block for each of a thousand parameters would take longer
 * than the plan itself.
 * @see https://developer.hashicorp.com/terraform/language/checks
 */
class VerifiedParameters extends TerraformLocal {
  private readonly parameters: Record<string, VerifiedParameter>;

  constructor(stack: TerraformStack) {
    const parameters: Record<string, VerifiedParameter> = {};
    super(stack, ID, parameters);
    this.parameters = parameters;
    stack.addOverride(`check.${ID}.assert`, [{ condition: CONDITION, error_message: MESSAGE }]);
  }

  static of(stack: TerraformStack): VerifiedParameters {
    const found = stack.node.tryFindChild(ID);
    return found instanceof VerifiedParameters ? found : new VerifiedParameters(stack);
  }

  add(parameter: SsmParameter, name: string, amiId: string): void {
    this.parameters[parameter.friendlyUniqueId] = { name, taken: Op.eq(parameter.insecureValue, amiId) };
  }
}

/**
 * Lets the `check` block of the stack compare what the provider read back after the write with what
 * was written. It warns and does not fail the run. It reads nothing itself, so that a plan without
 * changes stays empty: a data source inside of a check is read again at each apply.
 * @throws AmiCatalogError HCL_UNSUPPORTED where cdktf writes HCL
 */
export function addParameterCheck(
  scope: Construct,
  parameter: SsmParameter,
  { parameterName, amiId }: { readonly parameterName: string; readonly amiId: string },
): void {
  checkHcl(scope, "verify", "cdktf leaves `check` blocks out of HCL", "write `verify: false`");
  VerifiedParameters.of(TerraformStack.of(scope)).add(parameter, parameterName, amiId);
}
