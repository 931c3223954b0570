import {
  CopyImageCommand,
  type CopyImageCommandInput,
  DeregisterImageCommand,
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
  EnableEbsEncryptionByDefaultCommand,
  type Image,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
} from "@aws-sdk/client-ec2";
import { DisableKeyCommand } from "@aws-sdk/client-kms";
import { awsError, OTHER_ACCOUNT, TestEmulator } from "./images-support";

const aws = new TestEmulator();
beforeAll(() => aws.start());
afterAll(() => aws.stop());

async function copy(
  input: Partial<CopyImageCommandInput> & Pick<CopyImageCommandInput, "SourceImageId">,
  region = "eu-west-1",
  account?: string,
): Promise<Image> {
  const ec2 = aws.ec2(region, account);
  const request = { Name: `copy-${Math.random()}`, SourceRegion: "us-east-1", ...input };
  const { ImageId } = await ec2.send(new CopyImageCommand(request));
  return describeImage(ImageId ?? "", region, account);
}

async function describeImage(imageId: string, region: string, account?: string): Promise<Image> {
  const { Images } = await aws.ec2(region, account).send(new DescribeImagesCommand({ ImageIds: [imageId] }));
  return Images?.[0] ?? {};
}

async function snapshotsOf(image: Image, region = "eu-west-1", account?: string) {
  const ids = (image.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
  const command = new DescribeSnapshotsCommand({ SnapshotIds: ids });
  return (await aws.ec2(region, account).send(command)).Snapshots ?? [];
}

describe("a plain copy", () => {
  test("has the volumes of its source, and no description, tags or launch permissions", async () => {
    const source = await aws.seed("plain", {
      description: "the source",
      volumes: [{ size: 20 }],
      tags: { team: "platform" },
      launchPermissions: [{ userId: OTHER_ACCOUNT }],
    });
    const image = await copy({ SourceImageId: source.imageId });
    expect(image).toMatchObject({
      State: "available",
      Tags: [],
      RootDeviceName: "/dev/xvda",
      OwnerId: "123456789012",
    });
    expect(image.Description ?? "").toBe("");
    expect(image.SourceImageId).toBe(source.imageId);
    const snapshots = await snapshotsOf(image);
    expect(snapshots.map(({ VolumeSize, Encrypted }) => [VolumeSize, Encrypted])).toEqual([
      [8, false],
      [20, false],
    ]);
    expect(await describeImage(image.ImageId ?? "", "eu-west-1", OTHER_ACCOUNT)).toEqual({});
  });

  test("takes tags from the call, and the source's on request", async () => {
    const source = await aws.seed("tagged", { tags: { team: "platform", stage: "beta" } });
    const image = await copy({
      SourceImageId: source.imageId,
      CopyImageTags: true,
      TagSpecifications: [
        { ResourceType: "image", Tags: [{ Key: "stage", Value: "stable" }] },
        { ResourceType: "snapshot", Tags: [{ Key: "of", Value: "copy" }] },
      ],
    });
    expect(Object.fromEntries((image.Tags ?? []).map(({ Key, Value }) => [Key, Value]))).toEqual({
      team: "platform",
      stage: "stable",
    });
    expect((await snapshotsOf(image))[0]?.Tags).toEqual([{ Key: "of", Value: "copy" }]);
  });

  test("is pending for the time that was asked for", async () => {
    const source = await aws.seed("slow");
    aws.emulator.images.copyDelay = 300;
    const image = await copy({ SourceImageId: source.imageId });
    aws.emulator.images.copyDelay = 0;
    expect(image.State).toBe("pending");
    const share = { ImageId: image.ImageId, LaunchPermission: { Add: [{ UserId: OTHER_ACCOUNT }] } };
    await expect(aws.ec2("eu-west-1").send(new ModifyImageAttributeCommand(share))).rejects.toEqual(
      awsError("InvalidAMIID.Unavailable"),
    );
    await new Promise((resolve) => setTimeout(resolve, 320));
    expect((await describeImage(image.ImageId ?? "", "eu-west-1")).State).toBe("available");
  });

  test("has a name of its own in the account and region", async () => {
    const source = await aws.seed("named");
    const first = await copy({ SourceImageId: source.imageId, Name: "one-name" });
    const again = copy({ SourceImageId: source.imageId, Name: "one-name" });
    await expect(again).rejects.toEqual(
      awsError("InvalidAMIName.Duplicate", new RegExp(first.ImageId ?? "-")),
    );
    await expect(copy({ SourceImageId: source.imageId, Name: "ab" })).rejects.toEqual(
      awsError("InvalidAMIName.Malformed"),
    );
    await aws.ec2("eu-west-1").send(new DeregisterImageCommand({ ImageId: first.ImageId }));
    await copy({ SourceImageId: source.imageId, Name: "one-name" });
    await copy({ SourceImageId: source.imageId, Name: "one-name" }, "eu-central-1");
  });

  test("is made once for one client token", async () => {
    const source = await aws.seed("token");
    const input = { SourceImageId: source.imageId, Name: "token-copy", ClientToken: "t1" };
    expect((await copy(input)).ImageId).toBe((await copy(input)).ImageId);
  });

  test.each([
    ["ami-0123456789abcdef0", "InvalidAMIID.NotFound"],
    ["ami-0123", "InvalidAMIID.Malformed"],
  ])("of %s is refused", async (id, code) => {
    await expect(copy({ SourceImageId: id })).rejects.toEqual(awsError(code));
  });
});

describe("encryption", () => {
  test("uses the key of the destination", async () => {
    const source = await aws.seed("to-encrypt", { volumes: [{}] });
    const kmsKeyId = await aws.key("eu-west-1");
    const image = await copy({ SourceImageId: source.imageId, Encrypted: true, KmsKeyId: kmsKeyId });
    expect(image.BlockDeviceMappings?.map(({ Ebs }) => Ebs?.Encrypted)).toEqual([true, true]);
    expect((await snapshotsOf(image)).map(({ KmsKeyId }) => KmsKeyId)).toEqual([kmsKeyId, kmsKeyId]);
  });

  test("without a key uses the default key", async () => {
    const source = await aws.seed("default-key");
    const image = await copy({ SourceImageId: source.imageId, Encrypted: true });
    expect((await snapshotsOf(image))[0]).toMatchObject({ Encrypted: true });
    const share = { ImageId: image.ImageId, LaunchPermission: { Add: [{ UserId: OTHER_ACCOUNT }] } };
    await expect(aws.ec2("eu-west-1").send(new ModifyImageAttributeCommand(share))).rejects.toEqual(
      awsError("InvalidParameter", /AWS Managed CMK/),
    );
  });

  test("can't be taken away", async () => {
    const source = await aws.seed("encrypted", { kmsKeyId: await aws.key("us-east-1") });
    await expect(copy({ SourceImageId: source.imageId, Encrypted: false })).rejects.toEqual(
      awsError("InvalidParameterValue"),
    );
    expect((await snapshotsOf(await copy({ SourceImageId: source.imageId })))[0]?.Encrypted).toBe(true);
  });

  test.each([
    ["of another region", () => aws.key("us-east-1")],
    [
      "that doesn't exist",
      async () => "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000",
    ],
    [
      "that is disabled",
      async () => {
        const arn = await aws.key("eu-west-1");
        await aws.kms("eu-west-1").send(new DisableKeyCommand({ KeyId: arn }));
        return arn;
      },
    ],
  ])("with a key %s is answered, and fails", async (name, key) => {
    const source = await aws.seed(`bad-key ${name}`.replaceAll("'", ""));
    const image = await copy({ SourceImageId: source.imageId, Encrypted: true, KmsKeyId: await key() });
    expect(image).toMatchObject({ State: "failed", BlockDeviceMappings: [] });
    expect(image.StateReason?.Message).toMatch(/KMS key/);
  });

  test("by default of the region reaches copies", async () => {
    const source = await aws.seed("by-default");
    await aws.ec2("eu-north-1").send(new EnableEbsEncryptionByDefaultCommand({}));
    const image = await copy({ SourceImageId: source.imageId }, "eu-north-1");
    expect((await snapshotsOf(image, "eu-north-1"))[0]?.Encrypted).toBe(true);
  });

  test("of an instance-store-backed image stays", async () => {
    const source = await aws.seed("bundle", { rootDeviceType: "instance-store" });
    await expect(copy({ SourceImageId: source.imageId, Encrypted: true })).rejects.toEqual(
      awsError("InvalidParameterCombination"),
    );
    expect((await copy({ SourceImageId: source.imageId })).RootDeviceType).toBe("instance-store");
  });
});

describe("another account's image", () => {
  test("needs the launch permission and every snapshot's permission", async () => {
    const source = await aws.seed("shared", { volumes: [{}] });
    await expect(copyAs(OTHER_ACCOUNT, source.imageId)).rejects.toEqual(awsError("AuthFailure"));
    const ec2 = aws.ec2();
    await ec2.send(
      new ModifyImageAttributeCommand({
        ImageId: source.imageId,
        LaunchPermission: { Add: [{ UserId: OTHER_ACCOUNT }] },
      }),
    );
    for (const { ebs } of source.blockDevices) {
      await expect(copyAs(OTHER_ACCOUNT, source.imageId)).rejects.toEqual(
        awsError("InvalidRequest", /You do not have permission to access the storage of this ami/),
      );
      await ec2.send(
        new ModifySnapshotAttributeCommand({
          SnapshotId: ebs?.snapshotId,
          CreateVolumePermission: { Add: [{ UserId: OTHER_ACCOUNT }] },
        }),
      );
    }
    const image = await copyAs(OTHER_ACCOUNT, source.imageId);
    expect(image).toMatchObject({ OwnerId: OTHER_ACCOUNT, State: "available" });
    expect(await snapshotsOf(image, "eu-west-1", OTHER_ACCOUNT)).toHaveLength(2);
  });
});

function copyAs(account: string, imageId: string | undefined): Promise<Image> {
  return copy({ SourceImageId: imageId }, "eu-west-1", account);
}
