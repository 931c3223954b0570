import { App } from "cdktf";
import { catalogStacks, parseCatalog } from "../../../modules";
import { desks } from "./runs";

const desk = desks();
const BAD = `namespace: golden
homeRegion: us-east-1
regions: { us-east-1: {} }
images: {}
colour: red
`;
const SHARED = `namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: {}, eu-west-1: { shareWith: { accountIds: ["033333333333"] } } }
shareWith: { public: true }
images:
  web:
    description: "Web \\e[31m servers"
    versions: { "9": { source: { lookup: { owners: [self], filters: [{ name: name, values: [a, b] }] } } },
                "10": { source: { ami: { us-east-1: ami-0a1b2c3d4e5f60718, eu-west-1: { amiId: ami-0f1e2d3c4b5a69788, encrypted: false } } }, deprecationTime: 2020-01-01 } }
    channels: { stable: "10" }
`;

describe("check", () => {
  test("says OK, and what the file holds", () => {
    expect(desk.run("check")).toEqual({
      code: 0,
      output: `OK: ${desk.file} has 2 images, 5 versions (1 released), 3 channels, 2 regions\n`,
      errors: "",
    });
    expect(desk.json("check").document).toEqual({
      ok: true,
      errors: [],
      warnings: [],
      counts: { images: 2, versions: 5, released: 1, channels: 3, regions: 2 },
    });
  });

  test("says all that is wrong, with code 1", () => {
    desk.write(BAD);
    const { code, output, errors } = desk.run("check");
    expect({ code, output }).toEqual({ code: 1, output: "" });
    const lines = errors.trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/catalog\.yaml:1:12: namespace: .*\[PARAMETER_NAME_INVALID\]$/);
    expect(lines[1]).toMatch(/catalog\.yaml:5:1: colour: .*\[CATALOG_KEY_UNKNOWN\]$/);
  });

  test("says it as a document too", () => {
    desk.write(BAD);
    const { code, document, errors } = desk.json("check");
    expect(code).toBe(1);
    expect(document).toEqual({
      ok: false,
      errors: [
        expect.objectContaining({ code: "PARAMETER_NAME_INVALID", line: 1, column: 12, value: "golden" }),
        {
          code: "CATALOG_KEY_UNKNOWN",
          file: desk.file,
          line: 5,
          column: 1,
          path: "colour",
          value: null,
          allowed: expect.stringContaining("unknown key"),
          fix: expect.stringContaining("namespace"),
          message: expect.stringMatching(/^.*catalog\.yaml:5:1: colour: .*\[CATALOG_KEY_UNKNOWN\]$/),
        },
      ],
      warnings: [],
    });
    expect(errors).toContain("CATALOG_KEY_UNKNOWN");
  });

  test("tells warnings on standard error, and is good with them", () => {
    desk.write(SHARED);
    const { code, output, errors } = desk.run("check");
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^OK: /) });
    expect(errors).toMatch(
      /^warning: .*catalog\.yaml:10:25: images\.web\.channels\.stable: .*\[CATALOG_CHANNEL_DEPRECATED\]\n$/,
    );
    expect(desk.json("check").document.warnings).toEqual([
      expect.objectContaining({
        code: "CATALOG_CHANNEL_DEPRECATED",
        file: desk.file,
        line: 10,
        column: 25,
        path: "images.web.channels.stable",
      }),
    ]);
  });
});

const UNFIT = `namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: {} }
images:
  web:
    encrypted: false
    versions:
      "1":
        source: { lookup: { owners: [self], encrypted: true } }
    channels: { stable: "1" }
`;

describe("what only the constructs know", () => {
  const PROBLEM = {
    code: "ENCRYPTION_REQUIRED",
    line: 9,
    column: 17,
    path: 'images.web.versions["1"].source',
    allowed: "in us-east-1, the source is encrypted, and a copy can't take encryption away",
  };

  test("is refused by check, with its place in the file", () => {
    desk.write(UNFIT);
    const { code, document } = desk.json("check");
    expect({ code, errors: document.errors }).toMatchObject({ code: 1, errors: [PROBLEM] });
  });

  test("is refused by the stacks with the same place", () => {
    const { catalog } = parseCatalog(UNFIT, "catalog.yaml");
    expect(() => catalogStacks(new App({ outdir: desk.folder }), catalog)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ ...PROBLEM, file: "catalog.yaml" })] }),
    );
  });
});

describe("list", () => {
  test("has a line for each channel, in columns", () => {
    expect(desk.run("list").output).toBe(
      [
        "IMAGE  CHANNEL    VERSION  PARAMETER",
        "web    stable     2026.10  /golden/web/stable",
        "web    candidate  2026.11  /golden/web/candidate",
        "web    legacy     2026.10  /golden/web/legacy",
        "base   -          -        -",
        "",
      ].join("\n"),
    );
  });

  test("as a document", () => {
    expect(desk.json("list").document).toMatchObject({
      ok: true,
      namespace: "/golden",
      homeRegion: "us-east-1",
      regions: ["us-east-1", "eu-west-1"],
      images: [
        {
          name: "web",
          description: 'Web servers, "golden"',
          versions: ["2026.10", "2026.11", "2026.12"],
          channels: [
            { name: "stable", version: "2026.10", parameter: "/golden/web/stable" },
            { name: "candidate", version: "2026.11", parameter: "/golden/web/candidate" },
            { name: "legacy", version: "2026.10", parameter: "/golden/web/legacy" },
          ],
        },
        { name: "base", description: null, channels: [] },
      ],
    });
  });

  test("of no images", () => {
    desk.write("namespace: /golden\nhomeRegion: us-east-1\nregions: { us-east-1: {} }\nimages: {}\n");
    expect(desk.run("list")).toMatchObject({ code: 0, output: `${desk.file} has no images\n` });
  });
});

describe("show", () => {
  test("has the channels, the versions with the newest first, the regions", () => {
    expect(desk.run("show", "web").output).toBe(
      [
        'web: Web servers, "golden"',
        "",
        "CHANNEL    VERSION  PARAMETER",
        "stable     2026.10  /golden/web/stable",
        "candidate  2026.11  /golden/web/candidate",
        "legacy     2026.10  /golden/web/legacy",
        "",
        "VERSION  STATE   CHANNELS        DEPRECATION TIME      SOURCE",
        "2026.12  active  -               -                     ami us-east-1=ami-0b2d4f6a8c0e1f359",
        "2026.11  active  candidate       2028-11-24T00:00:00Z  ami us-east-1=ami-0f1e2d3c4b5a69788 eu-west-1=ami-0c3fd0f5d4e7a9b21",
        "2026.10  active  stable, legacy  -                     ami us-east-1=ami-0a1b2c3d4e5f60718",
        "",
        "REGION            SHARED WITH",
        "us-east-1 (home)  the owner alone",
        "eu-west-1         the owner alone",
        "",
      ].join("\n"),
    );
  });

  test("compares numbers as numbers, and keeps a terminal from harm", () => {
    desk.write(SHARED);
    const { output } = desk.run("show", "web");
    expect(output).toContain("web: Web \\u001b[31m servers\n");
    expect(output).toMatch(
      /\n10 .*eu-west-1=amiId=ami-0f1e2d3c4b5a69788 encrypted=false\n9 .*filters=name=a,b\n/,
    );
    expect(output).toMatch(/us-east-1 \(home\) +everyone\neu-west-1 +033333333333\n/);
  });

  test("as a document", () => {
    expect(desk.json("show", "base").document).toMatchObject({
      ok: true,
      name: "base",
      description: null,
      tags: {},
      channels: [],
      versions: [
        {
          name: "1",
          state: "active",
          deprecationTime: null,
          channels: [],
          parameter: "/golden/base/versions/1",
          source: { parameter: { parameterName: "/bakery/base/latest" } },
        },
        { name: "0", state: "released" },
      ],
      regions: [
        { name: "us-east-1", home: true, shareWith: {} },
        { name: "eu-west-1", home: false, shareWith: {} },
      ],
    });
  });

  test.each([
    ["wbe", 'there is no image "wbe", did you mean "web"?; name one of web, base, or add it to the file'],
    ["toString", 'there is no image "toString"; name one of'],
  ])("fails on the unknown image %s", (name, message) => {
    const { code, errors } = desk.run("show", name);
    expect(code).toBe(1);
    expect(errors).toContain(`${desk.file}: images: ${message}`);
  });
});
