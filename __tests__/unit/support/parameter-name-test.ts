import { checkParameterName } from "../../../modules/support";

const LIMITS = [
  ["aws", "eu-west-1"],
  ["aws-cn", "cn-northwest-1"],
  ["aws-us-gov", "us-gov-east-1"],
] as const;

/** A name whose ARN has the given length. */
function nameOfArnLength(length: number, partition: string, region: string, slash = "/"): string {
  const prefix = `arn:${partition}:ssm:${region}:123456789012:parameter/`;
  return `${slash}${"x".repeat(length - prefix.length)}`;
}

test.each([
  "golden",
  "/golden",
  "/golden/al2023-arm64/stable",
  "/golden/Web_1.2-x",
  "/team/aws/x",
  "/my-aws",
  "/a/ssm",
  "0",
])("accepts %s", (name) => {
  expect(checkParameterName("eu-west-1")(name)).toBeUndefined();
});

test.each(
  ["aws", "ssm"].flatMap((word) => [word, word.toUpperCase(), `${word[0]?.toUpperCase()}${word.slice(1)}`]),
)("refuses the reserved prefix %s with a slash and without", (word) => {
  for (const name of [word, `${word}-golden`, `/${word}`, `/${word}/golden`, `/${word}golden/x`]) {
    expect(checkParameterName()(name)).toMatchObject({
      code: "PARAMETER_NAME_INVALID",
      allowed: expect.stringContaining("reserved"),
      fix: "begin with a word of your own",
    });
  }
});

test.each([
  "",
  " ",
  "/golden/a b",
  "/golden/ü",
  "/golden/a:1",
  "/golden/a@b",
  "/golden/{{x}}",
  "/golden\n",
  "/a\\b",
])("refuses the characters of %j", (name) => {
  expect(checkParameterName()(name)).toMatchObject({
    code: "PARAMETER_NAME_INVALID",
    allowed: expect.stringContaining("letters, digits and `_.-`"),
    fix: "replace the other characters",
  });
});

test("refuses levels without a slash in front, and writes the name with it", () => {
  expect(checkParameterName()("golden/web")).toMatchObject({
    code: "PARAMETER_NAME_INVALID",
    fix: 'write "/golden/web"',
  });
});

test.each(["/", "//", "/golden//web", "//golden", "/golden/", "/golden/web//"])(
  "refuses an empty level: %s",
  (name) => {
    expect(checkParameterName()(name)).toMatchObject({
      code: "PARAMETER_NAME_INVALID",
      fix: "take out the empty level",
    });
  },
);

test("accepts 15 levels and refuses 16", () => {
  expect(checkParameterName()("/x".repeat(15))).toBeUndefined();
  expect(checkParameterName()("/x".repeat(16))).toMatchObject({
    code: "PARAMETER_NAME_INVALID",
    allowed: expect.stringContaining("at most 15 levels, and this has 16"),
    fix: "use fewer levels",
  });
});

test.each(LIMITS)("accepts an ARN of 1011 characters in %s, and refuses 1012", (partition, region) => {
  for (const slash of ["/", ""]) {
    const check = checkParameterName(region);
    expect(check(nameOfArnLength(1011, partition, region, slash))).toBeUndefined();
    expect(check(nameOfArnLength(1012, partition, region, slash))).toMatchObject({
      code: "PARAMETER_NAME_INVALID",
      allowed: expect.stringContaining("at most 1011 characters, and this would have 1012"),
      fix: "shorten the name by 1",
    });
  }
});

test("reckons with the longest prefix where the region is not known", () => {
  expect(checkParameterName()(nameOfArnLength(1011, "aws-iso-f", "us-isof-south-1"))).toBeUndefined();
  expect(checkParameterName()(nameOfArnLength(1012, "aws-iso-f", "us-isof-south-1"))).toMatchObject({
    fix: "shorten the name by 1",
  });
});
