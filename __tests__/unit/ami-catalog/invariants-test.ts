import { parseCatalog } from "../../../modules/ami-catalog/load-catalog";
import { caught } from "../../support/template";
import { ACCOUNT_ID, AMI_ID, KEY_ARN, keyArn, OTHER_AMI_ID } from "../values";
import { catalogText, HOME, load, messageOf, refusals } from "./catalog-text";

const AMI = `source: { ami: ${AMI_ID} }`;

/** Versions by name, each with further keys. */
function versions(entries: Record<string, string>): string {
  const written = Object.entries(entries).map(
    ([name, more]) => `"${name}": { ${AMI}${more && `, ${more}`} }`,
  );
  return `{ ${written.join(", ")} }`;
}

function warnings(text: string) {
  return parseCatalog(text, "catalog.yaml").warnings;
}

describe("regions", () => {
  test("hold the home region", () => {
    expect(messageOf({ homeRegion: "us-east-2" })).toContain(
      'homeRegion: is "us-east-2", but this is no name in `regions`, did you mean `us-east-1`?',
    );
  });

  test("are at least one", () => {
    expect(refusals({ regions: "{}" }).map(([code]) => code)).toContain("CATALOG_EMPTY");
  });

  test.each([
    ["us-east-1a", "REGION_INVALID"],
    ["virginia", "REGION_INVALID"],
  ])("named %s are refused", (code, error) => {
    expect(refusals({ regions: `{ ${HOME}: {}, ${code}: {} }` })).toEqual([[error, `regions.${code}`]]);
  });

  test("lie in one partition, with all that they name", () => {
    expect(refusals({ regions: `{ ${HOME}: {}, cn-north-1: {}, us-gov-west-1: {} }` })).toEqual([
      ["PARTITION_MIXED", "regions.cn-north-1"],
      ["PARTITION_MIXED", "regions.us-gov-west-1"],
    ]);
    expect(
      load({
        homeRegion: "cn-north-1",
        regions: `{ cn-north-1: { kmsKeyArn: "${keyArn("cn-north-1", "aws-cn")}" } }`,
      }),
    ).toBeDefined();
  });

  test("have one key, and its options only when it is made here", () => {
    expect(
      refusals({
        regions: `{ ${HOME}: { kmsKeyArn: "${keyArn(HOME)}", createKey: true }, eu-west-1: { kmsKeyArn: "${KEY_ARN}", allowSpot: true, allowAutoScaling: false } }`,
      }),
    ).toEqual([
      ["CATALOG_CONFLICT", "regions.us-east-1.createKey"],
      ["CATALOG_CONFLICT", "regions.eu-west-1.allowSpot"],
    ]);
    expect(load({ regions: `{ ${HOME}: { createKey: true, allowSpot: true } }` })).toBeDefined();
  });
});

describe("channels", () => {
  test("that name a missing version are refused, with the versions, nearest first", () => {
    const parts = {
      versions: versions({ "1.0": "", "2026.10": "", "2026.12": "" }),
      channels: "\n  { stable: 2026.11 }",
    };
    expect(messageOf(parts)).toBe(
      "catalog.yaml:6:13: images.web.channels.stable: " +
        'is "2026.11", but web has the versions 2026.10, 2026.12, 1.0; ' +
        'name one of them, like "2026.10", or add it [CHANNEL_WITHOUT_VERSION]',
    );
  });

  test("that name a version with a mistake in it are not refused for that", () => {
    expect(
      refusals({
        versions: "{ a: { source: { ami: ami-12 } }, b: [] }",
        channels: "{ stable: a, candidate: b }",
      }),
    ).toEqual([
      ["AMI_ID_INVALID", "images.web.versions.a.source.ami"],
      ["CATALOG_TYPE", "images.web.versions.b"],
    ]);
  });

  test("that name a released version are refused", () => {
    expect(
      refusals({
        versions: versions({ a: "state: released", b: "state: active" }),
        channels: "{ stable: a, old: b }",
      }),
    ).toEqual([["CATALOG_CHANNEL_RELEASED", "images.web.channels.stable"]]);
  });

  test("that name a version past its deprecation date are warned of, and never refused", () => {
    const text = catalogText({
      versions: versions({ a: "deprecationTime: 2020-01-01", b: "deprecationTime: 2028-01-01" }),
      channels: "\n  { stable: a, candidate: b }",
    });
    expect(warnings(text)).toEqual([
      {
        code: "CATALOG_CHANNEL_DEPRECATED",
        file: "catalog.yaml",
        line: 6,
        column: 13,
        path: "images.web.channels.stable",
        message: expect.stringContaining("has been deprecated since 2020-01-01T00:00:00Z"),
      },
    ]);
  });

  test.each(["versions", "Versions", "a/b", "", "x".repeat(65)])("named %j are refused", (name) => {
    expect(refusals({ channels: `{ "${name}": "1" }` })[0]?.[0]).toBe("CATALOG_CHANNEL_INVALID");
  });
});

describe("names", () => {
  test.each(["Web", "-web", "web/api", "x".repeat(65), "constructor", "__web"])("%s is no image", (name) => {
    expect(
      refusals({ images: `{ "${name}": { versions: ${versions({ a: "" })} } }` }).map(([code]) => code),
    ).toEqual(["IMAGE_NAME_INVALID"]);
  });

  test.each(["a b", "1:2", "ü", "x".repeat(65)])("%s is no version", (name) => {
    expect(refusals({ versions: versions({ [name]: "" }) }).map(([code]) => code)).toEqual([
      "VERSION_INVALID",
    ]);
  });

  test("that differ only in case are refused, in words about SSM and people", () => {
    expect(refusals({ versions: versions({ "1.0-rc": "", "1.0-RC": "" }) })).toEqual([
      ["CATALOG_NAME_CASE", 'images.web.versions["1.0-RC"]'],
    ]);
    expect(messageOf({ channels: '{ stable: "1", STABLE: "1" }' })).toContain(
      "SSM compares names with case, and people don't",
    );
  });

  test("that are free to be alike: an image, its version and its channel", () => {
    expect(
      load({
        images: `{ web: { versions: ${versions({ web: "" })}, channels: { web: web } }, api: { versions: ${versions({ web: "" })} } }`,
      }),
    ).toBeDefined();
  });

  test("make parameters and AMIs whose names AWS takes: the last good length and the first bad one", () => {
    const [image, version] = ["i".repeat(64), "v".repeat(63)];
    const images = (name: string) => `{ ${image}: { versions: ${versions({ [name]: "" })} } }`;
    expect(load({ images: images(version) })).toBeDefined();
    expect(refusals({ images: images(`${version}v`) })).toEqual([
      ["AMI_NAME_INVALID", `images.${image}.versions.${version}v`],
    ]);

    const prefix = "arn:aws:ssm:us-east-1:123456789012:parameter".length + "/web/versions/1".length;
    const namespace = `/${"n".repeat(1010 - prefix)}`;
    expect(load({ namespace })).toBeDefined();
    expect(refusals({ namespace: `${namespace}n` })).toEqual([
      ["PARAMETER_NAME_INVALID", 'images.web.versions["1"]'],
    ]);
  });

  test("make aliases of keys that KMS takes, where a key is made: the last good length and the first bad one", () => {
    const regions = "{ us-east-1: { createKey: true } }";
    const namespace = `/${"n".repeat(250 - "/ami".length)}`;
    expect(load({ namespace, regions })).toBeDefined();
    expect(refusals({ namespace: `${namespace}n`, regions })).toEqual([
      ["KMS_ALIAS_INVALID", "regions.us-east-1.createKey"],
    ]);
    expect(load({ namespace: `${namespace}n` })).toBeDefined();
  });

  test.each(["golden", "/aws/golden", "/golden/", "/a b"])("the namespace %j is refused", (namespace) => {
    expect(refusals({ namespace })[0]).toEqual(["PARAMETER_NAME_INVALID", "namespace"]);
  });
});

describe("every declared region has the image", () => {
  const amis = (text: string) => ({ versions: `{ a: { source: { ami: ${text} } } }` });

  test.each([AMI_ID, `{ ${HOME}: ${AMI_ID} }`, `{ ${HOME}: ${AMI_ID}, eu-west-1: ${OTHER_AMI_ID} }`])(
    "with %s",
    (text) => {
      expect(load(amis(text))).toBeDefined();
    },
  );

  test("or the catalog is refused", () => {
    expect(messageOf(amis(`{ eu-west-1: ${AMI_ID} }`))).toContain(
      "images.web.versions.a.source.ami: it names no AMI of the home region us-east-1 to copy from, and none of us-east-1;",
    );
  });

  test("and a region that isn't declared is refused", () => {
    expect(messageOf(amis(`{ ${HOME}: ${AMI_ID}, eu-west-2: ${OTHER_AMI_ID} }`))).toContain(
      "this is no name in `regions`, did you mean `eu-west-1`?",
    );
  });

  test("an image has a version", () => {
    expect(refusals({ versions: "{}" })).toEqual([["CATALOG_EMPTY", "images.web.versions"]]);
  });
});

describe("copied parameters", () => {
  const target = (account: string, role: string) => `{ accountId: "${account}", roleArn: "${role}" }`;
  const role = `arn:aws:iam::${ACCOUNT_ID}:role/a/b`;

  test("go to accounts by a role of theirs, each once", () => {
    expect(
      refusals({
        top: `copyParametersTo: [${target(ACCOUNT_ID, role)}, ${target(ACCOUNT_ID, role)}, ${target("333333333333", role)}]`,
      }),
    ).toEqual([
      ["CATALOG_CONFLICT", "copyParametersTo[1].accountId"],
      ["CATALOG_CONFLICT", "copyParametersTo[2].roleArn"],
    ]);
  });

  test.each([
    ["role/x", "CATALOG_VALUE_INVALID"],
    [`arn:aws:iam::${ACCOUNT_ID}:user/x`, "CATALOG_VALUE_INVALID"],
    [`arn:aws-cn:iam::${ACCOUNT_ID}:role/x`, "PARTITION_MIXED"],
  ])("by %s are refused", (roleArn, code) => {
    expect(refusals({ top: `copyParametersTo: [${target(ACCOUNT_ID, roleArn)}]` })).toEqual([
      [code, "copyParametersTo[0].roleArn"],
    ]);
  });
});

test("all that is wrong is listed at once, in the order of the lines", () => {
  const text = `namespace: golden
homeRegion: us-east-1
regions: { us-east-1: {}, us-east-1a: {} }
verfy: true
images:
  web:
    versions: { a: { source: { ami: ami-12 } } }
    channels: { stable: b, versions: a }
shareWith: { accountIds: [1] }
`;
  const { message } = caught(() => parseCatalog(text, "conf/catalog.yaml"));
  expect(message.split("\n").map((line) => line.split(/, but|;/)[0])).toEqual([
    'conf/catalog.yaml:1:12: namespace: is "golden"',
    'conf/catalog.yaml:3:27: regions.us-east-1a: is "us-east-1a"',
    "conf/catalog.yaml:4:1: verfy: unknown key, did you mean `verify`?",
    'conf/catalog.yaml:7:37: images.web.versions.a.source.ami: is "ami-12"',
    'conf/catalog.yaml:8:25: images.web.channels.stable: is "b"',
    'conf/catalog.yaml:8:28: images.web.channels.versions: is "versions"',
    'conf/catalog.yaml:9:27: shareWith.accountIds[0]: is "1"',
  ]);
});

test("a message shows the first hundred, and the error holds all", () => {
  const top = `shareWith: { accountIds: [${Array.from({ length: 250 }, (_, index) => index).join(", ")}] }`;
  expect(refusals({ top })).toHaveLength(250);
  expect(messageOf({ top }).split("\n")).toHaveLength(101);
  expect(messageOf({ top })).toMatch(/… and 150 more$/);
});
