import { ec2Answer } from "../front/answers";
import type { Context } from "../front/context";
import { AwsError } from "../front/aws-error";
import type { AwsCall, Answer, Rule } from "../front/rule";
import { required } from "./requests";

const SOURCE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html";

/** Block public access for AMIs: of each account and region, on in a new account, and for new shares only. */
export function blockPublicAccessRules(context: Context): Rule[] {
  const rule = (name: string, action: string, change: (call: AwsCall) => void): Rule => ({
    name,
    source: SOURCE,
    on: [`ec2:${action}`],
    async handle(call) {
      change(call);
      return stateAnswer(context, call);
    },
  });
  const settings = (call: AwsCall) => context.images.settings(call.account, call.region);
  return [
    rule("get-image-block-public-access", "GetImageBlockPublicAccessState", () => undefined),
    rule("enable-image-block-public-access", "EnableImageBlockPublicAccess", (call) => {
      if (required(call, "ImageBlockPublicAccessState") !== "block-new-sharing") {
        throw new AwsError("InvalidParameterValue", "ImageBlockPublicAccessState must be block-new-sharing");
      }
      settings(call).blockPublicAccess = true;
    }),
    rule("disable-image-block-public-access", "DisableImageBlockPublicAccess", (call) => {
      settings(call).blockPublicAccess = false;
    }),
  ];
}

function stateAnswer(context: Context, call: AwsCall): Answer {
  const { blockPublicAccess } = context.images.settings(call.account, call.region);
  return ec2Answer(call, {
    imageBlockPublicAccessState: blockPublicAccess ? "block-new-sharing" : "unblocked",
    ...(call.action.startsWith("Get") ? { managedBy: "account" } : {}),
  });
}
