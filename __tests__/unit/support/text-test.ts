import { Fn } from "cdktf";
import {
  checkAmiName,
  checkDescription,
  checkTags,
  checkVersion,
  SSM_TAG_TEXT,
} from "../../../modules/support";
import { tags } from "../values";

test.each([3, 128])("accepts an AMI name of %i characters", (length) => {
  expect(checkAmiName("x".repeat(length))).toBeUndefined();
});

test.each([0, 2, 129])("refuses an AMI name of %i characters, and counts them", (length) => {
  expect(checkAmiName("x".repeat(length))).toMatchObject({
    code: "AMI_NAME_INVALID",
    allowed: expect.stringContaining(`(this has ${length})`),
    fix: expect.stringContaining("al2023-arm64-2026.11.24"),
  });
});

test("accepts every character that EC2 takes in an AMI name", () => {
  expect(checkAmiName("aZ09 ()[]./-'@_")).toBeUndefined();
});

test.each([...'!"#$%&*+,:;<=>?\\^`{|}~\n\tü–'])("refuses an AMI name with %j", (character) => {
  expect(checkAmiName(`web${character}1`)).toMatchObject({
    code: "AMI_NAME_INVALID",
    allowed: expect.stringContaining("()[]./-'@_"),
  });
});

test.each([255, 1024])("accepts a description at its limit of %i and refuses one character more", (most) => {
  expect(checkDescription(most)("x".repeat(most))).toBeUndefined();
  expect(checkDescription(most)("x".repeat(most + 1))).toMatchObject({
    code: "DESCRIPTION_INVALID",
    allowed: `a description has at most ${most} characters, and this has ${most + 1}`,
    fix: "shorten it, or put the rest into tags",
  });
});

test("counts a description as AWS gets it: an escape of Terraform is one character", () => {
  const check = checkDescription(6);
  expect(["$${ab}", "%%{abc}", "$$${a}"].map((text) => check(text))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(check("%%{abcd}")).toMatchObject({ allowed: expect.stringContaining("this has 7") });
});

test.each(["aws:", "aws:x", "AWS:createdBy", "Aws:x"])("refuses the tag key %s", (key) => {
  expect(checkTags()({ [key]: "x" })).toMatchObject({
    code: "TAGS_INVALID",
    allowed: expect.stringContaining("`aws:` is reserved"),
    fix: "choose another prefix",
  });
});

test.each(["aws", "awsx", "my:aws:x", "ec2:SharedTag/team"])("accepts the tag key %s", (key) => {
  expect(checkTags()({ [key]: "x" })).toBeUndefined();
});

test.each([1, 128])("accepts a tag key of %i characters", (length) => {
  expect(checkTags()({ ["k".repeat(length)]: "x" })).toBeUndefined();
});

test.each([0, 129])("refuses a tag key of %i characters", (length) => {
  expect(checkTags()({ ["k".repeat(length)]: "x" })).toMatchObject({
    code: "TAGS_INVALID",
    allowed: expect.stringContaining(`1 to 128 characters, and one has ${length}`),
    fix: "shorten the key",
  });
});

test.each([0, 256])("accepts a tag value of %i characters", (length) => {
  expect(checkTags()({ k: "v".repeat(length) })).toBeUndefined();
});

test("refuses a tag value of 257 characters", () => {
  expect(checkTags()({ k: "v".repeat(257) })).toMatchObject({
    code: "TAGS_INVALID",
    allowed: expect.stringContaining("that of `k` has 257"),
    fix: "shorten the value",
  });
});

test("accepts a tag value that only Terraform knows, with its key checked", () => {
  const value = Fn.upper("x");
  expect(checkTags(0, SSM_TAG_TEXT)({ k: value })).toBeUndefined();
  expect(checkTags()({ "aws:k": value })).toMatchObject({ code: "TAGS_INVALID" });
});

test.each([
  [0, 50],
  [3, 47],
])("counts the %i tags that are added: %i may be given, and not one more", (own, most) => {
  expect(checkTags(own)(tags(most))).toBeUndefined();
  expect(checkTags(own)(tags(most + 1))).toMatchObject({
    code: "TAGS_INVALID",
    allowed: expect.stringContaining(`${most + 1} are given`),
    fix: `give at most ${most}`,
  });
});

test("accepts in a tag what the service takes, and refuses the rest", () => {
  expect(checkTags(0, SSM_TAG_TEXT)({ "Größe 1_.:/=+-@": "ü 1_.:/=+-@" })).toBeUndefined();
  expect(checkTags()({ k: "a,b" })).toBeUndefined();
  for (const [key, value] of [
    ["k", "a,b"],
    ["k#", "a"],
  ] as const) {
    expect(checkTags(0, SSM_TAG_TEXT)({ [key]: value })).toMatchObject({
      code: "TAGS_INVALID",
      fix: "replace the other characters",
    });
  }
});

test.each(["1", "2026.11.24", "v1.2-rc_3", "x".repeat(64)])("accepts the version %s", (version) => {
  expect(checkVersion(version)).toBeUndefined();
});

test.each(["", "x".repeat(65), "1/2", "1 2", "1:2", "ü", "1\n"])("refuses the version %j", (version) => {
  expect(checkVersion(version)).toMatchObject({
    code: "VERSION_INVALID",
    allowed: "a version has 1 to 64 letters, digits and `_.-`",
    fix: 'write it like "2026.11.24"',
  });
});
