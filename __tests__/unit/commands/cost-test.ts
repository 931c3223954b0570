import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { desks } from "./runs";

const KEY = "arn:aws:kms:us-west-2:123456789012:key/5a1d3f7c-2b4e-4c6d-8e9f-0a1b2c3d4e5f";

const CATALOG = `namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: { createKey: true }, eu-west-1: {}, us-west-2: { kmsKeyArn: "${KEY}" } }
shareWith: { accountIds: ["222222222222"] }
shareParameters: true
images:
  web:
    versions:
      "1": { source: { ami: ami-0a1b2c3d4e5f60718 }, state: released }
      "2": { source: { ami: ami-0f1e2d3c4b5a69788 } }
    channels: { stable: "2" }
  base:
    encrypted: false
    shareWith: {}
    versions: { "1": { source: { lookup: { owners: [self] } } } }
`;
const PRICES = `date: 2026-11-24
currency: EUR
source: the test
regions:
  us-east-1: { snapshotGbMonth: 0.5, transferGb: "0.2500000000", advancedParameterMonth: 2, kmsKeyMonth: 3 }
  eu-west-1: { snapshotGbMonth: 1, transferGb: 4, advancedParameterMonth: 0.5, kmsKeyMonth: 9 }
  us-west-2: { snapshotGbMonth: 2, transferGb: 4, advancedParameterMonth: 0, kmsKeyMonth: 9 }
`;

const desk = desks(CATALOG);

function pricesFile(text: string): string {
  const file = join(desk.folder, "prices.yaml");
  writeFileSync(file, text);
  return file;
}

describe("cost", () => {
  test("counts by region and image, without sizes and prices", () => {
    const { code, output, errors } = desk.run("cost");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output)
      .toBe(`REGION     WHOLE  INCREMENTAL  SOURCE  GIB STORED  GIB MOVED OUT  ADVANCED PARAMETERS  KEYS
us-east-1  2      1            0       -           -              3                    1
eu-west-1  3      0            0       -           0              3                    0
us-west-2  3      0            0       -           0              3                    0
all        8      1            0       -           -              9                    1

IMAGE  WHOLE  INCREMENTAL  SOURCE  GIB STORED  GIB MOVED OUT  ADVANCED PARAMETERS
web    6      0            0       -           -              9
base   2      1            0       -           -              0

No sizes are known: give them with --size-gib GIB, or ask AWS with --aws.

3 of them are of released versions: Terraform knows them no more, and they stay.

No prices: \`cost --new-prices\` prints a file to fill in, for --prices FILE.
`);
  });

  test("multiplies with the sizes and prices that are given", () => {
    const sizes = ["--size-gib", "10", "--size-gib", "web=2.5"];
    const { document } = desk.json("cost", ...sizes, "--prices", pricesFile(PRICES));
    expect(document).toMatchObject({
      ok: true,
      regions: [
        { name: "us-east-1", storedGiB: 5, movedOutGiB: { "eu-west-1": 15, "us-west-2": 15 }, keys: 1 },
        { name: "eu-west-1", storedGiB: 15, movedOutGiB: {}, keys: 0 },
        { name: "us-west-2", storedGiB: 15, movedOutGiB: {}, keys: 0 },
      ],
      images: [
        { name: "web", storedGiB: 15, advancedParameters: 9 },
        { name: "base", storedGiB: 20, advancedParameters: 0 },
      ],
      charged: {
        prices: { date: "2026-11-24", currency: "EUR", source: "the test" },
        charges: [
          { region: "us-east-1", snapshots: 2.5, parameters: 6, keys: 3, transfer: 7.5 },
          { region: "eu-west-1", snapshots: 15, parameters: 1.5, keys: 0, transfer: 0 },
          { region: "us-west-2", snapshots: 30, parameters: 0, keys: 0, transfer: 0 },
        ],
      },
    });
    const { output } = desk.run("cost", ...sizes, "--prices", pricesFile(PRICES));
    expect(output).toContain("At most 58.00 EUR each month, and 7.50 EUR once for what was moved.\n");
    expect(output).toContain("Prices of 2026-11-24, from the test;");
  });

  test("sums what is known, and names what isn't", () => {
    const { output } = desk.run("cost", "--size-gib", "web=2.5", "--prices", pricesFile(PRICES));
    expect(output)
      .toContain(`REGION     WHOLE  INCREMENTAL  SOURCE  GIB STORED  GIB MOVED OUT  ADVANCED PARAMETERS  KEYS
us-east-1  2      1            0       5           10+            3                    1
eu-west-1  3      0            0       5+          0              3                    0
us-west-2  3      0            0       5+          0              3                    0
all        8      1            0       15+         10+            9                    1

IMAGE  WHOLE  INCREMENTAL  SOURCE  GIB STORED  GIB MOVED OUT  ADVANCED PARAMETERS
web    6      0            0       15          10             9
base   2      1            0       -           -              0

+: without 2 AMIs, whose size isn't known: base 1.
Give it with --size-gib [IMAGE=]GIB, or ask AWS with --aws.

Sizes are those of the volumes:`);
    expect(output).not.toContain("No sizes are known");
    expect(output).toContain(
      "Without 2 AMIs: at most 28.00 EUR each month, and 2.50 EUR once for what was moved.\n",
    );
    const { document } = desk.json("cost", "--size-gib", "web=2.5");
    expect(document).toMatchObject({
      images: [
        { unsized: { stored: 0, movedOut: 0 } },
        { storedGiB: null, unsized: { stored: 2, movedOut: 2 } },
      ],
      regions: [
        { storedGiB: 5, unsized: { stored: 0, movedOut: 2 } },
        { storedGiB: 5, unsized: { stored: 1, movedOut: 0 } },
        { storedGiB: 5, unsized: { stored: 1, movedOut: 0 } },
      ],
    });
  });

  test("names few of many versions without a size", () => {
    const versions = Array.from(
      { length: 7 },
      (_, at) => `"${at}": { source: { lookup: { owners: [self] } } }`,
    );
    desk.write(CATALOG.replace(/versions: \{ "1".*\}$/m, `versions: { ${versions.join(", ")} }`));
    const { output } = desk.run("cost", "--size-gib", "web=1");
    expect(output).toContain(": base 0, base 1, base 2, base 3, base 4, and 2 versions more.\n");
  });

  test("asks for no sizes where nothing is copied", () => {
    desk.write(`namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: {} }
images: { web: { versions: { "1": { source: { ami: ami-0a1b2c3d4e5f60718 } } } } }
`);
    const { output } = desk.run("cost");
    expect(output).toMatch(/^us-east-1 +0 +0 +1 +0 +0 +0 +0$/m);
    expect(output).not.toContain("No sizes are known");
  });

  test("counts the keys of the regions for no image alone", () => {
    const { output } = desk.run("cost", "base", "--size-gib", "4", "--prices", pricesFile(PRICES));
    expect(output).not.toContain("KEYS");
    expect(output).toContain("The keys of the regions serve all images: `cost` without IMAGE counts them.\n");
    expect(output).toContain("At most 12.00 EUR each month, and 2.00 EUR once for what was moved.\n");
    expect(desk.json("cost", "base", "--prices", pricesFile(PRICES)).document).toMatchObject({
      regions: [{ keys: 0 }, { keys: 0 }, { keys: 0 }],
      charged: { charges: [{ keys: 0 }, { keys: 0 }, { keys: 0 }] },
    });
    expect(desk.run("cost").output).not.toContain("serve all images");
  });

  test("takes the price of a target region where it has one", () => {
    const own = PRICES.replace('"0.2500000000"', '"0.25", transferGbTo: { us-west-2: 1 }');
    const { document } = desk.json("cost", "base", "--size-gib", "4", "--prices", pricesFile(own));
    expect(document.charged).toMatchObject({ charges: [{ transfer: 5 }, { transfer: 0 }, { transfer: 0 }] });
  });

  test("knows parameters and keys without sizes", () => {
    const { output } = desk.run("cost", "--prices", pricesFile(PRICES));
    expect(output).toContain("Without sizes: 10.50 EUR each month for parameters and keys.\n");
  });

  test("prints a file of prices for the regions, which is refused until it is filled in", () => {
    const { output } = desk.run("cost", "--new-prices");
    expect(output.match(/^ {2}\S+:$/gm)).toEqual(["  us-east-1:", "  eu-west-1:", "  us-west-2:"]);
    const { code, document } = desk.json("cost", "--prices", pricesFile(output));
    expect(code).toBe(1);
    expect(document.errors).toHaveLength(3 + 4 * 3);
    const filled = output
      .replace(/^date:.*$/m, "date: 2026-11-24")
      .replace(/^currency:.*$/m, "currency: USD")
      .replace(/^source:.*$/m, "source: the test")
      .replace(/^( {4}\w+:).*$/gm, "$1 1");
    expect(desk.run("cost", "--prices", pricesFile(filled)).code).toBe(0);
  });

  test("calls no price that is needed one to leave out, and a file of prices no catalog", () => {
    const empty = pricesFile(PRICES.replace("kmsKeyMonth: 3", "kmsKeyMonth:"));
    const { errors } = desk.run("cost", "--prices", empty);
    expect(errors).toContain(
      "nothing is given, but it must be a price; write it in decimal digits, like `0.25` [",
    );
    writeFileSync(empty, Buffer.from("source: caf\u00e9\n", "latin1"));
    expect(desk.run("cost", "--prices", empty).errors).toMatch(/prices\.yaml: this is not UTF-8 text; /);
  });

  test("refuses all that is wrong with a file of prices at once, each with its place", () => {
    const wrong = PRICES.replace("2026-11-24", "2026-02-30")
      .replace("EUR", "Euro")
      .replace("snapshotGbMonth: 0.5", "snapshotGbMonth: cheap")
      .replace("transferGb: 4", "transferGB: -4")
      .replace("  us-west-2", "  west");
    const { code, document } = desk.json("cost", "--prices", pricesFile(wrong));
    expect(code).toBe(1);
    expect(document.errors).toEqual(
      [
        ["CATALOG_VALUE_INVALID", 1, "date"],
        ["CATALOG_VALUE_INVALID", 2, "currency"],
        ["CATALOG_TYPE", 5, "regions.us-east-1.snapshotGbMonth"],
        ["CATALOG_KEY_MISSING", 6, "regions.eu-west-1.transferGb"],
        ["CATALOG_KEY_UNKNOWN", 6, "regions.eu-west-1.transferGB"],
        ["REGION_INVALID", 7, "regions.west"],
      ].map(([error, line, path]) => expect.objectContaining({ code: error, line, path })),
    );
  });

  test.each(["2026-13-01", "2026-02-30", "2026-11-24T00:00", "24.11.2026", ""])("knows no day %j", (date) => {
    const { code, errors } = desk.run(
      "cost",
      "--prices",
      pricesFile(PRICES.replace("2026-11-24", `"${date}"`)),
    );
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^.*prices\.yaml:1:7: date: .*\[CATALOG_VALUE_INVALID\]\n/),
    ]);
  });

  test("refuses prices that lack a region of the catalog", () => {
    const file = pricesFile(PRICES.replace(/^ {2}eu-west-1.*\n/m, ""));
    const { code, errors } = desk.run("cost", "--prices", file);
    expect(code).toBe(1);
    expect(errors).toContain(
      `${file}: regions: it has no prices of eu-west-1, and the catalog publishes there`,
    );
  });

  test.each([
    [["--size-gib", "big"], '--size-gib is "big", and is a number of GiB'],
    [["--size-gib", "web=-1"], '--size-gib is "web=-1"'],
    [["--aws", "--size-gib", "big"], '--size-gib is "big"'],
    [["--prices", "none.yaml"], "none.yaml: there is no such file"],
  ])("%j is wrong usage", (options, message) => {
    const { code, errors } = desk.run("cost", ...options);
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(message) });
  });

  test.each([[["wbe"]], [["--size-gib", "wbe=8"]]])("%j: an image that isn't there is refused", (args) => {
    expect(desk.json("cost", ...args)).toMatchObject({
      code: 1,
      document: { errors: [{ code: "IMAGE_UNKNOWN" }] },
    });
  });
});
