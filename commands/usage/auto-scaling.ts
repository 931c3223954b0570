import type { AutoScalingGroup, LaunchTemplateSpecification } from "@aws-sdk/client-auto-scaling";
import type { Place } from "../aws/account";
import { chunks } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";
import type { TemplateUse } from "./launch-templates";

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeAutoScalingGroups.html */
const PAGE = 100;
/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeLaunchConfigurations.html */
const CONFIGURATIONS = 50;

/** What an Auto Scaling group launches from. */
export interface GroupLaunch {
  readonly group: string;
  /** AMI ID, of a launch configuration or of an override. @default - `template` has it */
  readonly imageId?: string;
  readonly template?: TemplateUse;
  /** In words: `launch configuration web-1`. */
  readonly through: string;
}

/** What all Auto Scaling groups of an account in a region launch from. */
export async function groupLaunches(sdk: Sdk, place: Place): Promise<GroupLaunch[]> {
  const groups: AutoScalingGroup[] = [];
  const input = { MaxRecords: PAGE };
  const pages = sdk.autoScaling.paginateDescribeAutoScalingGroups({ client: place.autoScaling }, input);
  for await (const { AutoScalingGroups = [] } of pages) {
    groups.push(...AutoScalingGroups);
  }
  return [...groups.flatMap(templateLaunches), ...(await configurationLaunches(sdk, place, groups))];
}

function templateLaunches(given: AutoScalingGroup): GroupLaunch[] {
  const { AutoScalingGroupName: group = "", LaunchTemplate, MixedInstancesPolicy } = given;
  const { LaunchTemplateSpecification: base, Overrides = [] } = MixedInstancesPolicy?.LaunchTemplate ?? {};
  const specifications = [
    LaunchTemplate,
    base,
    ...Overrides.map(({ LaunchTemplateSpecification }) => LaunchTemplateSpecification),
  ];
  return [
    ...specifications.flatMap((specification) => (specification ? ofTemplate(group, specification) : [])),
    ...Overrides.flatMap(({ ImageId: imageId }) =>
      imageId === undefined ? [] : { group, imageId, through: "override of its template" },
    ),
  ];
}

function ofTemplate(group: string, specification: LaunchTemplateSpecification): GroupLaunch {
  const { LaunchTemplateId, LaunchTemplateName, Version: version = "$Default" } = specification;
  const template = LaunchTemplateId ?? LaunchTemplateName ?? "";
  const through = `launch template ${LaunchTemplateName ?? template}, version ${version}`;
  return { group, template: { template, version }, through };
}

async function configurationLaunches(
  sdk: Sdk,
  { autoScaling }: Place,
  groups: readonly AutoScalingGroup[],
): Promise<GroupLaunch[]> {
  const names = new Set(groups.flatMap(({ LaunchConfigurationName }) => LaunchConfigurationName ?? []));
  const images = new Map<string, string>();
  for (const LaunchConfigurationNames of chunks([...names], CONFIGURATIONS)) {
    const command = new sdk.autoScaling.DescribeLaunchConfigurationsCommand({ LaunchConfigurationNames });
    const { LaunchConfigurations = [] } = await autoScaling.send(command);
    LaunchConfigurations.forEach(({ LaunchConfigurationName = "", ImageId = "" }) =>
      images.set(LaunchConfigurationName, ImageId),
    );
  }
  return groups.flatMap(({ AutoScalingGroupName: group = "", LaunchConfigurationName: name = "" }) => {
    const imageId = images.get(name);
    return imageId === undefined ? [] : { group, imageId, through: `launch configuration ${name}` };
  });
}
