import type { Rule } from "../front/rule";

/**
 * Where there is no user data, EC2 sends none; moto sends an empty text for launch templates without it and for their
 * instances, in which Terraform sees a change at every plan.
 */
export function absentUserData(): Rule {
  return {
    name: "ec2-absent-user-data",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceAttribute.html",
    on: [
      "ec2:DescribeInstanceAttribute",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:CreateLaunchTemplateVersion",
    ],
    handle: async (call, next) => {
      const answer = await next();
      const body = answer.body.toString();
      return {
        ...answer,
        body:
          call.action === "DescribeInstanceAttribute"
            ? body.replace("<userData><value/></userData>", "<userData/>")
            : body.replaceAll("<userData/>", ""),
      };
    },
  };
}
