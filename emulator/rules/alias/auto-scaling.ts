import { AwsError } from "../../front/aws-error";
import { text } from "../../front/call";
import type { Context } from "../../front/context";
import type { AwsCall, Rule } from "../../front/rule";
import { checkLaunch } from "../../images/launch";
import type { Caller } from "../caller";
import { type Aliases, isAlias, notAnImageId } from "./alias";
import type { LaunchedImages } from "./launched-images";
import { templateImageId, type TemplateSpecification, templateSpecification } from "./launch-templates";
import { items } from "./query";

const SOURCE = "https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html";
const POLICY = "MixedInstancesPolicy.LaunchTemplate";
const OVERRIDES = `${POLICY}.Overrides.member`;

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message);
}

/** The launch templates of a group, and whether it chooses instance types by their attributes. */
interface GroupLaunch {
  readonly templates: readonly TemplateSpecification[];
  readonly byAttributes: boolean;
}

function readLaunch(call: AwsCall): GroupLaunch {
  const overrides = items(call, OVERRIDES);
  const prefixes = [
    "LaunchTemplate.",
    `${POLICY}.LaunchTemplateSpecification.`,
    ...overrides.map((override) => `${override}.LaunchTemplateSpecification.`),
  ];
  return {
    templates: prefixes.flatMap((prefix) => templateSpecification(call.params, prefix) ?? []),
    byAttributes: Object.keys(call.params).some(
      (key) => key.startsWith(`${OVERRIDES}.`) && key.includes(".InstanceRequirements."),
    ),
  };
}

/** The launch of every group that takes its AMI from a template, by account, region and name. */
export class Groups {
  private readonly launches = new Map<string, GroupLaunch>();

  constructor(
    private readonly context: Context,
    private readonly aliases: Aliases,
  ) {}

  /** The launch that the call sets; an update without a template keeps the one before. */
  launchOf(call: AwsCall): GroupLaunch | undefined {
    const launch = readLaunch(call);
    return launch.templates.length > 0 ? launch : this.launches.get(this.key(call));
  }

  keep(call: AwsCall, launch: GroupLaunch | undefined): void {
    if (launch) {
      this.launches.set(this.key(call), launch);
    }
  }

  /** The AMIs and aliases of the templates, as they are stored. */
  async imagesOf(caller: Caller, launch: GroupLaunch | undefined): Promise<string[]> {
    const images = (launch?.templates ?? []).map((template) =>
      templateImageId(this.context, caller, template),
    );
    return (await Promise.all(images)).filter((imageId) => imageId !== undefined);
  }

  /** @throws AwsError ValidationError */
  async check(caller: Caller, launch: GroupLaunch | undefined): Promise<void> {
    for (const imageId of await this.imagesOf(caller, launch)) {
      if (launch?.byAttributes === true && isAlias(imageId)) {
        throw invalid(notAnImageId(imageId));
      }
      await this.checkImage(caller, imageId).catch((error: unknown) => {
        throw error instanceof AwsError
          ? invalid(`You must use a valid fully-formed launch template. ${error.message}`)
          : error;
      });
    }
  }

  private async checkImage(caller: Caller, imageId: string): Promise<void> {
    const resolved = isAlias(imageId) ? await this.aliases.resolve(caller, imageId) : imageId;
    await checkLaunch(this.context, caller, resolved);
  }

  private key(call: AwsCall): string {
    return `${call.account}/${call.region}/${text(call, "AutoScalingGroupName")}`;
  }
}

/** Auto Scaling groups check the AMI of their launch template, and so resolve its alias, at each create and update. */
export function checkGroups(groups: Groups): Rule {
  return {
    name: "autoscaling-check-alias",
    source: SOURCE,
    on: ["autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"],
    handle: async (call, next) => {
      const launch = groups.launchOf(call);
      await groups.check(call, launch);
      const answer = await next();
      if (answer.status === 200) {
        groups.keep(call, launch);
      }
      return answer;
    },
  };
}

/** Groups with an alias have no warm pool. */
export function refuseWarmPool(groups: Groups): Rule {
  return {
    name: "autoscaling-warm-pool-takes-no-alias",
    source: SOURCE,
    on: ["autoscaling:PutWarmPool"],
    handle: async (call, next) => {
      const alias = (await groups.imagesOf(call, groups.launchOf(call))).find(isAlias);
      if (alias !== undefined) {
        throw invalid(`Warm pools can't be used with a launch template whose AMI is ${alias}.`);
      }
      return next();
    },
  };
}

/** Launch configurations take no alias. */
export function refuseLaunchConfiguration(): Rule {
  return {
    name: "autoscaling-launch-configuration-takes-no-alias",
    source: SOURCE,
    on: ["autoscaling:CreateLaunchConfiguration"],
    handle: async (call, next) => {
      const imageId = text(call, "ImageId");
      if (isAlias(imageId)) {
        throw invalid(`AMI ${imageId} is invalid: ${notAnImageId(imageId)}`);
      }
      return next();
    },
  };
}

/** Instances that Auto Scaling launches have the AMI that the alias named at that moment. */
export function launchFromAlias(launched: LaunchedImages): Rule {
  return {
    name: "autoscaling-launch-from-alias",
    source: SOURCE,
    on: ["autoscaling:*"],
    handle: async (call, next) => {
      const answer = await next();
      if (call.method === "POST" && !call.action.startsWith("Describe")) {
        await launched.record(call);
      }
      return answer;
    },
  };
}
