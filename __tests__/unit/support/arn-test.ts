import { checkKmsKey, parseArn } from "../../../modules/support";
import { keyArn, ORGANIZATION_ARN } from "../values";

test("takes an ARN apart", () => {
  expect(parseArn(keyArn("eu-west-1"))).toEqual({
    partition: "aws",
    service: "kms",
    region: "eu-west-1",
    account: "111111111111",
    resource: "key/1234abcd-12ab-34cd-56ef-1234567890ab",
  });
});

test.each([
  ["an organisation", ORGANIZATION_ARN, { region: "", account: "123456789012" }],
  ["a public parameter", "arn:aws:ssm:eu-west-1::parameter/aws/service/x", { account: "" }],
  ["a policy of AWS", "arn:aws:iam::aws:policy/ReadOnlyAccess", { account: "aws" }],
  ["China", keyArn("cn-north-1", "aws-cn"), { partition: "aws-cn" }],
])("knows the ARN of %s", (_, arn, parts) => {
  expect(parseArn(arn)).toMatchObject(parts);
});

test.each(["", "arn:aws:kms", "o-goldenimages", "arn:aws:kms:eu-west-1:1234:key/x", "arn:azure:kms:::key/x"])(
  "knows that %j is no ARN",
  (text) => {
    expect(parseArn(text)).toBeUndefined();
  },
);

test.each([
  ["a key", keyArn("eu-west-1")],
  ["a multi-Region key", `arn:aws:kms:eu-west-1:111111111111:key/mrk-${"0a".repeat(16)}`],
  ["an alias", "arn:aws:kms:eu-west-1:111111111111:alias/golden/ami"],
])("accepts the ARN of %s in the target region", (_, arn) => {
  expect(checkKmsKey("eu-west-1")(arn)).toBeUndefined();
});

test("accepts a key of any region where the target region is not known", () => {
  expect(checkKmsKey()(keyArn("ap-southeast-2"))).toBeUndefined();
});

test("refuses a key of another region, and names the region", () => {
  expect(checkKmsKey("eu-west-1")(keyArn("us-east-1"))).toMatchObject({
    code: "KMS_KEY_REGION",
    allowed: expect.stringContaining("only be encrypted with a key of eu-west-1"),
    fix: expect.stringContaining("use a key of eu-west-1"),
  });
});

test.each([
  ["the ID alone", "1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["an alias alone", "alias/golden"],
  ["the ARN of something else", ORGANIZATION_ARN],
  ["an ARN with a broken key ID", "arn:aws:kms:eu-west-1:111111111111:key/1234"],
  ["an ARN with a zone", keyArn("eu-west-1a")],
])("refuses %s in place of a key's ARN", (_, text) => {
  expect(checkKmsKey("eu-west-1")(text)).toMatchObject({
    code: "KMS_KEY_INVALID",
    fix: expect.stringContaining("arn:aws:kms:REGION:ACCOUNT:key/KEY-ID"),
  });
});

test("refuses the alias of an AWS managed key, which can't be shared", () => {
  expect(checkKmsKey("eu-west-1")("arn:aws:kms:eu-west-1:111111111111:alias/aws/ebs")).toMatchObject({
    code: "KMS_KEY_INVALID",
    fix: expect.stringContaining("customer managed key"),
  });
});

test.each([
  ["of another partition", "eu-west-1", keyArn("cn-north-1", "aws-cn")],
  ["whose partition is not that of its region", "cn-north-1", keyArn("cn-north-1", "aws")],
])("refuses a key %s", (_, region, arn) => {
  expect(checkKmsKey(region)(arn)).toMatchObject({
    code: "PARTITION_MIXED",
    allowed: expect.stringContaining("partition"),
  });
});
