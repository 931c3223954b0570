import { aliasParameter, findAliases, findAmiIds, isAlias } from "../../../modules/ami-guard/ami-ids";
import { isAmiKey, isProseKey, namedAmiIds, textsOf } from "../../../modules/ami-guard/ami-values";
import { isProsePath } from "../../../modules/ami-guard/prose";

const LONG = "ami-0a1b2c3d4e5f60718";
const SHORT = "ami-0a1b2c3d";

describe("AMI IDs in a text", () => {
  test("are whole words of 8 or 17 digits, with their place", () => {
    expect(findAmiIds(`${LONG}, "${SHORT}" and \${var.a ? "${LONG}" : "b"}`)).toEqual([
      { id: LONG, index: 0 },
      { id: SHORT, index: 24 },
      { id: LONG, index: 53 },
    ]);
    expect(findAmiIds(`arn:aws:ec2:eu-west-1::image/${LONG}`)).toEqual([{ id: LONG, index: 29 }]);
  });

  test.each([
    "ami-0a1b2c3d4",
    "ami-0A1B2C3D",
    "ami-0a1b2c3g",
    "ami-0a1b2c3d4e5f607189",
    "key-ami-0a1b2c3d",
    "ami-0a1b2c3d-key",
    "myami-0a1b2c3d",
    "ami-",
    "",
  ])("aren't in %j", (text) => {
    expect(findAmiIds(text)).toEqual([]);
  });

  test("are told in long texts", () => {
    expect(findAmiIds("ami-0a1b2c3".repeat(200_000))).toEqual([]);
    expect(findAliases("resolve:ssm:${".repeat(100_000))).toHaveLength(100_000);
    expect(namedAmiIds(`${"\"'".repeat(200_000)}${LONG}`)).toEqual([]);
  });
});

describe("aliases", () => {
  test("are found with their interpolations", () => {
    const text =
      '${var.old ? "resolve:ssm:/golden/web/stable:3" : local.image} resolve:ssm:${aws_ssm_parameter.W.arn}';
    expect(findAliases(text)).toEqual([
      { alias: "resolve:ssm:/golden/web/stable:3", index: 13 },
      { alias: "resolve:ssm:${aws_ssm_parameter.W.arn}", index: 62 },
    ]);
  });

  test("are told from other texts", () => {
    expect(isAlias("resolve:ssm:/golden/web/stable")).toBe(true);
    expect(isAlias(LONG)).toBe(false);
    expect(findAliases("{{ssm:/golden/web/stable}}")).toEqual([]);
  });

  test.each([
    ["resolve:ssm:/golden/web/stable", "/golden/web/stable"],
    ["resolve:ssm:/golden/web/stable:3", "/golden/web/stable"],
    ["resolve:ssm:stable:label", "stable"],
    [
      "resolve:ssm:arn:aws:ssm:eu-west-1:222222222222:parameter/golden/web/stable:3",
      "arn:aws:ssm:eu-west-1:222222222222:parameter/golden/web/stable",
    ],
  ])("%s names %s", (alias, name) => {
    expect(aliasParameter(alias)).toBe(name);
  });
});

describe("a text of unknown use names an AMI", () => {
  test.each([
    LONG,
    `  ${LONG}\n`,
    `eu-west-1:${LONG}`,
    `arn:aws:ec2:eu-west-1::image/${LONG}`,
    `\${var.old ? "${LONG}" : data.aws_ami.web.id}`,
    `{"eu-west-1":"${LONG}"}`,
    `{\\"eu-west-1\\":\\"${LONG}\\"}`,
    `\${lookup({"eu-west-1" = "${LONG}"}, var.region, "x")}`,
  ])("in %j", (text) => {
    expect(namedAmiIds(text)).toEqual([LONG]);
  });

  test("in a list of regions, each once", () => {
    expect(namedAmiIds(`eu-west-1:${LONG},us-gov-west-1:${SHORT},us-east-1:${LONG}`)).toEqual([LONG, SHORT]);
  });

  test.each([
    `The old image was ${LONG}`,
    `# ${LONG} is gone\nuse the parameter`,
    `ssh -i key ec2-user@${LONG}.example.com`,
    `see "the image ${LONG} of May"`,
    "${data.aws_ami.web.id}",
  ])("not in %j", (text) => {
    expect(namedAmiIds(text)).toEqual([]);
  });
});

test.each([
  "description",
  "image_description",
  "tags",
  "tags_all",
  "Name",
  "key_name",
  "user_data",
  "ami_name",
])("%s is for people", (key) => {
  expect(isProseKey(key)).toBe(true);
});

test.each(["ami", "image_id", "filename_id", "eu-west-1", "namespace", "tagged_ami"])("%s isn't", (key) => {
  expect(isProseKey(key)).toBe(false);
});

test.each([
  "ami",
  "amis",
  "ami_id",
  "ami_ids",
  "image_id",
  "source_ami_id",
  "custom_ami_id",
  "image_id_override",
])("%s takes an AMI ID", (key) => {
  expect(isAmiKey(key)).toBe(true);
});

test.each(["ami_type", "image_uri", "image_name", "amino", "family", "imageid"])("%s doesn't", (key) => {
  expect(isAmiKey(key)).toBe(false);
});

test("texts have their way, and what is skipped has none", () => {
  const value = { a: ["x", { "b c": "y", d: 1 }], "//": "z", tags: { ami: "t" }, e: null };
  expect(textsOf(value, "top", (names) => names.includes("tags"))).toEqual([
    { path: "top.a[0]", text: "x" },
    { path: 'top.a[1]["b c"]', text: "y" },
  ]);
});

test.each([
  "docs",
  "web.notes",
  "tags.ami",
  "web.labels.image_id",
  "amis.web.description",
  "amis.description",
  "amis.web.notes",
  "amis.tags.source",
  "ami.key_name",
  "image_description",
  "image_labels.web",
])("nothing boots from %s", (path) => {
  expect(isProsePath(path.split("."))).toBe(true);
});

test.each([
  "web",
  "docs.ami",
  "notes.image_id.eu-west-1",
  "service_amis.docs",
  "amis_by_service.labels",
  "amis.readme.eu-west-1",
  "for_each.docs",
  "for_each.docs.ami",
])("something may boot from %s", (path) => {
  expect(isProsePath(path.split("."))).toBe(false);
});
