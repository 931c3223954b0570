import { checkPartition, checkRegion, partitionOf } from "../../../modules/support";

test.each([
  "us-east-1",
  "eu-central-2",
  "ap-southeast-7",
  "mx-central-1",
  "us-gov-west-1",
  "cn-northwest-1",
  "us-iso-east-1",
  "us-isob-east-1",
  "us-isof-south-1",
  "eu-isoe-west-1",
  "eusc-de-east-1",
])("accepts the region %s", (region) => {
  expect(checkRegion(region)).toBeUndefined();
});

test.each([
  ["eu-west-1a", "eu-west-1"],
  ["us-gov-west-1b", "us-gov-west-1"],
  ["cn-north-1a", "cn-north-1"],
  ["us-west-2-lax-1a", "us-west-2"],
  ["us-west-2-lax-1", "us-west-2"],
  ["us-east-1-wl1-bos-wlz-1", "us-east-1"],
])("refuses the zone %s, and names its region", (zone, region) => {
  expect(checkRegion(zone)).toMatchObject({
    code: "REGION_INVALID",
    allowed: expect.stringContaining("Zone and not a region"),
    fix: `write its region, "${region}"`,
  });
});

test.each([
  ["euw1-az1", "eu-west-1"],
  ["use1-az6", "us-east-1"],
  ["usw2-lax1-az1", "us-west-2"],
  ["apse2-az3", "ap-southeast-2"],
  ["apne1-az4", "ap-northeast-1"],
  ["cac1-az1", "ca-central-1"],
  ["cnn1-az2", "cn-north-1"],
  ["cnnw1-az1", "cn-northwest-1"],
  ["usgw1-az1", "us-gov-west-1"],
  ["usge1-az2", "us-gov-east-1"],
])("refuses the zone ID %s, and names its region", (zoneId, region) => {
  expect(checkRegion(zoneId)).toMatchObject({
    code: "REGION_INVALID",
    allowed: "this is the ID of an Availability Zone and not a region",
    fix: `write its region, "${region}"`,
  });
});

test.each(["", "eu-west", "EU-WEST-1", "eu_west_1", "Ireland", "eu-west-1 ", "eu-west-1\n", "global"])(
  "refuses %j",
  (region) => {
    expect(checkRegion(region)).toMatchObject({
      code: "REGION_INVALID",
      fix: expect.stringContaining("aws ec2 describe-regions"),
    });
  },
);

test.each([
  ["eu-west-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-east-1", "aws-us-gov"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["us-isof-south-1", "aws-iso-f"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["eusc-de-east-1", "aws-eusc"],
])("knows that %s lies in %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test.each([
  ["aws", "aws"],
  [undefined, "aws"],
  ["aws-cn", undefined],
])("finds no mixture in %s and %s", (expected, given) => {
  expect(checkPartition(expected, given)).toBeUndefined();
});

test("refuses a second partition, and says how an image gets there", () => {
  expect(checkPartition("aws", "aws-cn")).toMatchObject({
    code: "PARTITION_MIXED",
    fix: expect.stringContaining("aws ec2 create-store-image-task"),
  });
});
