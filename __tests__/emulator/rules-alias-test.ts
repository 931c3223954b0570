import {
  CreateFleetCommand,
  CreateLaunchTemplateVersionCommand,
  DeregisterImageCommand,
  DescribeInstanceAttributeCommand,
  DescribeLaunchTemplateVersionsCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
} from "@aws-sdk/client-ec2";
import { ARN, type Golden, imagesOf, NAME, put, startGolden, template } from "./rules-golden";
import { type Account, CONSUMER, REGION } from "./rules-support";

let golden: Golden;
let platform: Account;
let consumer: Account;

beforeAll(async () => {
  golden = await startGolden();
  ({ platform, consumer } = golden);
});

afterAll(() => golden.emulator.stop());

async function run(input: Partial<RunInstancesCommandInput>, from = platform): Promise<string | undefined> {
  const command = new RunInstancesCommand({ MinCount: 1, MaxCount: 1, ...input });
  const [instance] = (await from.ec2.send(command)).Instances ?? [];
  expect(await imagesOf(from, { InstanceIds: [instance?.InstanceId ?? ""] })).toEqual([instance?.ImageId]);
  return instance?.ImageId;
}

describe("RunInstances", () => {
  test.each([
    ["the name", `resolve:ssm:${NAME}`, () => golden.second],
    ["a version", `resolve:ssm:${NAME}:1`, () => golden.first],
    ["a label", `resolve:ssm:${NAME}:stable`, () => golden.first],
  ])("resolves %s", async (_what, ImageId, expected) => {
    expect(await run({ ImageId })).toBe(expected());
  });

  test("resolves the ARN of a shared parameter in another account", async () => {
    expect(await run({ ImageId: `resolve:ssm:${ARN}` }, consumer)).toBe(golden.second);
    expect(await run({ ImageId: `resolve:ssm:${ARN}:stable` }, consumer)).toBe(golden.first);
  });

  test.each([
    ["a parameter that is not there", "resolve:ssm:/golden/none", "The following aliases are invalid"],
    ["a version that is not there", `resolve:ssm:${NAME}:9`, "The following aliases are invalid"],
    ["the ARN of an own parameter", `resolve:ssm:${ARN}`, "The following aliases are invalid"],
    ["data type text", "resolve:ssm:/golden/text", "Unsupported data type"],
  ])("refuses %s", async (_what, ImageId, message) => {
    const refused = expect(run({ ImageId })).rejects;
    await refused.toMatchObject({ name: "SsmInvalidParameter", message: expect.stringContaining(message) });
  });

  test("refuses an unshared parameter of another account", async () => {
    const ImageId = `resolve:ssm:${ARN.replace(NAME, "/golden/text")}`;
    await expect(run({ ImageId }, consumer)).rejects.toMatchObject({ name: "SsmAccessDenied" });
  });

  test("follows the parameter through a launch template", async () => {
    await put(platform, "/golden/moving", golden.first);
    await template(platform, "moving", "resolve:ssm:/golden/moving");
    const LaunchTemplate = { LaunchTemplateName: "moving", Version: "$Latest" };
    expect(await run({ LaunchTemplate })).toBe(golden.first);
    await put(platform, "/golden/moving", golden.second);
    expect(await run({ LaunchTemplate })).toBe(golden.second);
    expect(await run({ LaunchTemplate, ImageId: golden.first })).toBe(golden.first);
  });

  test("takes an alias of another account through a launch template", async () => {
    await template(consumer, "shared", `resolve:ssm:${ARN}`);
    expect(await run({ LaunchTemplate: { LaunchTemplateName: "shared" } }, consumer)).toBe(golden.second);
  });
});

describe("the AMI behind an alias", () => {
  beforeAll(async () => {
    const { imageId } = await golden.emulator.images.seed({ name: "unshared", region: REGION });
    await put(platform, "/golden/unshared", imageId);
    const resourceArns = [ARN.replace(NAME, "/golden/unshared")];
    await platform.ram("createresourceshare", { name: "unshared", resourceArns, principals: [CONSUMER] });
    await template(consumer, "unshared", `resolve:ssm:${resourceArns[0]}`);
  });

  test("is checked by RunInstances: a shared parameter shares no AMI", async () => {
    const LaunchTemplate = { LaunchTemplateName: "unshared" };
    await expect(run({ LaunchTemplate }, consumer)).rejects.toMatchObject({ name: "AuthFailure" });
  });

  test("is checked by an instant fleet", async () => {
    const command = new CreateFleetCommand({
      Type: "instant",
      LaunchTemplateConfigs: [
        { LaunchTemplateSpecification: { LaunchTemplateName: "unshared", Version: "1" } },
      ],
      TargetCapacitySpecification: { TotalTargetCapacity: 1, DefaultTargetCapacityType: "on-demand" },
    });
    await expect(consumer.ec2.send(command)).rejects.toMatchObject({ name: "AuthFailure" });
  });

  test("is checked by Auto Scaling", async () => {
    const group = {
      AutoScalingGroupName: "unshared",
      MinSize: "1",
      MaxSize: "1",
      "AvailabilityZones.member.1": "eu-west-1a",
      "LaunchTemplate.LaunchTemplateName": "unshared",
    };
    await expect(consumer.query("autoscaling", "CreateAutoScalingGroup", group)).rejects.toThrow(
      /ValidationError.*Not authorized for images/s,
    );
  });

  test("is checked when it was deregistered after the parameter took it", async () => {
    const { imageId } = await golden.emulator.images.seed({ name: "leaving", region: REGION });
    await put(platform, "/golden/deregistered", imageId);
    await platform.ec2.send(new DeregisterImageCommand({ ImageId: imageId }));
    await expect(run({ ImageId: "resolve:ssm:/golden/deregistered" })).rejects.toMatchObject({
      name: "InvalidAMIID.NotFound",
    });
  });
});

describe("a launch template", () => {
  test("without user data has none, and its instances neither", async () => {
    await template(platform, "no-user-data", `resolve:ssm:${NAME}`);
    const command = new RunInstancesCommand({
      MinCount: 1,
      MaxCount: 1,
      LaunchTemplate: { LaunchTemplateName: "no-user-data" },
    });
    const InstanceId = (await platform.ec2.send(command)).Instances?.[0]?.InstanceId;
    const attribute = new DescribeInstanceAttributeCommand({ InstanceId, Attribute: "userData" });
    expect((await platform.ec2.send(attribute)).UserData?.Value).toBeUndefined();
    const versions = new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateName: "no-user-data" });
    const { LaunchTemplateVersions } = await platform.ec2.send(versions);
    expect(LaunchTemplateVersions?.[0]?.LaunchTemplateData?.UserData).toBeUndefined();
  });

  test("is refused with an alias that does not resolve", async () => {
    await expect(template(platform, "broken", "resolve:ssm:/golden/none")).rejects.toMatchObject({
      name: "SsmInvalidParameter",
    });
    await template(platform, "versions", `resolve:ssm:${NAME}`);
    const LaunchTemplateData = { ImageId: "resolve:ssm:/golden/text" };
    const version = { LaunchTemplateName: "versions", LaunchTemplateData };
    await expect(platform.ec2.send(new CreateLaunchTemplateVersionCommand(version))).rejects.toMatchObject({
      name: "SsmInvalidParameter",
    });
  });

  test("shows the alias, and the AMI with ResolveAlias", async () => {
    await template(platform, "shown", `resolve:ssm:${NAME}:stable`);
    const read = async (ResolveAlias?: boolean) => {
      const input = { LaunchTemplateName: "shown", Versions: ["1"], ResolveAlias };
      const versions = await platform.ec2.send(new DescribeLaunchTemplateVersionsCommand(input));
      return versions.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.ImageId;
    };
    expect(await read()).toBe(`resolve:ssm:${NAME}:stable`);
    expect(await read(true)).toBe(golden.first);
  });
});
