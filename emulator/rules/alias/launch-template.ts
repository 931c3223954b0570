import { text } from "../../front/call";
import type { Answer, Rule } from "../../front/rule";
import type { Caller } from "../caller";
import { type Aliases, isAlias } from "./alias";

const STORED_ALIAS = /<imageId>(resolve:ssm:[^<]+)<\/imageId>/g;

/** EC2 checks an alias when the template or version is made, and stores it as it is written. */
export function checkLaunchTemplate(aliases: Aliases): Rule {
  return {
    name: "ec2-check-launch-template-alias",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html",
    on: ["ec2:CreateLaunchTemplate", "ec2:CreateLaunchTemplateVersion"],
    handle: async (call, next) => {
      const imageId = text(call, "LaunchTemplateData.ImageId");
      if (isAlias(imageId)) {
        await aliases.resolve(call, imageId);
      }
      return next();
    },
  };
}

async function resolveStored(aliases: Aliases, caller: Caller, answer: Answer): Promise<Answer> {
  let body = answer.body.toString();
  for (const [element, alias = ""] of new Map(
    [...body.matchAll(STORED_ALIAS)].map((match) => [match[0], match[1]]),
  )) {
    body = body.replaceAll(element, `<imageId>${await aliases.resolve(caller, alias)}</imageId>`);
  }
  return { ...answer, body };
}

/** `ResolveAlias` shows the AMI in place of the alias. */
export function describeLaunchTemplateVersions(aliases: Aliases): Rule {
  return {
    name: "ec2-resolve-launch-template-versions",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html",
    on: ["ec2:DescribeLaunchTemplateVersions"],
    handle: async (call, next) => {
      const answer = await next();
      return text(call, "ResolveAlias") === "true" ? resolveStored(aliases, call, answer) : answer;
    },
  };
}
