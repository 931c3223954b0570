import { ACCOUNT_ID, AMI_ID, KEY_ARN, ORGANIZATION_ARN, OU_ARN } from "../values";
import { catalogText, HOME, load, messageOf, problemsOf, refusals } from "./catalog-text";

describe("keys", () => {
  test.each([
    [
      "shareWith: { organisationArns: [] }",
      "shareWith.organisationArns: unknown key, did you mean `organizationArns`?",
    ],
    ["shareWith: { organisationalUnitArns: [] }", "did you mean `organizationalUnitArns`?"],
    ["shareWith: { isPublic: true }", "did you mean `public`?"],
    ["shareWith: { accounts: [] }", "did you mean `accountIds`?"],
    ["kmskeys: {}", "did you mean `kmsKeys`?"],
    ["favourite: x", "favourite: unknown key; the keys here are $schema, accounts, kmsKeys, namespace,"],
  ])("%s is unknown", (top, words) => {
    expect(messageOf({ top })).toContain(words);
  });

  test("that are missing are named where they belong", () => {
    expect(problemsOf("{}").map(({ code, path }) => [code, path])).toEqual([
      ["CATALOG_KEY_MISSING", "namespace"],
      ["CATALOG_KEY_MISSING", "homeRegion"],
      ["CATALOG_KEY_MISSING", "regions"],
      ["CATALOG_KEY_MISSING", "images"],
    ]);
    expect(problemsOf(catalogText({ images: "\n  web:\n    tags: {}" }))).toMatchObject([
      { code: "CATALOG_KEY_MISSING", path: "images.web.versions", line: 6, column: 3 },
    ]);
  });

  test("a path of keys quotes what isn't a word", () => {
    expect(refusals({ versions: '{ "2026.11.24": { source: {} }, a-b_c: {} }' })).toEqual([
      ["CATALOG_CONFLICT", 'images.web.versions["2026.11.24"].source'],
      ["CATALOG_KEY_MISSING", "images.web.versions.a-b_c.source"],
    ]);
  });

  test("an editor's $schema is passed over", () => {
    expect(load({ top: "$schema: ./catalog.schema.json" })).not.toHaveProperty("$schema");
  });
});

describe("names for values", () => {
  const top = (text: string) =>
    `accounts: { shop: "${ACCOUNT_ID}", blog: "033333333333" }\nkmsKeys: { main: ${KEY_ARN} }\n${text}`;

  test("stand wherever the value could", () => {
    const catalog = load({
      top: top(
        `shareWith: { accountIds: [blog, "444444444444", shop] }\ncopyParametersTo: [{ accountId: shop, roleArn: "arn:aws:iam::${ACCOUNT_ID}:role/parameters" }]`,
      ),
      regions: `{ ${HOME}: {}, eu-west-1: { kmsKeyArn: main } }`,
      versions: `{ a: { source: { ami: { ${HOME}: ${AMI_ID}, eu-west-1: { amiId: ${AMI_ID}, kmsKeyId: main } } } } }`,
    });
    expect(catalog.shareWith?.accountIds).toEqual(["033333333333", "444444444444", ACCOUNT_ID]);
    expect(catalog.copyParametersTo?.[0]?.accountId).toBe(ACCOUNT_ID);
    expect(catalog.regions["eu-west-1"]?.kmsKeyArn).toBe(KEY_ARN);
    expect(catalog.images.web?.versions.a?.source.ami?.["eu-west-1"]?.kmsKeyId).toBe(KEY_ARN);
    expect(catalog).not.toHaveProperty("accounts");
    expect(catalog).not.toHaveProperty("kmsKeys");
  });

  test("that are unknown are refused with the nearest", () => {
    expect(messageOf({ top: top("shareWith: { accountIds: [shpo] }") })).toContain(
      'is "shpo", but this is no name in `accounts`, did you mean `shop`?; name one of shop, blog,',
    );
    expect(messageOf({ regions: `{ ${HOME}: { kmsKeyArn: mian } }` })).toContain("add it to `kmsKeys`");
  });

  test("of what was refused are not refused again", () => {
    expect(
      refusals({ top: 'accounts: { shop: "12" }\nshareWith: { accountIds: [shop] }' }).map(([code]) => code),
    ).toEqual(["ACCOUNT_ID_INVALID"]);
  });

  test.each(["222222222222", "a.b", "-x", "arn:aws"])("%s is no such name", (name) => {
    expect(refusals({ top: `accounts: { "${name}": "${ACCOUNT_ID}" }` })[0]?.[0]).toBe(
      "CATALOG_VALUE_INVALID",
    );
  });
});

describe("recipients", () => {
  test("are what the modules take", () => {
    expect(
      load({
        top: `shareWith: { accountIds: [${ACCOUNT_ID}], organizationArns: ["${ORGANIZATION_ARN}"], organizationalUnitArns: ["${OU_ARN}"], public: false, snapshotAccess: launch }`,
      }).shareWith,
    ).toEqual({
      accountIds: [ACCOUNT_ID],
      organizationArns: [ORGANIZATION_ARN],
      organizationalUnitArns: [OU_ARN],
      isPublic: false,
      snapshotAccess: "launch",
    });
  });

  test("are checked as the modules check them, each at its place", () => {
    expect(
      refusals({
        top: `shareWith: { organizationArns: [o-goldenimages, "${OU_ARN}"], organizationalUnitArns: ["${ORGANIZATION_ARN}"] }`,
      }),
    ).toEqual([
      ["ORGANIZATION_ARN_INVALID", "shareWith.organizationArns[0]"],
      ["ORGANIZATION_ARN_INVALID", "shareWith.organizationArns[1]"],
      ["ORGANIZATIONAL_UNIT_ARN_INVALID", "shareWith.organizationalUnitArns[0]"],
    ]);
  });
});

describe("where Terraform keeps its state", () => {
  test.each([
    ["{ local: {} }", { local: {} }],
    [
      "{ s3: { bucket: my-state, region: eu-west-1, keyPrefix: golden } }",
      { s3: { bucket: "my-state", region: "eu-west-1", keyPrefix: "golden" } },
    ],
    [
      "{ hcpTerraform: { organization: acme, workspacePrefix: golden } }",
      { hcpTerraform: { organization: "acme", workspacePrefix: "golden" } },
    ],
  ])("is %s", (text, expected) => {
    expect(load({ top: `state: ${text}` }).state).toEqual(expected);
  });

  test.each([
    ["{}", "CATALOG_CONFLICT", "state"],
    ["{ local: {}, s3: { bucket: my-state, region: eu-west-1 } }", "CATALOG_CONFLICT", "state"],
    ["{ s3: { bucket: My_State, region: eu-west-1 } }", "CATALOG_VALUE_INVALID", "state.s3.bucket"],
    [
      '{ s3: { bucket: my-state, region: eu-west-1, keyPrefix: "${var.x}/a" } }',
      "CATALOG_VALUE_INVALID",
      "state.s3.keyPrefix",
    ],
    ['{ local: { folder: "a%{ if true }" } }', "CATALOG_VALUE_INVALID", "state.local.folder"],
    ['{ local: { folder: "$${x}" } }', "CATALOG_VALUE_INVALID", "state.local.folder"],
    ["{ s3: { bucket: my-state, region: eu-west-1a } }", "REGION_INVALID", "state.s3.region"],
    ["{ hcpTerraform: { organization: acme } }", "CATALOG_KEY_MISSING", "state.hcpTerraform.workspacePrefix"],
  ])("%s is refused", (text, code, path) => {
    expect(refusals({ top: `state: ${text}` })).toEqual([[code, path]]);
  });

  test.each([
    ["/golden.v2/team", "p", "the workspace p-golden.v2-team-us-east-1 would be named by it"],
    [`/${"g".repeat(40)}`, "p".repeat(40), "a workspace has at most 90 characters, not 91"],
  ])("workspaces can't be named by %s and %s", (namespace, prefix, words) => {
    const state = `{ hcpTerraform: { organization: acme, workspacePrefix: ${prefix} } }`;
    const parts = { top: `state: ${state}`, namespace };
    expect(refusals(parts)).toEqual([["CATALOG_CONFLICT", "state.hcpTerraform.workspacePrefix"]]);
    expect(messageOf(parts)).toMatch(/^catalog\.yaml:1:63: /);
    expect(messageOf(parts)).toContain(words);
  });

  test("workspaces can be named by the longest names that fit, and other states by dots", () => {
    const state = `{ hcpTerraform: { organization: acme, workspacePrefix: ${"p".repeat(40)} } }`;
    expect(load({ top: `state: ${state}`, namespace: `/${"g".repeat(39)}` })).toBeDefined();
    expect(load({ top: "state: { local: {} }", namespace: "/golden.v2/team" })).toBeDefined();
  });

  test.each(["/a", "a/", "a//b", "/", "a/b//"])("the key in S3 can't begin with %s", (keyPrefix) => {
    const parts = { top: `state: { s3: { bucket: my-state, region: eu-west-1, keyPrefix: ${keyPrefix} } }` };
    expect(refusals(parts)).toEqual([["CATALOG_VALUE_INVALID", "state.s3.keyPrefix"]]);
    expect(messageOf(parts)).toMatch(/^catalog\.yaml:1:64: state\.s3\.keyPrefix: .* single slashes between/);
  });

  test.each(["", "a", "a/b", "a.b/c $d%", "$", "{}"])("the key in S3 can begin with '%s'", (keyPrefix) => {
    const s3 = { bucket: "my-state", region: "eu-west-1", keyPrefix };
    expect(load({ top: `state: { s3: ${JSON.stringify(s3)} }` }).state).toEqual({ s3 });
  });
});
