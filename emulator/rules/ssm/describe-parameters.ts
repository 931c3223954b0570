import type { Rule } from "../../front/rule";
import { jsonAnswer } from "../answer";
import type { ResourceShares } from "../ram/resource-shares";
import { parameterArn, parseReference } from "./parameter-reference";
import { type Parameters, withEpochTime } from "./parameters";

/** DescribeParameters with `Shared: true` lists what other accounts share with the caller. */
export function describeSharedParameters(parameters: Parameters, shares: ResourceShares): Rule {
  return {
    name: "ssm-describe-shared-parameters",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html",
    on: ["ssm:DescribeParameters"],
    handle: async (call, next) => {
      if (call.params.Shared !== true) {
        return next();
      }
      const found = [];
      for (const arn of shares.sharedWith(call.account)) {
        const reference = parseReference(arn, call);
        if (reference?.owner.region !== call.region) {
          continue;
        }
        const metadata = await parameters.describe(reference.owner, reference.name);
        if (metadata?.Tier === "Advanced") {
          found.push({ ...withEpochTime(metadata), ARN: parameterArn(reference.owner, reference.name) });
        }
      }
      return jsonAnswer({ Parameters: found });
    },
  };
}
