import { CreateFleetCommand, RequestSpotFleetCommand } from "@aws-sdk/client-ec2";
import { DeleteParameterCommand } from "@aws-sdk/client-ssm";
import { type Golden, imagesOf, NAME, put, startGolden, template } from "./rules-golden";
import { type Account, PLATFORM } from "./rules-support";

let golden: Golden;
let platform: Account;

beforeAll(async () => {
  golden = await startGolden();
  ({ platform } = golden);
});

afterAll(() => golden.emulator.stop());

describe("fleets", () => {
  const LaunchTemplateConfigs = [
    { LaunchTemplateSpecification: { LaunchTemplateName: "fleet", Version: "$Latest" } },
  ];
  const capacity = { TotalTargetCapacity: 1, DefaultTargetCapacityType: "on-demand" } as const;

  beforeAll(() => template(platform, "fleet", `resolve:ssm:${NAME}`));

  test("an instant fleet resolves the alias", async () => {
    const command = new CreateFleetCommand({
      Type: "instant",
      LaunchTemplateConfigs,
      TargetCapacitySpecification: capacity,
    });
    const { Instances } = await platform.ec2.send(command);
    const InstanceIds = Instances?.[0]?.InstanceIds;
    expect(await imagesOf(platform, { InstanceIds })).toEqual([golden.second]);
  });

  test.each(["maintain", "request", undefined] as const)("a fleet of type %s refuses it", async (Type) => {
    const input = { Type, LaunchTemplateConfigs, TargetCapacitySpecification: capacity };
    await expect(platform.ec2.send(new CreateFleetCommand(input))).rejects.toMatchObject({
      name: "InvalidAMIID.Malformed",
    });
  });

  test("a Spot Fleet refuses it", async () => {
    const SpotFleetRequestConfig = {
      IamFleetRole: `arn:aws:iam::${PLATFORM}:role/fleet`,
      TargetCapacity: 1,
      LaunchTemplateConfigs,
    };
    await expect(
      platform.ec2.send(new RequestSpotFleetCommand({ SpotFleetRequestConfig })),
    ).rejects.toMatchObject({
      name: "InvalidAMIID.Malformed",
    });
  });
});

describe("Auto Scaling", () => {
  const group = {
    MinSize: "1",
    MaxSize: "3",
    DesiredCapacity: "1",
    "AvailabilityZones.member.1": "eu-west-1a",
  };

  function create(AutoScalingGroupName: string, launch: Record<string, string>) {
    return platform.query("autoscaling", "CreateAutoScalingGroup", {
      AutoScalingGroupName,
      ...group,
      ...launch,
    });
  }

  function groupImages(name: string) {
    return imagesOf(platform, { Filters: [{ Name: "tag:aws:autoscaling:groupName", Values: [name] }] });
  }

  test("a group launches the AMI that the parameter names at that moment", async () => {
    await put(platform, "/golden/scaled", golden.first);
    await template(platform, "scaled", "resolve:ssm:/golden/scaled");
    await create("scaled", {
      "LaunchTemplate.LaunchTemplateName": "scaled",
      "LaunchTemplate.Version": "$Latest",
    });
    expect(await groupImages("scaled")).toEqual([golden.first]);
    await put(platform, "/golden/scaled", golden.second);
    await platform.query("autoscaling", "SetDesiredCapacity", {
      AutoScalingGroupName: "scaled",
      DesiredCapacity: "2",
    });
    expect((await groupImages("scaled")).sort()).toEqual([golden.first, golden.second].sort());
  });

  test("a group with mixed instances takes an alias, but not with instance requirements", async () => {
    await template(platform, "mixed", `resolve:ssm:${NAME}`);
    const policy = "MixedInstancesPolicy.LaunchTemplate";
    const launch = { [`${policy}.LaunchTemplateSpecification.LaunchTemplateName`]: "mixed" };
    await create("mixed", { ...launch, [`${policy}.Overrides.member.1.InstanceType`]: "t3.small" });
    expect(await groupImages("mixed")).toEqual([golden.second]);
    const required = { [`${policy}.Overrides.member.1.InstanceRequirements.VCpuCount.Min`]: "2" };
    await expect(create("required", { ...launch, ...required })).rejects.toThrow(
      /ValidationError.*Invalid id/s,
    );
  });

  test("a group is refused when the alias no longer resolves, an update too", async () => {
    await put(platform, "/golden/leaving", golden.first);
    await template(platform, "leaving", "resolve:ssm:/golden/leaving");
    const launch = { "LaunchTemplate.LaunchTemplateName": "leaving" };
    await create("leaving", launch);
    await platform.ssm.send(new DeleteParameterCommand({ Name: "/golden/leaving" }));
    await expect(create("leaving-2", launch)).rejects.toThrow("The following aliases are invalid");
    const update = { AutoScalingGroupName: "leaving", MaxSize: "4" };
    await expect(platform.query("autoscaling", "UpdateAutoScalingGroup", update)).rejects.toThrow(
      "The following aliases are invalid",
    );
    await expect(
      platform.query("autoscaling", "PutWarmPool", { AutoScalingGroupName: "leaving" }),
    ).rejects.toThrow("ValidationError");
  });

  test("a launch configuration refuses an alias", async () => {
    const configuration = {
      LaunchConfigurationName: "old",
      ImageId: `resolve:ssm:${NAME}`,
      InstanceType: "t3.micro",
    };
    await expect(platform.query("autoscaling", "CreateLaunchConfiguration", configuration)).rejects.toThrow(
      "ValidationError",
    );
  });
});

test("an EKS node group refuses a template with an alias", async () => {
  await template(platform, "nodes", `resolve:ssm:${NAME}`);
  const body = { nodegroupName: "nodes", subnets: [], nodeRole: "role", launchTemplate: { name: "nodes" } };
  await expect(platform.eks("/clusters/main/node-groups", body)).rejects.toThrow(
    /InvalidRequestException.*ssm:GetParameters/s,
  );
});
