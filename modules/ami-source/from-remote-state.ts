import { ref, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { Checks, Finding } from "../support";
import { BoundSource } from "./attributes";
import { attributesIn, checkRegional, declaredSourceRegion, RegionalAttributes } from "./regional";
import { bindRemoteState, checkRemoteState, RemoteState } from "./remote-state";

export interface FromRemoteStateProps extends RegionalAttributes, RemoteState {
  /** Name of an output of the root module: an AMI ID, or a map that holds one. */
  readonly output: string;
  /** Keys that lead to the AMI ID inside the output: `["web", "2026.11"]`. @default - the output itself */
  readonly outputPath?: string[];
  /**
   * Regions for which the output, at `outputPath`, is a map from region to AMI ID.
   * @default - none: it is the ID of one AMI, of `homeRegion` or else of `region`
   */
  readonly regions?: string[];
}

/**
 * The AMI ID moves with the other team's next apply, so the source floats.
 * @see https://developer.hashicorp.com/terraform/language/state/remote-state-data
 */
export function fromRemoteState(scope: Construct, props: FromRemoteStateProps): BoundSource {
  const checks = new Checks(scope)
    .value("output", props.output, checkOutput)
    .list("outputPath", props.outputPath, checkKey);
  checkRemoteState(checks, props);
  const region = declaredSourceRegion(checks, checkRegional(checks, scope, props), props);
  checks.done();
  const state = bindRemoteState(scope, props);
  const keys = [props.output, ...(props.outputPath ?? []), ...(props.regions ? [region] : [])];
  const indexes = keys.map((key) => `[${JSON.stringify(key)}]`).join("");
  const expression = `data.terraform_remote_state.${state.friendlyUniqueId}.outputs${indexes}`;
  const amiId = Token.asString(ref(expression, TerraformStack.of(scope)));
  return { resource: state, attributes: { ...attributesIn(region, amiId, props), floating: true } };
}

/** @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers */
function checkOutput(output: string): Finding | undefined {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(output)
    ? undefined
    : {
        code: "REMOTE_STATE_INVALID",
        allowed: "the name of an output has letters, digits and `_-`, and begins with a letter or `_`",
        fix: "name an output as `terraform output` lists it, and give the keys inside it as `outputPath`",
      };
}

function checkKey(key: string): Finding | undefined {
  return key !== "" && !/\p{Cc}/u.test(key)
    ? undefined
    : {
        code: "REMOTE_STATE_INVALID",
        allowed: "a key is text of one line",
        fix: "write the key as `terraform output -json` shows it",
      };
}
