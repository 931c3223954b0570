import { Op, ref, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { checkHcl, POSTCONDITION_LOST } from "./hcl-stack";

/**
 * A postcondition that a frozen argument still has the value that was given first. Terraform
 * ignores the new value, and without the condition nobody would hear of it. A literal value is
 * written as text, since each of cdktf's tokens keeps the stack that it was made in.
 * @param what what stands for the value: the name of an image and its version
 * @throws AmiCatalogError HCL_UNSUPPORTED where cdktf writes HCL
 * @see https://developer.hashicorp.com/terraform/language/expressions/custom-conditions
 */
export function unchanged(scope: Construct, argument: string, value: string, what: string) {
  checkHcl(scope, "immutable", POSTCONDITION_LOST, "leave it out");
  return {
    condition: Token.isUnresolved(value)
      ? Op.eq(ref(`self.${argument}`, TerraformStack.of(scope)), value)
      : `\${(self.${argument} == ${JSON.stringify(value)})}`,
    errorMessage: `${what} means one image for ever, and its source was changed: add a new version, and give this one its source back.`,
  };
}
