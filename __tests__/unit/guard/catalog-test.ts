import { ami, runGuard, yards } from "./runs";

const yard = yards();
const CATALOG = `namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: {}, eu-west-1: {} }
images:
  web:
    versions:
      "2026.10": { source: { ami: { us-east-1: ${ami("1")}, eu-west-1: ${ami("2")} } } }
      "2026.11": { source: { ami: { us-east-1: ${ami("3")} } } }
    channels: { stable: "2026.10", lts: "2026.10" }
`;
const STACK = {
  ami_ids: { web: { "2026.10": ami("4"), "2026.11": ami("5") }, base: { "1": ami("6") } },
  parameters: {
    web: {
      stable: {
        name: "/golden/web/stable",
        arn: "arn:aws:ssm:us-east-1:111111111111:parameter/golden/web/stable",
      },
    },
    base: {},
  },
};
const TERRAFORM = Object.fromEntries(
  Object.entries(STACK).map(([name, value]) => [name, { sensitive: false, type: ["object", {}], value }]),
);
const VERSIONS = [
  [ami("4"), "/golden/web/versions/2026.10"],
  [ami("5"), "/golden/web/versions/2026.11"],
  [ami("6"), "/golden/base/versions/1"],
];

/** The parameters that messages and fixes name, by AMI. */
async function parameters(files: Readonly<Record<string, string>>): Promise<string[][]> {
  const ids = "123456".split("").map((digit) => `  a${digit} = "${ami(digit)}"\n`);
  yard.write({ "main.tf": `locals {\n${ids.join("")}}\n`, ...files });
  const catalogs = Object.keys(files).flatMap((name) => ["--catalog", yard.path(name)]);
  return (await yard.find(...catalogs)).flatMap(({ value, message, fix }) => {
    const [, named] = /, which the catalog publishes as (\S+):/.exec(message) ?? [];
    const [, read] = /^read the ID from (\/\S+):/.exec(fix) ?? [];
    expect(read).toBe(named);
    return named === undefined ? [] : [[value, named]];
  });
}

test("a catalog: the channel that names the version, or else the version's own parameter", async () => {
  expect(await parameters({ "catalog.yaml": CATALOG })).toEqual([
    [ami("1"), "/golden/web/stable"],
    [ami("2"), "/golden/web/stable"],
    [ami("3"), "/golden/web/versions/2026.11"],
  ]);
});

test.each([
  ["terraform output -json", TERRAFORM],
  [
    "cdktf output --outputs-file",
    { "golden-us-east-1": STACK, "golden-eu-west-1": { ...STACK, ami_ids: {} } },
  ],
])("outputs of %s: the versions' parameters", async (_, outputs) => {
  expect(await parameters({ "outputs.json": JSON.stringify(outputs) })).toEqual(VERSIONS);
});

test("both: the outputs know the copies, and the catalog the channels", async () => {
  expect(await parameters({ "outputs.json": JSON.stringify(TERRAFORM), "catalog.yaml": CATALOG })).toEqual([
    [ami("1"), "/golden/web/stable"],
    [ami("2"), "/golden/web/stable"],
    [ami("3"), "/golden/web/versions/2026.11"],
    [ami("4"), "/golden/web/stable"],
    [ami("5"), "/golden/web/versions/2026.11"],
    [ami("6"), "/golden/base/versions/1"],
  ]);
});

test("a launch template is told to take the alias", async () => {
  yard.write({
    "catalog.yaml": CATALOG,
    "main.tf": `resource "aws_launch_template" "web" {\n  image_id = "${ami("1")}"\n}\n`,
  });
  const [found] = await yard.find("--catalog", yard.path("catalog.yaml"));
  expect(found?.fix).toBe("write `resolve:ssm:/golden/web/stable`, which EC2 resolves at each launch");
});

test.each([
  ["a broken catalog", "catalog.yaml", "namespace: golden\n", /catalog\.yaml:1:12: namespace: /],
  ["broken JSON", "outputs.json", "{", /--catalog .*outputs\.json: this is not JSON: /],
  [
    "other outputs",
    "outputs.json",
    '{"vpc_id": {"value": "vpc-1", "type": "string"}}',
    /it is neither a catalog nor the outputs of one/,
  ],
])("%s is refused", async (_, name, text, message) => {
  yard.write({ [name]: text });
  const { code, output, errors } = await runGuard([yard.folder, "--json", "--catalog", yard.path(name)]);
  expect({ code, output }).toEqual({ code: 2, output: "" });
  expect(errors).toMatch(message);
});
