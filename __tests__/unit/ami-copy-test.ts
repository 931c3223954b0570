import { TerraformOutput, TerraformStack, Token } from "cdktf";
import { AmiCopy, AmiCopyProps } from "../../modules";
import { Block } from "../support/template";
import { expectRefused, expectRefusedIn, inRegion, Refusal, synthesized, token } from "./refusal";
import { ACCOUNT_ID, AMI_ID, KEY_ARN, keyArn, OTHER_AMI_ID, OTHER_REGION, tags } from "./values";

const PROPS: AmiCopyProps = { name: "web-1", sourceAmiId: AMI_ID, sourceAmiRegion: OTHER_REGION };
const NOW = new Date("2026-11-25T10:30:45Z");

function copyOf(props: Partial<AmiCopyProps> = {}): Block {
  return synthesized((stack) => new AmiCopy(stack, "Copy", { ...PROPS, ...props })).only("aws_ami_copy");
}

function refuse(props: Partial<AmiCopyProps>, ...refusals: Omit<Refusal, "path">[]): void {
  expectRefused(
    (stack) => new AmiCopy(stack, "Copy", { ...PROPS, ...props }),
    ...refusals.map((refusal) => ({ path: "Stack/Copy", ...refusal })),
  );
}

function size(record: unknown): number {
  return Object.keys(record as object).length;
}

test("makes one aws_ami_copy and nothing else", () => {
  const template = synthesized((stack) => new AmiCopy(stack, "Copy", PROPS));
  expect(template.count()).toBe(1);
  expect(template.only("aws_ami_copy")).toEqual({
    name: expect.stringMatching(/^web-1-[0-9a-f]{8}$/),
    description: "web-1, copied from us-east-1",
    source_ami_id: AMI_ID,
    source_ami_region: OTHER_REGION,
    encrypted: false,
    tags: {
      Name: "web-1",
      "ami-catalog:source-ami": AMI_ID,
      "ami-catalog:source-region": OTHER_REGION,
    },
    timeouts: { create: "90m", update: "90m", delete: "90m" },
    lifecycle: { create_before_destroy: true },
  });
});

test("passes on all that is given", () => {
  expect(
    copyOf({
      description: "The web server",
      encrypted: true,
      kmsKeyId: KEY_ARN,
      version: "1.2",
      deprecationTime: "2028-11-24T00:00:00Z",
      destinationOutpostArn: "arn:aws:outposts:eu-west-1:111111111111:outpost/op-0a1b2c3d4e5f60718",
      tags: { Team: "web", Name: "The name" },
      timeouts: { create: "3h" },
    }),
  ).toMatchObject({
    description: "The web server",
    encrypted: true,
    kms_key_id: KEY_ARN,
    deprecation_time: "2028-11-24T00:00:00Z",
    destination_outpost_arn: expect.stringContaining("op-0a1b2c3d4e5f60718"),
    tags: {
      Team: "web",
      Name: "The name",
      "ami-catalog:source-ami": AMI_ID,
      "ami-catalog:source-region": OTHER_REGION,
      "ami-catalog:version": "1.2",
    },
    timeouts: { create: "3h", update: "90m", delete: "90m" },
  });
});

test.each(["ami-catalog:version", "ami-catalog:source-ami", "ami-catalog:other"])(
  "refuses the tag %s",
  (key) => {
    refuse(
      { tags: { [key]: "x" } },
      { code: "TAGS_INVALID", prop: "tags", value: { [key]: "x" }, wayOut: "another prefix" },
    );
  },
);

test("has another name wherever an argument differs whose change replaces the AMI", () => {
  const variants: Partial<AmiCopyProps>[] = [
    {},
    { name: "web-2" },
    { sourceAmiId: OTHER_AMI_ID },
    { sourceAmiRegion: "us-west-2" },
    { encrypted: true },
    { encrypted: true, kmsKeyId: KEY_ARN },
    { destinationOutpostArn: "arn:aws:outposts:eu-west-1:111111111111:outpost/op-0a1b2c3d4e5f60718" },
  ];
  expect(new Set(variants.map((props) => copyOf(props).name)).size).toBe(variants.length);
});

test("keeps its name where an argument differs that is changed in place", () => {
  const variants: Partial<AmiCopyProps>[] = [
    { description: "Another" },
    { deprecationTime: "2028-11-24T00:00:00Z" },
    { tags: { Team: "web" } },
    { timeouts: { create: "1h" } },
    { version: "1" },
  ];
  expect(new Set(variants.map((props) => copyOf(props).name))).toEqual(new Set([copyOf().name]));
});

test("ignores another source where it is frozen, and has the same name for it", () => {
  const frozen = copyOf({ freezeSource: true });
  expect(frozen.lifecycle).toEqual({
    create_before_destroy: true,
    ignore_changes: ["source_ami_id", 'tags["ami-catalog:source-ami"]'],
  });
  expect(copyOf({ freezeSource: true, sourceAmiId: OTHER_AMI_ID }).name).toBe(frozen.name);
  expect(copyOf({ freezeSource: true, encrypted: true }).name).not.toBe(frozen.name);
});

test("accepts tokens", () => {
  const template = synthesized((stack) => {
    const unknown = token(stack, "Unknown");
    new AmiCopy(stack, "Copy", {
      name: unknown,
      sourceAmiId: unknown,
      sourceAmiRegion: unknown,
      description: unknown,
      encrypted: true,
      kmsKeyId: unknown,
      version: unknown,
      deprecationTime: unknown,
      tags: { Team: unknown },
    });
  });
  expect(template.only("aws_ami_copy")).toMatchObject({
    source_ami_id: "${var.Unknown}",
    source_ami_region: "${var.Unknown}",
    kms_key_id: "${var.Unknown}",
    deprecation_time: "${var.Unknown}",
  });
});

test("gives the snapshot of a device, as a token", () => {
  const template = synthesized((stack) => {
    const copy = new AmiCopy(stack, "Copy", PROPS);
    const snapshotId = copy.snapshotId("/dev/xvda");
    expect(Token.isUnresolved(snapshotId)).toBe(true);
    new TerraformOutput(stack, "Snapshot", { value: snapshotId });
  });
  const expression =
    /^\$\{one\(\[for device in (aws_ami_copy\.Copy_\w+)\.ebs_block_device : device\.snapshot_id if device\.device_name == "\/dev\/xvda"\]\)\}$/;
  const [, address = ""] = expression.exec(`${template.stackJson.output?.Snapshot?.value}`) ?? [];
  expect(template.resources("aws_ami_copy")).toHaveProperty([address]);
});

describe("refuses", () => {
  test.each(["ami-0a1b2c3d4e5f6071", "ami-0A1B2C3D4E5F60718"])("the source AMI ID %s", (sourceAmiId) => {
    refuse(
      { sourceAmiId },
      { code: "AMI_ID_INVALID", prop: "sourceAmiId", value: sourceAmiId, wayOut: "aws ec2 describe-images" },
    );
  });

  test("a placeholder", () => {
    refuse(
      { sourceAmiId: "ami-12345678" },
      {
        code: "AMI_ID_PLACEHOLDER",
        prop: "sourceAmiId",
        value: "ami-12345678",
        wayOut: "write the ID of a real AMI",
      },
    );
  });

  test.each([2, 129])("a name of %i characters", (length) => {
    const name = "x".repeat(length);
    refuse({ name }, { code: "AMI_NAME_INVALID", prop: "name", value: name, wayOut: `(this has ${length})` });
  });

  test("a description of 256 characters, and not of 255", () => {
    const description = "x".repeat(255);
    expect(copyOf({ description }).description).toBe(description);
    refuse(
      { description: `${description}x` },
      { code: "DESCRIPTION_INVALID", prop: "description", value: `${description}x`, wayOut: "shorten it" },
    );
  });

  test("a zone as the source region", () => {
    refuse(
      { sourceAmiRegion: "us-east-1a" },
      {
        code: "REGION_INVALID",
        prop: "sourceAmiRegion",
        value: "us-east-1a",
        wayOut: 'write its region, "us-east-1"',
      },
    );
  });

  test("a source of another partition", () => {
    refuse(
      { sourceAmiRegion: "cn-north-1" },
      {
        code: "PARTITION_MIXED",
        prop: "sourceAmiRegion",
        value: "cn-north-1",
        wayOut: "aws ec2 create-store-image-task",
      },
    );
  });

  test.each([undefined, false])("an encrypted source with `encrypted: %p`", (encrypted) => {
    refuse(
      { sourceEncrypted: true, encrypted },
      { code: "ENCRYPTION_REQUIRED", prop: "encrypted", value: false, wayOut: "write `encrypted: true`" },
    );
  });

  test("a key of another region", () => {
    const kmsKeyId = keyArn("us-east-1");
    refuse(
      { encrypted: true, kmsKeyId },
      { code: "KMS_KEY_REGION", prop: "kmsKeyId", value: kmsKeyId, wayOut: "use a key of eu-west-1" },
    );
  });

  test("a key of another partition", () => {
    const kmsKeyId = keyArn("cn-north-1", "aws-cn");
    refuse(
      { encrypted: true, kmsKeyId },
      { code: "PARTITION_MIXED", prop: "kmsKeyId", value: kmsKeyId, wayOut: "use one of partition aws" },
    );
  });

  test.each([undefined, false])("a key with `encrypted: %p`", (encrypted) => {
    refuse(
      { encrypted, kmsKeyId: KEY_ARN },
      {
        code: "KMS_KEY_WITHOUT_ENCRYPTION",
        prop: "kmsKeyId",
        value: KEY_ARN,
        wayOut: "write `encrypted: true`",
      },
    );
  });

  test.each([
    ["without a version", {}, 47],
    ["with a version", { version: "1" }, 46],
  ] as const)("one tag too many %s, those that it adds counted", (_, props, most) => {
    expect(size(copyOf({ ...props, tags: tags(most) }).tags)).toBe(50);
    refuse(
      { ...props, tags: tags(most + 1) },
      { code: "TAGS_INVALID", prop: "tags", value: tags(most + 1), wayOut: `give at most ${most}` },
    );
  });

  test("tags that stand twice counted once: `Name` given takes the place of the one that is added", () => {
    const given = { Name: "The name", ...tags(47) };
    expect(size(copyOf({ tags: given }).tags)).toBe(50);
    refuse(
      { tags: { ...given, more: "x" } },
      { code: "TAGS_INVALID", prop: "tags", value: { ...given, more: "x" }, wayOut: "give at most 48" },
    );
  });

  test.each(["aws:team", "AWS:team"])("the tag key %s", (key) => {
    refuse(
      { tags: { [key]: "x" } },
      { code: "TAGS_INVALID", prop: "tags", value: { [key]: "x" }, wayOut: "choose another prefix" },
    );
  });

  test("all that is wrong, in one error", () => {
    refuse(
      { name: "x", sourceAmiId: ACCOUNT_ID, sourceAmiRegion: "here", kmsKeyId: "key", tags: { "aws:x": "" } },
      { code: "AMI_NAME_INVALID", prop: "name", value: "x", wayOut: "choose a name" },
      { code: "AMI_ID_INVALID", prop: "sourceAmiId", value: ACCOUNT_ID, wayOut: "copy the ID again" },
      { code: "REGION_INVALID", prop: "sourceAmiRegion", value: "here", wayOut: "describe-regions" },
      { code: "KMS_KEY_INVALID", prop: "kmsKeyId", value: "key", wayOut: "write it in full" },
      { code: "KMS_KEY_WITHOUT_ENCRYPTION", prop: "kmsKeyId", value: "key", wayOut: "`encrypted: true`" },
      { code: "TAGS_INVALID", prop: "tags", value: { "aws:x": "" }, wayOut: "choose another prefix" },
    );
  });
});

test("takes a key of any region where that of the provider is not known", () => {
  const build = (stack: TerraformStack) =>
    new AmiCopy(stack, "Copy", { ...PROPS, encrypted: true, kmsKeyId: keyArn("ap-southeast-2") });
  expect(inRegion("ap-southeast-2", build).count("aws_ami_copy")).toBe(1);
  expectRefusedIn("us-west-2", build, {
    code: "KMS_KEY_REGION",
    path: "Stack/Copy",
    prop: "kmsKeyId",
    value: keyArn("ap-southeast-2"),
    wayOut: "use a key of us-west-2",
  });
});

describe("the time of deprecation", () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  test("may be ten years ahead, and not one minute more", () => {
    expect(copyOf({ deprecationTime: "2036-11-25T10:30:00Z" }).deprecation_time).toBe("2036-11-25T10:30:00Z");
    refuse(
      { deprecationTime: "2036-11-25T10:31:00Z" },
      {
        code: "DEPRECATION_TIME_INVALID",
        prop: "deprecationTime",
        value: "2036-11-25T10:31:00Z",
        wayOut: "at most 10 years from now",
      },
    );
  });

  test("has no seconds", () => {
    refuse(
      { deprecationTime: "2028-11-24T00:00:30Z" },
      {
        code: "DEPRECATION_TIME_INVALID",
        prop: "deprecationTime",
        value: "2028-11-24T00:00:30Z",
        wayOut: 'write it like "2028-11-24T00:00:00Z"',
      },
    );
  });

  test("may have passed, with a warning", () => {
    const build = (deprecationTime: string) =>
      synthesized((stack) => new AmiCopy(stack, "Copy", { ...PROPS, deprecationTime }));
    const passed = build("2026-11-25T10:30:00Z");
    expect(passed.only("aws_ami_copy").deprecation_time).toBe("2026-11-25T10:30:00Z");
    expect(passed.annotations).toMatchObject([
      { constructPath: "Stack/Copy", message: expect.stringContaining("2026-11-25T10:30:00Z has passed") },
    ]);
    expect(build("2026-11-25T10:31:00Z").annotations).toEqual([]);
  });
});
