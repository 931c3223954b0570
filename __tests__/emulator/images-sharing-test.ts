import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  type DescribeImagesCommandInput,
  DescribeTagsCommand,
  DisableImageBlockPublicAccessCommand,
  EnableImageBlockPublicAccessCommand,
  GetImageBlockPublicAccessStateCommand,
  type LaunchPermission,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
  ResetImageAttributeCommand,
} from "@aws-sdk/client-ec2";
import {
  awsError,
  ORGANIZATION_ARN,
  OTHER_ACCOUNT,
  STRANGER,
  TestEmulator,
  UNIT_ARN,
} from "./images-support";

const aws = new TestEmulator();
beforeAll(() => aws.start());
afterAll(() => aws.stop());

function share(imageId: string, permission: LaunchPermission, account?: string) {
  const command = new ModifyImageAttributeCommand({
    ImageId: imageId,
    LaunchPermission: { Add: [permission] },
  });
  return aws.ec2("us-east-1", account).send(command);
}

async function names(input: DescribeImagesCommandInput, account?: string): Promise<(string | undefined)[]> {
  const { Images = [] } = await aws.ec2("us-east-1", account).send(new DescribeImagesCommand(input));
  return Images.map(({ Name }) => Name);
}

async function permissions(imageId: string): Promise<LaunchPermission[]> {
  const command = new DescribeImageAttributeCommand({ ImageId: imageId, Attribute: "launchPermission" });
  return (await aws.ec2().send(command)).LaunchPermissions ?? [];
}

describe("launch permissions", () => {
  test("let an account see the image, and no other", async () => {
    const { imageId } = await aws.seed("for-account");
    const filter = { Filters: [{ Name: "name", Values: ["for-acc*"] }] };
    expect(await names(filter, OTHER_ACCOUNT)).toEqual([]);
    await share(imageId, { UserId: OTHER_ACCOUNT });
    expect(await names(filter, OTHER_ACCOUNT)).toEqual(["for-account"]);
    expect(await names({ Owners: [aws.emulator.accountId] }, OTHER_ACCOUNT)).toEqual(["for-account"]);
    expect(await names({ ExecutableUsers: ["self"] }, OTHER_ACCOUNT)).toEqual(["for-account"]);
    expect(await names({ Owners: ["self"] }, OTHER_ACCOUNT)).toEqual([]);
    expect(await names({ ImageIds: [imageId] }, STRANGER)).toEqual([]);
    expect(await names({ ExecutableUsers: [OTHER_ACCOUNT] })).toEqual(["for-account"]);
  });

  test.each([
    ["organisation", { OrganizationArn: ORGANIZATION_ARN }],
    ["organizational unit", { OrganizationalUnitArn: UNIT_ARN }],
  ])("of an %s cover its accounts, even when an account is taken out by name", async (name, permission) => {
    const { imageId } = await aws.seed(`for ${name}`);
    const member = "444444444444";
    aws.emulator.organizations.join(member, {
      organizationArn: ORGANIZATION_ARN,
      organizationalUnitArns: [UNIT_ARN],
    });
    await share(imageId, permission);
    await aws.ec2().send(
      new ModifyImageAttributeCommand({
        ImageId: imageId,
        Attribute: "launchPermission",
        OperationType: "remove",
        UserIds: [member],
      }),
    );
    expect(await names({ ImageIds: [imageId] }, member)).toEqual([`for ${name}`]);
    expect(await names({ ImageIds: [imageId] }, STRANGER)).toEqual([]);
    expect(await permissions(imageId)).toEqual([permission]);
    aws.emulator.organizations.leave(member);
    expect(await names({ ImageIds: [imageId] }, member)).toEqual([]);
  });

  test("are taken in the older spelling too, kept once, and reset", async () => {
    const { imageId } = await aws.seed("old-spelling");
    const input = { ImageId: imageId, Attribute: "launchPermission", OperationType: "add" as const };
    const users = new ModifyImageAttributeCommand({ ...input, UserIds: [OTHER_ACCOUNT, STRANGER] });
    await aws.ec2().send(users);
    await aws.ec2().send(users);
    await aws.ec2().send(new ModifyImageAttributeCommand({ ...input, OrganizationArns: [ORGANIZATION_ARN] }));
    expect(await permissions(imageId)).toEqual([
      { UserId: OTHER_ACCOUNT },
      { UserId: STRANGER },
      { OrganizationArn: ORGANIZATION_ARN },
    ]);
    await aws.ec2().send(
      new ModifyImageAttributeCommand({
        ImageId: imageId,
        LaunchPermission: { Remove: [{ UserId: STRANGER }] },
      }),
    );
    expect(await permissions(imageId)).toHaveLength(2);
    await aws.ec2().send(new ResetImageAttributeCommand({ ImageId: imageId, Attribute: "launchPermission" }));
    expect(await permissions(imageId)).toEqual([]);
  });

  test.each([
    { UserId: "12345" },
    { OrganizationArn: "o-a1b2c3d4e5" },
    { OrganizationalUnitArn: ORGANIZATION_ARN },
  ])("with %j are refused", async (permission) => {
    const { imageId } = await aws.seed(`malformed ${Object.keys(permission)[0]}`);
    await expect(share(imageId, permission)).rejects.toEqual(awsError("InvalidAMIAttributeItemValue"));
  });

  test("are the owner's to give", async () => {
    const { imageId } = await aws.seed("owned", { launchPermissions: [{ userId: OTHER_ACCOUNT }] });
    await expect(share(imageId, { UserId: STRANGER }, OTHER_ACCOUNT)).rejects.toEqual(
      awsError("AuthFailure"),
    );
  });
});

describe("public sharing", () => {
  test("is blocked in a new account, and possible when unblocked", async () => {
    const { imageId } = await aws.seed("public");
    const state = async () =>
      (await aws.ec2().send(new GetImageBlockPublicAccessStateCommand({}))).ImageBlockPublicAccessState;
    expect(await state()).toBe("block-new-sharing");
    await expect(share(imageId, { Group: "all" })).rejects.toEqual(
      awsError("OperationNotPermitted", /block public access/),
    );
    await aws.ec2().send(new DisableImageBlockPublicAccessCommand({}));
    expect(await state()).toBe("unblocked");
    await share(imageId, { Group: "all" });
    expect(await names({ ImageIds: [imageId] }, STRANGER)).toEqual(["public"]);
    expect(await names({ ExecutableUsers: ["all"], Owners: [aws.emulator.accountId] })).toEqual(["public"]);
    await aws
      .ec2()
      .send(new EnableImageBlockPublicAccessCommand({ ImageBlockPublicAccessState: "block-new-sharing" }));
    expect(await names({ ImageIds: [imageId] }, STRANGER)).toEqual(["public"]);
  });

  test("is refused for an encrypted image", async () => {
    const { imageId } = await aws.seed("encrypted-public", { kmsKeyId: await aws.key("us-east-1") });
    await aws.ec2().send(new DisableImageBlockPublicAccessCommand({}));
    await expect(share(imageId, { Group: "all" })).rejects.toEqual(awsError("InvalidParameter", /encrypted/));
    await share(imageId, { UserId: OTHER_ACCOUNT });
  });
});

describe("snapshots", () => {
  test("under the default key are not shared", async () => {
    const image = await aws.seed("default-key", { encrypted: true });
    const SnapshotId = image.blockDevices[0]?.ebs?.snapshotId;
    const input = { SnapshotId, OperationType: "add" as const, UserIds: [OTHER_ACCOUNT] };
    await expect(aws.ec2().send(new ModifySnapshotAttributeCommand(input))).rejects.toEqual(
      awsError("OperationNotPermitted", /EBS default key/),
    );
    await expect(share(image.imageId, { UserId: OTHER_ACCOUNT })).rejects.toEqual(
      awsError("InvalidParameter"),
    );
  });

  test("under a key of the account are shared with accounts, not with all", async () => {
    const image = await aws.seed("own-key", { kmsKeyId: await aws.key("us-east-1") });
    const SnapshotId = image.blockDevices[0]?.ebs?.snapshotId;
    const add = (permission: { UserId?: string; Group?: "all" }) =>
      aws
        .ec2()
        .send(
          new ModifySnapshotAttributeCommand({ SnapshotId, CreateVolumePermission: { Add: [permission] } }),
        );
    await add({ UserId: OTHER_ACCOUNT });
    await expect(add({ Group: "all" })).rejects.toEqual(awsError("OperationNotPermitted"));
  });
});

describe("tags", () => {
  test("are the owner's, but for shared tags and those that an account makes itself", async () => {
    const { imageId } = await aws.seed("tagged", {
      tags: { team: "platform", "ec2:SharedTag/os": "al2023" },
      launchPermissions: [{ userId: OTHER_ACCOUNT }],
    });
    const own = { Resources: [imageId], Tags: [{ Key: "mine", Value: "yes" }] };
    await aws.ec2("us-east-1", OTHER_ACCOUNT).send(new CreateTagsCommand(own));
    const tags = async (account?: string) => {
      const command = new DescribeTagsCommand({ Filters: [{ Name: "resource-id", Values: [imageId] }] });
      const { Tags = [] } = await aws.ec2("us-east-1", account).send(command);
      return Tags.map(({ Key, Value }) => `${Key}=${Value}`).sort();
    };
    expect(await tags(OTHER_ACCOUNT)).toEqual(["ec2:SharedTag/os=al2023", "mine=yes"]);
    expect(await tags()).toEqual(["ec2:SharedTag/os=al2023", "team=platform"]);
    await aws.ec2().send(new DeleteTagsCommand({ Resources: [imageId], Tags: [{ Key: "team" }] }));
    expect(await tags()).toEqual(["ec2:SharedTag/os=al2023"]);
  });

  test.each([
    ["with the prefix aws:", [{ Key: "aws:x", Value: "1" }], "InvalidParameterValue"],
    [
      "over 50",
      Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: "" })),
      "TagLimitExceeded",
    ],
  ])("%s are refused", async (name, Tags, code) => {
    const { imageId } = await aws.seed(`tags ${name.replaceAll(":", "")}`);
    await expect(aws.ec2().send(new CreateTagsCommand({ Resources: [imageId], Tags }))).rejects.toEqual(
      awsError(code),
    );
  });
});
