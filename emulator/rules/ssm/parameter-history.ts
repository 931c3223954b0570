import { GetParameterHistoryCommand } from "@aws-sdk/client-ssm";
import { AwsError } from "../../front/aws-error";
import { text, withJson } from "../../front/call";
import type { Context } from "../../front/context";
import type { AwsCall, Rule } from "../../front/rule";
import { jsonAnswer } from "../answer";
import { HISTORY_PERMISSION } from "../ram/permissions";
import type { ResourceShares } from "../ram/resource-shares";
import { parameterArn, parseReference, type ParameterReference } from "./parameter-reference";
import { type Parameters, withEpochTime } from "./parameters";

/** The history of a shared parameter needs the RAM permission that names it. */
export function getParameterHistory(context: Context, parameters: Parameters, shares: ResourceShares): Rule {
  async function checkHistoryAccess(call: AwsCall, reference: ParameterReference): Promise<void> {
    await parameters.checkAccess(call, reference, "GetParameterHistory");
    const arn = parameterArn(reference.owner, reference.name);
    const isGranted = shares
      .grantsTo(call.account, arn)
      .some(({ permissions }) =>
        [...permissions].some((permission) => permission.endsWith(HISTORY_PERMISSION)),
      );
    if (reference.owner.account !== call.account && !isGranted) {
      throw new AwsError(
        "AccessDeniedException",
        `The share of ${arn} does not allow the ssm:GetParameterHistory action.`,
      );
    }
  }
  return {
    name: "ssm-get-parameter-history",
    source:
      "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html",
    on: ["ssm:GetParameterHistory"],
    handle: async (call, next) => {
      const reference = parseReference(text(call, "Name") ?? "", call);
      if (!reference?.isArn) {
        return next();
      }
      await checkHistoryAccess(call, reference);
      const { owner, name } = reference;
      if (owner.account === call.account) {
        return next(withJson(call, { ...call.params, Name: name }));
      }
      const command = new GetParameterHistoryCommand({ Name: name, NextToken: text(call, "NextToken") });
      const history = await context.aws(owner.account, owner.region).ssm.send(command);
      const Parameters = (history.Parameters ?? []).map(withEpochTime);
      return jsonAnswer({ Parameters, NextToken: history.NextToken });
    },
  };
}
