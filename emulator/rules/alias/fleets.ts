import { AwsError } from "../../front/aws-error";
import { text } from "../../front/call";
import type { Context } from "../../front/context";
import type { AwsCall, Rule } from "../../front/rule";
import { checkLaunch } from "../../images/launch";
import { type Aliases, isAlias, notAnImageId } from "./alias";
import { templateImageId, templateSpecification } from "./launch-templates";
import { items, withQuery } from "./query";

function refuse(imageId: string): never {
  throw new AwsError("InvalidAMIID.Malformed", notAnImageId(imageId));
}

/** The AMI of each override of a fleet, by the name of the parameter that sets it. */
async function fleetImages(context: Context, call: AwsCall): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const config of items(call, "LaunchTemplateConfigs")) {
    const template = templateSpecification(call.params, `${config}.LaunchTemplateSpecification.`);
    const fromTemplate = template && (await templateImageId(context, call, template));
    const overrides = items(call, `${config}.Overrides`);
    for (const override of overrides.length > 0 ? overrides : [`${config}.Overrides.1`]) {
      const imageId = text(call, `${override}.ImageId`) ?? fromTemplate;
      if (imageId !== undefined) {
        found.set(`${override}.ImageId`, imageId);
      }
    }
  }
  return found;
}

/** An EC2 Fleet takes aliases in type `instant` only; such a fleet launches at once, so its AMIs are checked. */
export function createFleet(context: Context, aliases: Aliases): Rule {
  return {
    name: "ec2-resolve-fleet",
    source:
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FleetLaunchTemplateOverridesRequest.html",
    on: ["ec2:CreateFleet"],
    handle: async (call, next) => {
      const images = await fleetImages(context, call);
      if (text(call, "Type") !== "instant") {
        const alias = [...images.values()].find(isAlias);
        return alias === undefined ? next() : refuse(alias);
      }
      const resolved: Record<string, string> = {};
      for (const [key, imageId] of images) {
        resolved[key] = isAlias(imageId) ? await aliases.resolve(call, imageId) : imageId;
        await checkLaunch(context, call, resolved[key]);
      }
      return next(withQuery(call, resolved));
    },
  };
}

const SPOT_IMAGE = /^(?:SpotFleetRequestConfig\.LaunchSpecifications\.\d+|LaunchSpecification)\.ImageId$/;

/** Spot Fleets and Spot Instance requests take no alias. */
export function requestSpot(context: Context): Rule {
  return {
    name: "ec2-spot-takes-no-alias",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-spot-fleets.html",
    on: ["ec2:RequestSpotFleet", "ec2:RequestSpotInstances"],
    handle: async (call, next) => {
      const images = Object.keys(call.params)
        .filter((key) => SPOT_IMAGE.test(key))
        .map((key) => text(call, key));
      for (const config of items(call, "SpotFleetRequestConfig.LaunchTemplateConfigs")) {
        const template = templateSpecification(call.params, `${config}.LaunchTemplateSpecification.`);
        images.push(template && (await templateImageId(context, call, template)));
      }
      const alias = images.find(isAlias);
      return alias === undefined ? next() : refuse(alias);
    },
  };
}
