import { AwsError } from "../../front/aws-error";
import type { Context } from "../../front/context";
import type { Rule } from "../../front/rule";
import { partitionOf } from "../caller";
import { isAlias } from "./alias";
import { templateImageId } from "./launch-templates";

interface NodeGroupTemplate {
  readonly id?: string;
  readonly name?: string;
  readonly version?: string;
}

/** The service-linked role of managed node groups may not read parameters. */
export function nodeGroups(context: Context): Rule {
  return {
    name: "eks-node-group-takes-no-alias",
    source: "https://github.com/aws/containers-roadmap/issues/1951",
    on: ["eks:CreateNodegroup", "eks:UpdateNodegroupVersion"],
    handle: async (call, next) => {
      const template = call.params.launchTemplate as NodeGroupTemplate | undefined;
      const imageId = template && (await templateImageId(context, call, template));
      if (isAlias(imageId)) {
        const partition = partitionOf(call.region);
        const name = imageId.replace(/^resolve:ssm:\/?/, "");
        throw new AwsError(
          "InvalidRequestException",
          `User: arn:${partition}:sts::${call.account}:assumed-role/AWSServiceRoleForAmazonEKSNodegroup/EKS is not ` +
            `authorized to perform: ssm:GetParameters on resource: arn:${partition}:ssm:${call.region}:` +
            `${call.account}:parameter/${name} because no identity-based policy allows the ssm:GetParameters action`,
        );
      }
      return next();
    },
  };
}
