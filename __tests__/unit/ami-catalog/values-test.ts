import { parseCatalog } from "../../../modules/ami-catalog/load-catalog";
import { ACCOUNT_ID, AMI_ID, KEY_ARN, keyArn, ORGANIZATION_ARN, OTHER_ACCOUNT_ID } from "../values";
import { catalogText, HOME, load, messageOf, Parts, refusals } from "./catalog-text";

const PATH = "images.web";

describe("text stays as it stands in the file", () => {
  test.each([
    "2026.10",
    "1.0",
    "007",
    "0x1F",
    "0o17",
    "1e3",
    "no",
    "on",
    "true",
    "1_000",
    "2026-11-24",
    "12:30",
    ".5",
  ])("%s as a version, key and value, without quotes", (version) => {
    const versions = `\n  ${version}: { source: { ami: ${AMI_ID} } }`;
    if (/[^\w.-]/.test(version)) {
      expect(
        refusals({ images: `{ web: { versions: { ${version}: { source: { ami: ${AMI_ID} } } } } }` }),
      ).toEqual([["VERSION_INVALID", `${PATH}.versions["${version}"]`]]);
      return;
    }
    const text = catalogText({ images: "" }).replace(
      /images:.*/,
      `images:\n web:\n  versions:\n   ${versions.trim()}\n  channels:\n   stable: ${version}`,
    );
    const { images } = parseCatalog(text, "c.yaml").catalog;
    expect(Object.keys(images.web?.versions ?? {})).toEqual([version]);
    expect(images.web?.channels).toEqual({ stable: version });
  });

  test("account IDs keep their leading zeros, with quotes or without", () => {
    expect(
      load({ top: 'shareWith: { accountIds: [012345678901, "000000000001"] }' }).shareWith?.accountIds,
    ).toEqual(["012345678901", "000000000001"]);
  });

  test.each([
    ["2.22222222222e11", "12 decimal digits"],
    ["12345678901", '"012345678901"'],
    ["0x1234567890", "12 decimal digits"],
    ["222_222_222_222", "12 decimal digits"],
    ["o-goldenimages", "`organizationArns`"],
  ])("the account ID %s is refused", (id, words) => {
    expect(messageOf({ top: `shareWith: { accountIds: [${id}] }` })).toContain(words);
  });

  test.each([
    ["${x}", 251],
    ["$${x}", 250],
  ])("%s in a description counts as it is written", (text, more) => {
    const longest = `${text}${"x".repeat(more)}`;
    expect(load({ web: `description: '${longest}'` }).images.web?.description).toBe(longest);
    expect(refusals({ web: `description: '${longest}x'` })).toEqual([
      ["DESCRIPTION_INVALID", `${PATH}.description`],
    ]);
  });

  test("tags and descriptions: numbers, words of YAML 1.1, templates of Terraform", () => {
    const image = load({
      web: "tags: { Cost: 0042, On: no, Date: 2026-11-24 }, description: 'a ${b} %{c} $${d}'",
    }).images.web;
    expect(image?.tags).toEqual({ Cost: "0042", On: "no", Date: "2026-11-24" });
    expect(image?.description).toBe("a ${b} %{c} $${d}");
  });

  test("lines of a block", () => {
    const text = catalogText().replace(
      /images:.*/,
      `images:\n  web:\n    description: |-\n      one\n      two\n    versions: { a: { source: { ami: ${AMI_ID} } } }`,
    );
    expect(parseCatalog(text, "c.yaml").catalog.images.web?.description).toBe("one\ntwo");
  });
});

describe("times", () => {
  const parts = (time: string): Parts => ({
    versions: `{ a: { source: { ami: ${AMI_ID} }, deprecationTime: ${time} } }`,
  });

  test.each([
    ["2028-11-24T00:00:00Z", "2028-11-24T00:00:00Z"],
    ["2028-11-24T13:45:00Z", "2028-11-24T13:45:00Z"],
    ["2028-11-24", "2028-11-24T00:00:00Z"],
    ['"2028-11-24"', "2028-11-24T00:00:00Z"],
  ])("%s is %s", (given, expected) => {
    expect(load(parts(given)).images.web?.versions.a?.deprecationTime).toBe(expected);
  });

  test.each([
    "2028-11-24T00:00:01Z",
    "2028-11-24 00:00:00Z",
    "2028-11-24T00:00:00+01:00",
    "2028-02-30",
    "2999-01-01",
    "20281124",
  ])("%s is refused", (time) => {
    expect(refusals(parts(time))).toEqual([
      ["DEPRECATION_TIME_INVALID", `${PATH}.versions.a.deprecationTime`],
    ]);
  });
});

describe("types", () => {
  test.each(["yes", "no", "on", "True", '"true"', "1", "", "[]"])("%j is no flag", (value) => {
    expect(refusals({ web: `encrypted: ${value}` })).toEqual([["CATALOG_TYPE", `${PATH}.encrypted`]]);
  });

  test.each(["0x10", '"8"', "1e3", "08", "8.", "eight", "-x"])("%j is no number", (value) => {
    const text = `{ s3Manifest: { imageLocation: bucket/image.manifest.xml, rootVolumeSize: ${value} } }`;
    expect(refusals({ versions: `{ "1": { source: ${text} } }` })).toEqual([
      ["CATALOG_TYPE", `${PATH}.versions["1"].source.s3Manifest.rootVolumeSize`],
    ]);
  });

  test("a value that is left out is said to be missing", () => {
    expect(messageOf({ channels: "{ stable: }" })).toContain(
      "images.web.channels.stable: nothing is given, but it must be text;",
    );
    expect(messageOf({ channels: "{ stable: }" })).toContain(", or leave the key out");
    expect(messageOf({ regions: `{ ${HOME}: }` })).toContain("or `{}` for none");
  });

  test("a key that must be there is not said to be one to leave out", () => {
    const message = messageOf({ namespace: "" });
    expect(message).toContain("namespace: nothing is given, but it must be text; write one value");
    expect(message).not.toContain("leave the key out");
  });

  test.each([
    ["namespace", "[]", "a list is given, but it must be text"],
    ["images", "text", 'is "text", but it must be a map'],
    ["images", "[]", "a list is given, but it must be a map"],
    ["namespace", "{}", "a map is given, but it must be text"],
  ])("%s: %s is refused", (key, value, words) => {
    expect(messageOf({ [key]: value })).toContain(`${key}: ${words}`);
  });

  test("an entry of a list that isn't one, and a list that isn't", () => {
    expect(refusals({ top: "shareWith: { accountIds: [{ a: b }], organizationArns: text }" })).toEqual([
      ["CATALOG_TYPE", "shareWith.accountIds[0]"],
      ["CATALOG_TYPE", "shareWith.organizationArns"],
    ]);
  });

  test("a word that isn't one of the few, with the nearest", () => {
    expect(messageOf({ top: "shareWith: { snapshotAccess: Copys }" })).toContain(
      'is "Copys", but it must be "launch" or "copy"; write "copy"',
    );
  });
});

test("tags that the stacks add are refused, each at its place", () => {
  const web = 'tags: { "ami-catalog:version": x, "ami-catalog:source-ami": y, ami-catalog: z }';
  expect(refusals({ web })).toEqual([
    ["TAGS_INVALID", 'images.web.tags["ami-catalog:version"]'],
    ["TAGS_INVALID", 'images.web.tags["ami-catalog:source-ami"]'],
  ]);
  expect(messageOf({ web })).toContain(
    "tags that begin with `ami-catalog:` are added here, and `ami-catalog:version` is one; choose another prefix",
  );
});

test("recipients that are named twice, by a name and by what it stands for, are there once", () => {
  const accounts = `accounts: { web: "${ACCOUNT_ID}", shop: "${ACCOUNT_ID}" }`;
  const arns = `organizationArns: ["${ORGANIZATION_ARN}", "${ORGANIZATION_ARN}"]`;
  const top = `${accounts}\nshareWith: { accountIds: [web, "${OTHER_ACCOUNT_ID}", "${ACCOUNT_ID}", shop], ${arns} }`;
  expect(load({ top }).shareWith).toEqual({
    accountIds: [ACCOUNT_ID, OTHER_ACCOUNT_ID],
    organizationArns: [ORGANIZATION_ARN],
  });
});

test("tags are checked as SSM and EC2 take them, each at its place, with room for those that are added", () => {
  const tags = (count: number) => Array.from({ length: count }, (_, index) => `k${index}: v`).join(", ");
  expect(load({ web: `tags: { ${tags(46)} }` })).toBeDefined();
  expect(refusals({ web: `tags: { ${tags(47)} }` })).toEqual([["TAGS_INVALID", "images.web.tags"]]);
  expect(refusals({ web: 'tags: { "aws:a": b, c: "d*", e: f }' })).toEqual([
    ["TAGS_INVALID", 'images.web.tags["aws:a"]'],
    ["TAGS_INVALID", "images.web.tags.c"],
  ]);
});

test("a description has at most 255 characters", () => {
  expect(load({ web: `description: ${"x".repeat(255)}` })).toBeDefined();
  expect(refusals({ web: `description: ${"x".repeat(256)}` })).toEqual([
    ["DESCRIPTION_INVALID", "images.web.description"],
  ]);
});

test("a key of another region is refused for a region", () => {
  expect(load({ regions: `{ ${HOME}: { kmsKeyArn: "${keyArn(HOME)}" } }` })).toBeDefined();
  expect(refusals({ regions: `{ ${HOME}: { kmsKeyArn: "${KEY_ARN}" } }` })).toEqual([
    ["KMS_KEY_REGION", "regions.us-east-1.kmsKeyArn"],
  ]);
});
