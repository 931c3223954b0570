import {
  CreateImageCommand,
  CreateLaunchTemplateCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  DisableImageCommand,
  type Image,
  type Instance,
  RegisterImageCommand,
  type RegisterImageCommandInput,
  RunInstancesCommand,
  type RunInstancesCommandInput,
} from "@aws-sdk/client-ec2";
import { awsError, ORGANIZATION_ARN, OTHER_ACCOUNT, STRANGER, TestEmulator } from "./images-support";

const aws = new TestEmulator();
beforeAll(() => aws.start());
afterAll(() => aws.stop());

async function launch(input: Partial<RunInstancesCommandInput>, account?: string): Promise<Instance> {
  const ec2 = aws.ec2("us-east-1", account);
  const { Instances } = await ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1, ...input }));
  const InstanceIds = [Instances?.[0]?.InstanceId ?? ""];
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  return Reservations?.[0]?.Instances?.[0] ?? {};
}

async function volumesOf(instance: Instance, account?: string) {
  const ids = (instance.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.VolumeId ?? []);
  const command = new DescribeVolumesCommand({ VolumeIds: ids });
  return (await aws.ec2("us-east-1", account).send(command)).Volumes ?? [];
}

async function describeImage(imageId: string | undefined): Promise<Image | undefined> {
  const command = new DescribeImagesCommand({ ImageIds: [imageId ?? ""] });
  return (await aws.ec2().send(command)).Images?.[0];
}

describe("a launch", () => {
  test("is for the owner and for those the image is shared with, and no other", async () => {
    const { imageId: ImageId } = await aws.seed("app", {
      launchPermissions: [{ userId: OTHER_ACCOUNT }],
      rootVolumeSize: 12,
      volumes: [{ size: 20 }],
    });
    for (const account of [undefined, OTHER_ACCOUNT]) {
      const instance = await launch({ ImageId }, account);
      expect(instance.ImageId).toBe(ImageId);
      expect(instance.BlockDeviceMappings?.map(({ DeviceName }) => DeviceName)).toContain(
        instance.RootDeviceName,
      );
      expect((await volumesOf(instance, account)).map(({ Size }) => Size).sort()).toEqual([12, 20]);
    }
    await expect(launch({ ImageId }, STRANGER)).rejects.toEqual(
      awsError("AuthFailure", /Not authorized for images/),
    );
  });

  test("takes the image and the volumes of a launch template, and those of the call before them", async () => {
    const { imageId: ImageId } = await aws.seed("for-template", {
      rootVolumeSize: 12,
      volumes: [{ size: 20 }],
    });
    await aws.ec2().send(
      new CreateLaunchTemplateCommand({
        LaunchTemplateName: "app",
        LaunchTemplateData: {
          ImageId,
          BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs: { VolumeSize: 30 } }],
        },
      }),
    );
    const instance = await launch({
      LaunchTemplate: { LaunchTemplateName: "app" },
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 40 } }],
    });
    expect(instance.ImageId).toBe(ImageId);
    expect((await volumesOf(instance)).map(({ Size }) => Size).sort()).toEqual([30, 40]);
  });

  test("is refused for an image that is gone, disabled or still pending", async () => {
    const image = await aws.seed("unavailable");
    const { imageId: ImageId } = image;
    await aws.ec2().send(new DisableImageCommand({ ImageId }));
    await expect(launch({ ImageId })).rejects.toEqual(awsError("InvalidAMIID.Unavailable"));
    image.state = "pending";
    await expect(launch({ ImageId })).rejects.toEqual(awsError("InvalidAMIID.Unavailable"));
    image.state = "deregistered";
    await expect(launch({ ImageId })).rejects.toEqual(awsError("InvalidAMIID.NotFound"));
  });

  test("of AWS's own images works", async () => {
    const command = new DescribeImagesCommand({
      Owners: ["amazon"],
      Filters: [{ Name: "name", Values: ["al2023-ami-2023*"] }],
    });
    const ImageId = (await aws.ec2().send(command)).Images?.[0]?.ImageId;
    expect((await launch({ ImageId }, STRANGER)).ImageId).toBe(ImageId);
  });
});

describe("a launch of an encrypted image needs the key", () => {
  const owner = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::123456789012:root" },
    Action: "kms:*",
    Resource: "*",
  };
  const use = {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:CreateGrant"],
    Resource: "*",
  };
  const policy = (...statements: object[]) => ({ Version: "2012-10-17", Statement: [owner, ...statements] });

  async function launchUnder(name: string, keyPolicy: object): Promise<Instance> {
    const kmsKeyId = await aws.key("us-east-1", keyPolicy);
    const { imageId } = await aws.seed(name, { kmsKeyId, launchPermissions: [{ userId: OTHER_ACCOUNT }] });
    expect(await launch({ ImageId: imageId })).toMatchObject({ ImageId: imageId });
    return launch({ ImageId: imageId }, OTHER_ACCOUNT);
  }

  test("which the policy of the owner alone does not give", async () => {
    await expect(launchUnder("owner-only", policy())).rejects.toEqual(awsError("Client.InternalError"));
  });

  test("by account", async () => {
    const statement = { ...use, Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` } };
    const instance = await launchUnder("by-account", policy(statement));
    expect((await volumesOf(instance, OTHER_ACCOUNT))[0]?.Encrypted).toBe(true);
  });

  test("by organisation, for its members", async () => {
    const condition = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
    const keyPolicy = policy({ ...use, Principal: "*", Condition: condition });
    await expect(launchUnder("by-org-outside", keyPolicy)).rejects.toEqual(awsError("Client.InternalError"));
    aws.emulator.organizations.join(OTHER_ACCOUNT, { organizationArn: ORGANIZATION_ARN });
    await launchUnder("by-org-inside", keyPolicy);
  });

  test("by path of an organizational unit", async () => {
    const unit = "arn:aws:organizations::111111111111:ou/o-a1b2c3d4e5/ou-ab12-cdef3456";
    aws.emulator.organizations.join(OTHER_ACCOUNT, {
      organizationArn: ORGANIZATION_ARN,
      organizationalUnitArns: [unit],
      rootId: "r-ab12",
    });
    const keyPolicy = (path: string) =>
      policy({
        ...use,
        Principal: { AWS: "*" },
        Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": [path] } },
      });
    await launchUnder("by-path", keyPolicy("o-a1b2c3d4e5/r-ab12/ou-ab12-cdef3456/*"));
    const other = keyPolicy("o-a1b2c3d4e5/r-ab12/ou-ab12-99999999/*");
    await expect(launchUnder("by-other-path", other)).rejects.toEqual(awsError("Client.InternalError"));
  });
});

describe("an image of an instance", () => {
  test("has a snapshot of each volume, with its key, and the root device of the instance's image", async () => {
    const kmsKeyId = await aws.key("us-east-1");
    const { imageId } = await aws.seed("golden", {
      kmsKeyId,
      volumes: [{ size: 20 }],
      architecture: "arm64",
    });
    const { InstanceId } = await launch({ ImageId: imageId });
    const { ImageId } = await aws.ec2().send(new CreateImageCommand({ InstanceId, Name: "of instance" }));
    const image = await describeImage(ImageId);
    expect(image).toMatchObject({ State: "available", Architecture: "arm64", RootDeviceName: "/dev/xvda" });
    expect(image?.BlockDeviceMappings?.map(({ DeviceName, Ebs }) => [DeviceName, Ebs?.VolumeSize])).toEqual([
      ["/dev/xvda", 8],
      ["/dev/sdf", 20],
    ]);
    const SnapshotIds = image?.BlockDeviceMappings?.flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
    const { Snapshots = [] } = await aws.ec2().send(new DescribeSnapshotsCommand({ SnapshotIds }));
    expect(Snapshots.map(({ KmsKeyId }) => KmsKeyId)).toEqual([kmsKeyId, kmsKeyId]);
  });
});

describe("a registered image", () => {
  async function register(input: Partial<RegisterImageCommandInput>): Promise<Image | undefined> {
    const request = { Name: `registered-${Math.random()}`, ...input };
    return describeImage((await aws.ec2().send(new RegisterImageCommand(request))).ImageId);
  }

  test("is EBS-backed from a snapshot, and encrypted as the snapshot is", async () => {
    const kmsKeyId = await aws.key("us-east-1");
    const volume = { Size: 9, AvailabilityZone: "us-east-1a", Encrypted: true, KmsKeyId: kmsKeyId };
    const { VolumeId } = await aws.ec2().send(new CreateVolumeCommand(volume));
    const { SnapshotId } = await aws.ec2().send(new CreateSnapshotCommand({ VolumeId, Description: "root" }));
    const image = await register({
      RootDeviceName: "/dev/xvda",
      VirtualizationType: "hvm",
      Architecture: "arm64",
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId } }],
    });
    expect(image).toMatchObject({ RootDeviceType: "ebs", VirtualizationType: "hvm", Architecture: "arm64" });
    expect(image?.BlockDeviceMappings?.[0]?.Ebs).toMatchObject({
      SnapshotId,
      VolumeSize: 9,
      Encrypted: true,
    });
    expect(aws.emulator.images.get("us-east-1", image?.ImageId ?? "")?.blockDevices[0]?.ebs?.kmsKeyId).toBe(
      kmsKeyId,
    );
  });

  test("is instance-store-backed from a manifest", async () => {
    const image = await register({ ImageLocation: "bucket/image.manifest.xml", VirtualizationType: "hvm" });
    expect(image).toMatchObject({
      RootDeviceType: "instance-store",
      ImageLocation: "bucket/image.manifest.xml",
    });
  });

  test.each([
    ["a snapshot that is not there", "snap-0123456789abcdef0", "InvalidSnapshot.NotFound"],
    ["no snapshot for the root device", undefined, "InvalidBlockDeviceMapping"],
  ])("with %s is refused", async (_, SnapshotId, code) => {
    const BlockDeviceMappings = [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId, VolumeSize: 8 } }];
    await expect(register({ RootDeviceName: "/dev/xvda", BlockDeviceMappings })).rejects.toEqual(
      awsError(code),
    );
  });
});
