import {
  CopyImageCommand,
  DeleteSnapshotCommand,
  DeregisterImageCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
  DisableAllowedImagesSettingsCommand,
  DisableImageCommand,
  DisableImageDeprecationCommand,
  DisableImageDeregistrationProtectionCommand,
  EnableAllowedImagesSettingsCommand,
  EnableImageCommand,
  EnableImageDeprecationCommand,
  EnableImageDeregistrationProtectionCommand,
  GetAllowedImagesSettingsCommand,
  type Image,
  ModifyImageAttributeCommand,
  ReplaceImageCriteriaInAllowedImagesSettingsCommand,
} from "@aws-sdk/client-ec2";
import { awsError, OTHER_ACCOUNT, TestEmulator } from "./images-support";

const aws = new TestEmulator();
beforeAll(() => aws.start());
afterAll(() => aws.stop());

const MINUTE = 60_000;
const YEAR = 365.25 * 24 * 60 * MINUTE;

async function describeImage(imageId: string, account?: string): Promise<Image | undefined> {
  const command = new DescribeImagesCommand({ ImageIds: [imageId] });
  return (await aws.ec2("us-east-1", account).send(command)).Images?.[0];
}

async function ownSnapshots(): Promise<string[]> {
  const { Snapshots = [] } = await aws.ec2().send(new DescribeSnapshotsCommand({ OwnerIds: ["self"] }));
  return Snapshots.flatMap(({ SnapshotId }) => SnapshotId ?? []);
}

describe("deregistering", () => {
  test("keeps the snapshots, unless asked to delete them", async () => {
    const [first, second] = [await aws.seed("first"), await aws.seed("second")];
    const [kept, deleted] = [first, second].map(({ blockDevices }) => blockDevices[0]?.ebs?.snapshotId ?? "");
    await expect(aws.ec2().send(new DeleteSnapshotCommand({ SnapshotId: kept }))).rejects.toEqual(
      awsError("InvalidSnapshot.InUse", new RegExp(first.imageId)),
    );
    await aws.ec2().send(new DeregisterImageCommand({ ImageId: first.imageId }));
    const command = new DeregisterImageCommand({ ImageId: second.imageId, DeleteAssociatedSnapshots: true });
    expect((await aws.ec2().send(command)).DeleteSnapshotResults).toEqual([
      { SnapshotId: deleted, ReturnCode: "success" },
    ]);
    expect(await ownSnapshots()).toContain(kept);
    expect(await ownSnapshots()).not.toContain(deleted);
    await aws.ec2().send(new DeleteSnapshotCommand({ SnapshotId: kept }));
    expect(await ownSnapshots()).not.toContain(kept);
  });

  test("ends an image: not found, and no longer available", async () => {
    const { imageId } = await aws.seed("ended");
    await expect(
      aws.ec2("us-east-1", OTHER_ACCOUNT).send(new DeregisterImageCommand({ ImageId: imageId })),
    ).rejects.toEqual(awsError("AuthFailure"));
    await aws.ec2().send(new DeregisterImageCommand({ ImageId: imageId }));
    await expect(describeImage(imageId)).rejects.toEqual(awsError("InvalidAMIID.NotFound"));
    await expect(aws.ec2().send(new DeregisterImageCommand({ ImageId: imageId }))).rejects.toEqual(
      awsError("InvalidAMIID.Unavailable"),
    );
    const copy = { SourceImageId: imageId, SourceRegion: "us-east-1", Name: "copy of ended" };
    await expect(aws.ec2().send(new CopyImageCommand(copy))).rejects.toEqual(
      awsError("InvalidAMIID.NotFound"),
    );
  });

  test("is refused while the image is protected, and during the cooldown", async () => {
    const { imageId: ImageId } = await aws.seed("protected");
    const deregister = () => aws.ec2().send(new DeregisterImageCommand({ ImageId }));
    const protect = (WithCooldown: boolean) =>
      aws.ec2().send(new EnableImageDeregistrationProtectionCommand({ ImageId, WithCooldown }));
    expect((await protect(false)).Return).toBe("enabled-without-cooldown");
    await expect(deregister()).rejects.toEqual(awsError("OperationNotPermitted"));
    await protect(true);
    await aws.ec2().send(new DisableImageDeregistrationProtectionCommand({ ImageId }));
    await expect(deregister()).rejects.toEqual(awsError("OperationNotPermitted"));
  });
});

describe("deprecation", () => {
  test("is rounded to the minute and can be taken back", async () => {
    const { imageId: ImageId } = await aws.seed("deprecated");
    const full = Math.ceil((Date.now() + 5 * MINUTE) / MINUTE) * MINUTE;
    const deprecate = (time: number) =>
      aws.ec2().send(new EnableImageDeprecationCommand({ ImageId, DeprecateAt: new Date(time) }));
    await deprecate(full + 29_000);
    expect((await describeImage(ImageId))?.DeprecationTime).toBe(new Date(full).toISOString());
    await deprecate(full + 31_000);
    expect((await describeImage(ImageId))?.DeprecationTime).toBe(new Date(full + MINUTE).toISOString());
    await aws.ec2().send(new DisableImageDeprecationCommand({ ImageId }));
    expect((await describeImage(ImageId))?.DeprecationTime).toBeUndefined();
  });

  test.each([
    ["in the past", -2 * MINUTE],
    ["over ten years ahead", 10 * YEAR + 3 * 24 * 60 * MINUTE],
  ])("%s is refused", async (name, offset) => {
    const { imageId: ImageId } = await aws.seed(`deprecated ${name}`);
    const DeprecateAt = new Date(Date.now() + offset);
    await expect(aws.ec2().send(new EnableImageDeprecationCommand({ ImageId, DeprecateAt }))).rejects.toEqual(
      awsError("InvalidParameterValue"),
    );
  });

  test("hides an image from others, but by ID and on request", async () => {
    const image = await aws.seed("past", { launchPermissions: [{ userId: OTHER_ACCOUNT }] });
    image.deprecationTime = new Date(Date.now() - MINUTE).toISOString();
    const count = async (account: string | undefined, IncludeDeprecated?: boolean) => {
      const command = new DescribeImagesCommand({
        Filters: [{ Name: "name", Values: ["past"] }],
        IncludeDeprecated,
      });
      return (await aws.ec2("us-east-1", account).send(command)).Images?.length;
    };
    expect(await count(OTHER_ACCOUNT)).toBe(0);
    expect(await count(OTHER_ACCOUNT, true)).toBe(1);
    expect(await count(undefined)).toBe(1);
    expect((await describeImage(image.imageId, OTHER_ACCOUNT))?.Name).toBe("past");
  });
});

test("disabling takes all launch permissions, for good", async () => {
  const { imageId: ImageId } = await aws.seed("disabled", { launchPermissions: [{ userId: OTHER_ACCOUNT }] });
  await aws.ec2().send(new DisableImageCommand({ ImageId }));
  expect((await describeImage(ImageId))?.State).toBe("disabled");
  const share = { ImageId, LaunchPermission: { Add: [{ UserId: OTHER_ACCOUNT }] } };
  await expect(aws.ec2().send(new ModifyImageAttributeCommand(share))).rejects.toEqual(
    awsError("InvalidAMIID.Unavailable"),
  );
  await aws.ec2().send(new EnableImageCommand({ ImageId }));
  expect((await describeImage(ImageId))?.State).toBe("available");
  expect(await describeImage(ImageId, OTHER_ACCOUNT)).toBeUndefined();
});

test("the description changes, up to 255 characters", async () => {
  const { imageId: ImageId } = await aws.seed("described");
  await aws.ec2().send(new ModifyImageAttributeCommand({ ImageId, Description: { Value: "x".repeat(255) } }));
  const read = new DescribeImageAttributeCommand({ ImageId, Attribute: "description" });
  expect((await aws.ec2().send(read)).Description?.Value).toHaveLength(255);
  const tooLong = new ModifyImageAttributeCommand({
    ImageId,
    Attribute: "description",
    Value: "x".repeat(256),
  });
  await expect(aws.ec2().send(tooLong)).rejects.toEqual(awsError("InvalidParameterValue"));
});

test("allowed images keep other images from being seen", async () => {
  const region = "eu-west-3";
  const { imageId } = await aws.seed("allowed", {
    region,
    account: OTHER_ACCOUNT,
    launchPermissions: [{ userId: aws.emulator.accountId }],
  });
  const ec2 = aws.ec2(region);
  const see = async () => (await ec2.send(new DescribeImagesCommand({ ImageIds: [imageId] }))).Images ?? [];
  await ec2.send(new EnableAllowedImagesSettingsCommand({ AllowedImagesSettingsState: "audit-mode" }));
  expect((await see())[0]?.ImageAllowed).toBe(false);
  await ec2.send(new EnableAllowedImagesSettingsCommand({ AllowedImagesSettingsState: "enabled" }));
  expect(await see()).toEqual([]);
  const criteria = [
    { ImageProviders: [OTHER_ACCOUNT], CreationDateCondition: { MaximumDaysSinceCreated: 30 } },
  ];
  await ec2.send(new ReplaceImageCriteriaInAllowedImagesSettingsCommand({ ImageCriteria: criteria }));
  expect((await see())[0]?.ImageAllowed).toBe(true);
  expect(await ec2.send(new GetAllowedImagesSettingsCommand({}))).toMatchObject({
    State: "enabled",
    ImageCriteria: criteria,
  });
  await ec2.send(new DisableAllowedImagesSettingsCommand({}));
});

test("a dry run changes nothing", async () => {
  const { imageId: ImageId } = await aws.seed("dry");
  await expect(aws.ec2().send(new DeregisterImageCommand({ ImageId, DryRun: true }))).rejects.toEqual(
    awsError("DryRunOperation"),
  );
  expect((await describeImage(ImageId))?.State).toBe("available");
});
