import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { Place } from "../../../commands/aws/account";
import type { Sdk } from "../../../commands/aws/sdk";
import { groupLaunches } from "../../../commands/usage/auto-scaling";

class Command {
  constructor(readonly input: { readonly LaunchConfigurationNames: readonly string[] }) {}
}

/** What groups launch from, where AWS tells of one group a page, and knows the configuration `known`. */
function launchesOf(...groups: AutoScalingGroup[]) {
  const autoScaling = {
    async *paginateDescribeAutoScalingGroups() {
      for (const group of groups) {
        yield { AutoScalingGroups: [group] };
      }
    },
    DescribeLaunchConfigurationsCommand: Command,
  };
  const client = {
    send: async ({ input }: Command) => ({
      LaunchConfigurations: input.LaunchConfigurationNames.filter((name) => name === "known").map((name) => ({
        LaunchConfigurationName: name,
        ImageId: "ami-1",
      })),
    }),
  };
  return groupLaunches({ autoScaling } as unknown as Sdk, { autoScaling: client } as unknown as Place);
}

/** A group whose other fields are of no interest here. */
function group(fields: Partial<AutoScalingGroup>): AutoScalingGroup {
  return { AutoScalingGroupName: "web", ...fields } as AutoScalingGroup;
}

test("a group launches the default version of its template, where it names none", async () => {
  expect(await launchesOf(group({ LaunchTemplate: { LaunchTemplateId: "lt-1" } }))).toEqual([
    {
      group: "web",
      template: { template: "lt-1", version: "$Default" },
      through: "launch template lt-1, version $Default",
    },
  ]);
});

test("a mixed group launches from its template, from those of its overrides, and from their AMIs", async () => {
  const MixedInstancesPolicy = {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: "lt-1", LaunchTemplateName: "web", Version: "3" },
      Overrides: [
        { InstanceType: "t4g.micro" },
        { LaunchTemplateSpecification: { LaunchTemplateName: "arm", Version: "$Latest" } },
        { ImageId: "ami-2" },
      ],
    },
  };
  expect(await launchesOf(group({ MixedInstancesPolicy }))).toEqual([
    { group: "web", template: { template: "lt-1", version: "3" }, through: "launch template web, version 3" },
    {
      group: "web",
      template: { template: "arm", version: "$Latest" },
      through: "launch template arm, version $Latest",
    },
    { group: "web", imageId: "ami-2", through: "override of its template" },
  ]);
});

test("a launch configuration has the AMI itself", async () => {
  const launches = await launchesOf(
    group({ LaunchConfigurationName: "known" }),
    group({ LaunchConfigurationName: "gone" }),
    group({ AutoScalingGroupName: "api", LaunchConfigurationName: "known" }),
  );
  expect(launches).toEqual([
    { group: "web", imageId: "ami-1", through: "launch configuration known" },
    { group: "api", imageId: "ami-1", through: "launch configuration known" },
  ]);
});
