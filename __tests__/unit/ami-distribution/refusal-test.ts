import { TerraformStack } from "cdktf";
import { AmiDistribution, AmiDistributionProps, AmiSource, FromIdProps } from "../../../modules";
import { expectRefused, Refusal, synthesized, token } from "../refusal";
import {
  ACCOUNT_ID,
  accountIds,
  AMI_ID,
  KEY_ARN,
  keyArn,
  ORGANIZATION_ARN,
  OTHER_REGION,
  REGION,
} from "../values";

type Props = Omit<AmiDistributionProps, "source">;

const PROPS: Props = { imageName: "web", version: "1.2", parameterPrefix: "/golden/web" };
const ABROAD: FromIdProps = { amiId: AMI_ID, region: OTHER_REGION };
const AT_HOME: FromIdProps = { amiId: AMI_ID, region: REGION };

function refuse(source: FromIdProps, props: Partial<Props>, ...refusals: Refusal[]): void {
  refuseFrom((stack) => AmiSource.fromId(stack, "Source", source), props, ...refusals);
}

function refuseFrom(
  source: (stack: TerraformStack) => AmiSource,
  props: Partial<Props>,
  ...refusals: Refusal[]
): void {
  expectRefused(
    (stack) => new AmiDistribution(stack, "Web", { ...PROPS, ...props, source: source(stack) }),
    ...refusals,
  );
}

function fromS3Manifest(stack: TerraformStack): AmiSource {
  return AmiSource.fromS3Manifest(stack, "Source", {
    name: "web",
    imageLocation: "my-images/image.manifest.xml",
  });
}

test.each(["1/2", "", "x".repeat(65)])("refuses the version %j", (version) => {
  refuse(
    ABROAD,
    { version },
    {
      code: "VERSION_INVALID",
      path: "Stack/Web",
      prop: "version",
      value: version,
      wayOut: 'write it like "2026.11.24"',
    },
  );
});

test("refuses an image name that makes the AMI's name too long, and shows that name", () => {
  const imageName = "x".repeat(125);
  refuse(
    ABROAD,
    { imageName },
    {
      code: "AMI_NAME_INVALID",
      path: "Stack/Web",
      prop: "imageName",
      value: `${imageName}-1.2`,
      wayOut: "(this has 129)",
    },
  );
});

test("refuses a prefix that makes no parameter name", () => {
  refuse(
    AT_HOME,
    { parameterPrefix: "/aws/web" },
    {
      code: "PARAMETER_NAME_INVALID",
      path: "Stack/Web/Parameter",
      prop: "parameterName",
      value: "/aws/web/versions/1.2",
      wayOut: "begin with a word of your own",
    },
  );
});

test("refuses an encrypted source of another region without `encrypted`", () => {
  refuse(
    { ...ABROAD, encrypted: true },
    {},
    {
      code: "ENCRYPTION_REQUIRED",
      path: "Stack/Web/Copy",
      prop: "encrypted",
      value: false,
      wayOut: "write `encrypted: true`",
    },
  );
});

test("refuses to share a copy under the default key", () => {
  refuse(
    ABROAD,
    { encrypted: true, accountIds: [ACCOUNT_ID] },
    {
      code: "KMS_KEY_DEFAULT_SHARED",
      path: "Stack/Web/Permissions",
      prop: "kmsKeyId",
      value: undefined,
      wayOut: "encrypt with a customer managed key",
    },
  );
});

test("refuses to share a source whose key is not said", () => {
  refuse(
    { ...AT_HOME, encrypted: true },
    { accountIds: [ACCOUNT_ID] },
    {
      code: "KMS_KEY_DEFAULT_SHARED",
      path: "Stack/Web/Permissions",
      prop: "kmsKeyId",
      value: undefined,
      wayOut: "give its ARN",
    },
  );
});

test.each<[string, FromIdProps, Partial<Props>]>([
  ["copy", ABROAD, { encrypted: true, kmsKeyId: KEY_ARN }],
  ["source", { ...AT_HOME, encrypted: true, kmsKeyId: KEY_ARN }, {}],
])("refuses to make an encrypted %s public", (_, source, props) => {
  refuse(
    source,
    { ...props, isPublic: true },
    {
      code: "ENCRYPTED_PUBLIC",
      path: "Stack/Web/Permissions",
      prop: "isPublic",
      value: true,
      wayOut: "publish an unencrypted copy",
    },
  );
});

test("refuses a key of another region", () => {
  const kmsKeyId = keyArn(OTHER_REGION);
  refuse(
    ABROAD,
    { encrypted: true, kmsKeyId },
    {
      code: "KMS_KEY_REGION",
      path: "Stack/Web/Copy",
      prop: "kmsKeyId",
      value: kmsKeyId,
      wayOut: "use a key of eu-west-1",
    },
  );
});

test("refuses a source of another partition", () => {
  refuse(
    { ...ABROAD, region: "us-gov-west-1" },
    {},
    {
      code: "PARTITION_MIXED",
      path: "Stack/Web/Copy",
      prop: "sourceAmiRegion",
      value: "us-gov-west-1",
      wayOut: "aws ec2 create-store-image-task",
    },
  );
});

test("refuses 1,001 principals", () => {
  refuse(
    ABROAD,
    { accountIds: accountIds(1001) },
    {
      code: "PRINCIPALS_TOO_MANY",
      path: "Stack/Web/Permissions",
      prop: "accountIds",
      value: 1001,
      wayOut: "share with the organisation",
    },
  );
});

test("refuses to let accounts copy where the volumes are not known", () => {
  refuse(
    ABROAD,
    { accountIds: [ACCOUNT_ID], snapshotAccess: "copy" },
    {
      code: "DEVICE_NAMES_MISSING",
      path: "Stack/Web",
      prop: "source",
      value: "Stack/Source",
      wayOut: 'ebsDeviceNames: ["/dev/xvda", "/dev/sdb"]',
    },
  );
});

test("refuses to let an organisation copy", () => {
  refuse(
    { ...ABROAD, ebsDeviceNames: ["/dev/xvda"] },
    { organizationArns: [ORGANIZATION_ARN], snapshotAccess: "copy" },
    {
      code: "SNAPSHOT_PRINCIPAL",
      path: "Stack/Web/Permissions",
      prop: "snapshotAccess",
      value: "copy",
      wayOut: "name the accounts that copy in `accountIds`",
    },
  );
});

test("refuses to share snapshots of an image that has none", () => {
  refuseFrom(
    fromS3Manifest,
    { accountIds: [ACCOUNT_ID], snapshotAccess: "copy" },
    {
      code: "DEVICE_NAMES_MISSING",
      path: "Stack/Web",
      prop: "source",
      value: "Stack/Source",
      wayOut: 'leave `snapshotAccess` at "launch"',
    },
  );
});

test.each<Partial<Props>>([
  { encrypted: true },
  { encrypted: true, kmsKeyId: KEY_ARN },
  { kmsKeyId: KEY_ARN },
])("refuses to encrypt an instance-store-backed image: %j", (props) => {
  refuseFrom(fromS3Manifest, props, {
    code: "COPY_CHANGES_ENCRYPTION",
    path: "Stack/Web",
    prop: "encrypted",
    value: props.encrypted,
    wayOut: "leave `encrypted` and `kmsKeyId` out",
  });
});

test("refuses all that is wrong with its own properties, in one error", () => {
  refuse(
    ABROAD,
    {
      version: "1/2",
      imageName: "web:",
      region: "eu-west-1a",
      accountIds: [ACCOUNT_ID],
      snapshotAccess: "copy",
    },
    { code: "VERSION_INVALID", path: "Stack/Web", prop: "version", value: "1/2", wayOut: "write it like" },
    {
      code: "AMI_NAME_INVALID",
      path: "Stack/Web",
      prop: "imageName",
      value: "web:-1/2",
      wayOut: "choose a name",
    },
    {
      code: "DEVICE_NAMES_MISSING",
      path: "Stack/Web",
      prop: "source",
      value: "Stack/Source",
      wayOut: "give the source all its device names",
    },
    { code: "REGION_INVALID", path: "Stack/Web", prop: "region", value: "eu-west-1a", wayOut: '"eu-west-1"' },
  );
});

test("accepts tokens", () => {
  const template = synthesized((stack) => {
    const unknown = token(stack, "Unknown");
    new AmiDistribution(stack, "Web", {
      imageName: unknown,
      version: unknown,
      parameterPrefix: unknown,
      description: unknown,
      deprecationTime: unknown,
      encrypted: true,
      kmsKeyId: unknown,
      accountIds: [unknown],
      tags: { Team: unknown },
      source: AmiSource.fromId(stack, "Source", { amiId: unknown, region: unknown }),
    });
  });
  expect(template.only("aws_ssm_parameter").name).toBe("${var.Unknown}/versions/${var.Unknown}");
  expect(template.only("aws_ami_copy").source_ami_region).toBe("${var.Unknown}");
});
