import { checkAmiId, checkInstanceId, checkSnapshotId } from "../../../modules/support";

const hex = (digits: number) => "0a1b2c3d4e5f607182".slice(0, digits);

test.each([8, 17])("accepts an AMI ID of %i hexadecimal digits", (digits) => {
  expect(checkAmiId(`ami-${hex(digits)}`)).toBeUndefined();
});

test.each([0, 7, 9, 16, 18])("refuses an AMI ID of %i digits, and counts them", (digits) => {
  expect(checkAmiId(`ami-${hex(digits)}`)).toMatchObject({
    code: "AMI_ID_INVALID",
    allowed: expect.stringContaining(`8 or 17 lower-case hexadecimal digits (this has ${digits} digits)`),
    fix: expect.stringContaining("aws ec2 describe-images"),
  });
});

test.each([
  ["an upper-case digit", "ami-0A1B2C3D4E5F60718"],
  ["an upper-case prefix", "AMI-0a1b2c3d4e5f60718"],
  ["a letter beyond f", "ami-0a1b2c3d4e5f6071g"],
  ["no prefix", "0a1b2c3d4e5f60718"],
  ["another resource", "snap-0a1b2c3d4e5f60718"],
  ["a space behind", "ami-0a1b2c3d4e5f60718 "],
  ["a line break behind", "ami-0a1b2c3d4e5f60718\n"],
  ["nothing", ""],
])("refuses an AMI ID with %s", (_, amiId) => {
  expect(checkAmiId(amiId)).toMatchObject({
    code: "AMI_ID_INVALID",
    allowed: expect.stringContaining("8 or 17 lower-case hexadecimal digits"),
  });
});

test("sends an alias to `AmiSource.fromParameter`", () => {
  expect(checkAmiId("resolve:ssm:/golden/web/stable")).toMatchObject({
    code: "AMI_ID_INVALID",
    fix: expect.stringContaining("AmiSource.fromParameter"),
  });
});

test.each([
  "ami-12345678",
  "ami-1234567890abcdef0",
  "ami-0123456789abcdef0",
  "ami-0abcdef1234567890",
  "ami-abcd1234",
  "ami-00000000",
  "ami-00000000000000000",
  "ami-fffffffffffffffff",
  "ami-xxxxxxxx",
  "ami-XXXXXXXXXXXXXXXXX",
  "ami-placeholder",
  "ami-example",
  "ami-change-me",
  "ami-CHANGEME",
  "ami-todo",
  "ami-your-id",
])("refuses the placeholder %s", (amiId) => {
  expect(checkAmiId(amiId)).toMatchObject({
    code: "AMI_ID_PLACEHOLDER",
    fix: expect.stringContaining("AmiSource.fromLookup"),
  });
});

describe.each([
  ["snap-", checkSnapshotId, "SNAPSHOT_ID_INVALID", "aws ec2 describe-snapshots"],
  ["i-", checkInstanceId, "INSTANCE_ID_INVALID", "aws ec2 describe-instances"],
] as const)("an ID that begins with %s", (prefix, check, code, fix) => {
  test.each([8, 17])("may have %i hexadecimal digits", (digits) => {
    expect(check(`${prefix}${hex(digits)}`)).toBeUndefined();
  });

  test.each([7, 9, 16, 18])("may not have %i digits", (digits) => {
    expect(check(`${prefix}${hex(digits)}`)).toMatchObject({ code, fix: expect.stringContaining(fix) });
  });

  test.each(["0A1B2C3D", "0a1b2c3g"])("may not have the digits %s", (digits) => {
    expect(check(`${prefix}${digits}`)).toMatchObject({ code, fix: expect.stringContaining(fix) });
  });
});
