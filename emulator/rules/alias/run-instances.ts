import { text } from "../../front/call";
import type { Context } from "../../front/context";
import type { Rule } from "../../front/rule";
import { type Aliases, isAlias } from "./alias";
import { templateImageId, templateSpecification } from "./launch-templates";
import { withQuery } from "./query";

/** RunInstances with the AMI that the alias names, its own or that of the launch template, so that moto reports it. */
export function resolveRunInstances(context: Context, aliases: Aliases): Rule {
  return {
    name: "ec2-resolve-run-instances",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html",
    on: ["ec2:RunInstances"],
    handle: async (call, next) => {
      const template = templateSpecification(call.params, "LaunchTemplate.");
      const imageId = text(call, "ImageId") ?? (template && (await templateImageId(context, call, template)));
      return isAlias(imageId)
        ? next(withQuery(call, { ImageId: await aliases.resolve(call, imageId) }))
        : next();
    },
  };
}
