import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { AmiReference } from "../../modules";
import { PlannedChange } from "../support/deploy";
import { describeDeploy } from "../support/skip";
import { REGION, stackIn } from "./names";
import { move, publisherOf, runningImages, seedImages } from "./reference-support";

const GROUP = "aws:autoscaling:groupName";

/** A group that rolls when the parameter moves, and one that stays as it is. */
const groups = stackIn(REGION, (stack) => {
  const reference = AmiReference.fromParameter(stack, "Golden", { parameterName: "/golden/web" });
  const template = new LaunchTemplate(stack, "Template", {
    name: "web",
    instanceType: "t3.micro",
    imageId: reference.launchTemplateImageId,
  });
  const common = {
    minSize: 2,
    maxSize: 2,
    availabilityZones: [`${REGION}a`],
    launchTemplate: { id: template.id, version: "$Latest" },
  };
  const team = { key: "team", value: "web", propagateAtLaunch: true };
  new AutoscalingGroup(stack, "Rolls", {
    ...common,
    name: "rolls",
    ...reference.instanceRefresh({ preferences: { minHealthyPercentage: 50 }, tag: [team] }),
  });
  new AutoscalingGroup(stack, "Stays", { ...common, name: "stays", tag: [team] });
});

/** Tags of a planned group by key. */
function tagsOf(group: PlannedChange["before"] | undefined): Record<string, string> {
  const tags = (group?.tag ?? []) as readonly { readonly key: string; readonly value: string }[];
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

describeDeploy("an Auto Scaling group whose AMI a parameter names", (deploy) => {
  test("replaces its instances when the parameter moves, and no other group does", async () => {
    const { emulator } = deploy;
    const publisher = await publisherOf(emulator);
    const { first, second } = await seedImages(emulator, "web");
    await move(publisher, "/golden/web", first);
    const workspace = deploy.workspace(groups);
    await workspace.apply();
    await workspace.expectEmptyPlan();
    const refreshes = () => emulator.calls.filter({ on: ["autoscaling:StartInstanceRefresh"] });
    expect(refreshes()).toEqual([]);
    expect(await runningImages(publisher, GROUP, "rolls")).toEqual([first, first]);

    await move(publisher, "/golden/web", second);
    const changes = await workspace.plan();
    expect(changes.map(({ address, actions }) => [address, actions])).toEqual([
      ["aws_autoscaling_group.Rolls", ["update"]],
    ]);
    const [change] = changes;
    expect([tagsOf(change?.before), tagsOf(change?.after)]).toEqual([
      { team: "web", "ami-catalog:ami-id": first },
      { team: "web", "ami-catalog:ami-id": second },
    ]);
    await workspace.apply();
    expect(refreshes().map(({ params, status }) => [params, status])).toEqual([
      [
        {
          Action: "StartInstanceRefresh",
          Version: "2011-01-01",
          AutoScalingGroupName: "rolls",
          Strategy: "Rolling",
          "Preferences.AutoRollback": "false",
          "Preferences.MaxHealthyPercentage": "100",
          "Preferences.MinHealthyPercentage": "50",
          "Preferences.ScaleInProtectedInstances": "Ignore",
          "Preferences.SkipMatching": "false",
          "Preferences.StandbyInstances": "Ignore",
        },
        200,
      ],
    ]);
    expect(await runningImages(publisher, GROUP, "rolls")).toEqual([second, second]);
    expect(await runningImages(publisher, GROUP, "stays")).toEqual([first, first]);
    expect(await runningImages(publisher, "ami-catalog:ami-id", second)).toEqual([]);
    await workspace.expectEmptyPlan();
  });
});
