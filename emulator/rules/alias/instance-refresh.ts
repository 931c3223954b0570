import { randomUUID } from "node:crypto";
import { AwsError } from "../../front/aws-error";
import { flag } from "../../front/call";
import type { Answer, AwsCall, Next, Rule } from "../../front/rule";
import { isAlias } from "./alias";
import type { Groups } from "./auto-scaling";
import { withQuery } from "./query";

const INSTANCE = /<InstanceId>(i-[0-9a-f]+)<\/InstanceId>/g;

/** Instances of the group, and whether there is such a group. */
async function instancesOf(
  call: AwsCall,
  next: Next,
): Promise<{ readonly exists: boolean; readonly ids: string[] }> {
  const { body } = await next(
    withQuery(call, {
      Action: "DescribeAutoScalingGroups",
      "AutoScalingGroupNames.member.1": String(call.params.AutoScalingGroupName),
    }),
  );
  const text = body.toString();
  return {
    exists: text.includes("<AutoScalingGroupName>"),
    ids: [...text.matchAll(INSTANCE)].map(([, id = ""]) => id),
  };
}

function checkPreferences(call: AwsCall): void {
  const desired = Object.keys(call.params).some((key) => key.startsWith("DesiredConfiguration."));
  if (desired || flag(call, "Preferences.SkipMatching") || flag(call, "Preferences.AutoRollback")) {
    throw new AwsError(
      "ValidationError",
      "An instance refresh has no desired configuration, no skip matching and no auto rollback where the launch template names a Systems Manager parameter.",
    );
  }
}

function started(): Answer {
  return {
    status: 200,
    headers: { "content-type": "text/xml" },
    body:
      '<StartInstanceRefreshResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">' +
      `<StartInstanceRefreshResult><InstanceRefreshId>${randomUUID()}</InstanceRefreshId></StartInstanceRefreshResult>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></StartInstanceRefreshResponse>`,
  };
}

/** An instance refresh replaces each instance of the group before it answers; the new ones have the AMI of that moment. */
export function startInstanceRefresh(groups: Groups): Rule {
  return {
    name: "autoscaling-instance-refresh",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StartInstanceRefresh.html",
    on: ["autoscaling:StartInstanceRefresh"],
    handle: async (call, next) => {
      const { exists, ids } = await instancesOf(call, next);
      if (!exists) {
        throw new AwsError("ValidationError", "AutoScalingGroup name not found - null");
      }
      if ((await groups.imagesOf(call, groups.launchOf(call))).some(isAlias)) {
        checkPreferences(call);
      }
      for (const id of ids) {
        const answer = await next(
          withQuery(call, {
            Action: "TerminateInstanceInAutoScalingGroup",
            InstanceId: id,
            ShouldDecrementDesiredCapacity: "false",
          }),
        );
        if (answer.status !== 200) {
          return answer;
        }
      }
      return started();
    },
  };
}
