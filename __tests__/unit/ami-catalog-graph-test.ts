import { join } from "node:path";
import { XMLValidator } from "fast-xml-parser";
import { Catalog, CatalogImage, imageGraph, ImageGraph, loadCatalog, mermaid, svg } from "../../modules";
import { publishedCatalog } from "../../modules/ami-catalog-page/page-data";
import { ACCOUNT_ID, accountIds, AMI_ID, ORGANIZATION_ARN, OTHER_REGION, OU_ARN, REGION } from "./values";

const ROOT = join(__dirname, "../..");
const WEB: CatalogImage = {
  versions: {
    "1.9": { source: { ami: { [REGION]: { amiId: AMI_ID } } }, state: "released" },
    "1.10": { source: { ami: { [REGION]: { amiId: AMI_ID } } }, deprecationTime: "2027-01-02T03:04:00Z" },
  },
  channels: { stable: "1.10" },
};

function catalogOf(image: CatalogImage = WEB, more: Partial<Catalog> = {}, name = "web"): Catalog {
  return {
    namespace: "/golden",
    homeRegion: REGION,
    regions: { [REGION]: {}, [OTHER_REGION]: {} },
    images: { [name]: image },
    ...more,
  };
}

/** The lines of each node, by column. */
function linesOf({ nodes }: ImageGraph, column: string): (readonly string[])[] {
  return nodes.filter((node) => node.column === column).map(({ lines }) => lines);
}

/** The way from each source, by the first line of each node. */
function ways({ nodes, edges }: ImageGraph): string[] {
  const name = (id: string) => nodes.find((node) => node.id === id)?.lines[0];
  return edges.map(({ from, to }) => `${name(from)} → ${name(to)}`);
}

test("goes from the source by the AMIs, the version and the channel to the recipients, the newest version first", () => {
  const graph = imageGraph(catalogOf(), "web");
  expect(ways(graph)).toEqual([
    `AMI by its ID → ${REGION}`,
    `${REGION} → 1.10`,
    `AMI by its ID → ${OTHER_REGION}`,
    `${OTHER_REGION} → 1.10`,
    "1.10 → stable",
    `AMI by its ID → ${REGION}`,
    `${REGION} → 1.9`,
    `AMI by its ID → ${OTHER_REGION}`,
    `${OTHER_REGION} → 1.9`,
    "stable → the owner alone",
  ]);
  expect(linesOf(graph, "version")).toEqual([
    ["1.10", "deprecation: 2027-01-02"],
    ["1.9", "released"],
  ]);
  expect(linesOf(graph, "AMIs")[1]).toEqual([
    OTHER_REGION,
    `copied from ${REGION}`,
    "encryption as the source's",
  ]);
  expect(linesOf(graph, "channel")).toEqual([["stable", "/golden/web/stable"]]);
});

test("draws regions that are alike once, with many as with few", () => {
  const regions = Object.fromEntries(
    Array.from({ length: 34 }, (_, index) => [`eu-test-${index}`, { createKey: index > 1 }]),
  );
  const { nodes } = imageGraph(catalogOf(WEB, { homeRegion: "eu-test-0", regions }), "web");
  expect(linesOf({ image: "web", nodes, edges: [] }, "AMIs").slice(0, 3)).toEqual([
    ["eu-test-0", "encryption as the source's"],
    ["eu-test-1", "copied from eu-test-0", "encryption as the source's"],
    ["32 regions", "copied from eu-test-0", "encrypted, a key made there"],
  ]);
  expect(nodes).toHaveLength(12);
});

test.each<[string, Partial<Catalog>, readonly string[][]]>([
  [
    "an organisation and an OU",
    { shareWith: { organizationArns: [ORGANIZATION_ARN], organizationalUnitArns: [OU_ARN] } },
    [[ORGANIZATION_ARN.split("/").at(-1) ?? "", OU_ARN.split("/").at(-1) ?? ""]],
  ],
  ["many accounts by their number", { shareWith: { accountIds: accountIds(4) } }, [["4 accounts"]]],
  ["everyone", { shareWith: { isPublic: true } }, [["everyone"]]],
  [
    "other recipients in one region",
    { shareWith: { accountIds: [ACCOUNT_ID] }, regions: { [REGION]: {}, [OTHER_REGION]: { shareWith: {} } } },
    [
      [ACCOUNT_ID, `in ${REGION}`],
      ["the owner alone", `in ${OTHER_REGION}`],
    ],
  ],
])("names as recipients %s", (_, more, expected) => {
  expect(linesOf(imageGraph(catalogOf(WEB, more), "web"), "recipients")).toEqual(expected);
});

test.each<[string, CatalogImage["versions"][string]["source"], readonly string[]]>([
  [
    "lookup",
    { lookup: { owners: ["self"], filters: [{ name: "name", values: ["a", "b"] }] } },
    ["look-up", "owners: self", "name: a, b"],
  ],
  ["parameter", { parameter: { parameterName: "/aws/x" } }, ["SSM parameter", "/aws/x"]],
  ["instance", { instance: { sourceInstanceId: "i-1" } }, ["instance", "i-1"]],
  ["snapshot", { snapshot: { rootSnapshotId: "snap-1" } }, ["snapshots", "snap-1"]],
  ["packerManifest", { packerManifest: { manifest: "m.json" } }, ["Packer manifest", "m.json"]],
])("tells a source by %s", (_, source, expected) => {
  const image = { versions: { "1": { source } } };
  expect(linesOf(imageGraph(catalogOf(image), "web"), "source")).toEqual([expected]);
});

const IMAGE_ARN = `arn:aws:imagebuilder:${REGION}:${ACCOUNT_ID}:image/web/1.0.0/1`;
const REMOTE = { output: "ami", backend: { local: { path: "terraform.tfstate" } } };

test.each<[string, CatalogImage["versions"][string]["source"], readonly string[]]>([
  [
    "Image Builder, which has put one there",
    { imageBuilder: { imageArn: IMAGE_ARN, regions: [REGION, OTHER_REGION] } },
    [],
  ],
  [
    "Image Builder, in the home region alone",
    { imageBuilder: { imageArn: IMAGE_ARN } },
    [`copied from ${REGION}`],
  ],
  [
    "a state with the AMIs of both regions",
    { remoteState: { ...REMOTE, regions: [REGION, OTHER_REGION] } },
    [],
  ],
  ["a state with one AMI", { remoteState: REMOTE }, [`copied from ${REGION}`]],
  [
    "Packer, whose manifest knows it",
    { packerManifest: { manifest: "m.json" } },
    [`built there, or copied from ${REGION}`],
  ],
])("says from where another region's AMI comes: %s", (_, source, expected) => {
  const image = { versions: { "1": { source } } };
  const known = "encryption as the source's";
  const amis = [
    [REGION, known],
    [OTHER_REGION, ...expected, known],
  ];
  const together = [[`${REGION}, ${OTHER_REGION}`, known]];
  const wanted = expected.length === 0 ? together : amis;
  expect(linesOf(imageGraph(catalogOf(image), "web"), "AMIs")).toEqual(wanted);
  const page = publishedCatalog(catalogOf(image));
  expect(linesOf(imageGraph(page, "web"), "AMIs")).toEqual(wanted);
});

const HOSTILE = 'a"]; click x "javascript:alert(1)" <script>&\u0000\ud800 %%{init}';

test("text of the catalog stays text in Mermaid", () => {
  const image = { versions: { [HOSTILE]: { source: { parameter: { parameterName: HOSTILE } } } } };
  const text = mermaid([imageGraph(catalogOf(image), "web")]);
  const labels = [...text.matchAll(/\["([^\n]*)"\]/g)].map(([, label]) => label);
  expect(labels).toHaveLength(6);
  labels.forEach((label) => expect(label?.replaceAll("<br>", "")).toMatch(/^[\p{L}\p{N} .,:/_#;-]*$/u));
  expect(text).toContain("#38;#65533;#65533;");
  expect(text).toContain("a#34;#93;#59; click x #34;javascript:alert");
});

test("text of the catalog stays text in SVG, which is well-formed", () => {
  const image = { versions: { [HOSTILE]: { source: { parameter: { parameterName: HOSTILE } } } } };
  const picture = svg(imageGraph(catalogOf(image), "web"));
  expect(XMLValidator.validate(picture)).toBe(true);
  expect(picture).not.toContain("<script");
  expect(picture).toContain("&#60;script&#62;&#38;\ufffd\ufffd");
});

test("no boxes of a picture overlap, and none leaves it", () => {
  const picture = svg(imageGraph(loadCatalog(join(ROOT, "catalog.yaml")).catalog, "al2023-arm64"));
  const [, width = 0, height = 0] = (/viewBox="0 0 (\S+) (\S+)"/.exec(picture) ?? []).map(Number);
  const boxes = [...picture.matchAll(/<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"/g)].map(
    (match) => match.slice(1).map(Number),
  ) as [number, number, number, number][];
  expect(boxes).toHaveLength(11);
  boxes.forEach(([x, y, w, h], index) => {
    expect(x + w).toBeLessThanOrEqual(width);
    expect(y + h).toBeLessThanOrEqual(height);
    boxes.slice(index + 1).forEach(([x2, y2, w2, h2]) => {
      expect(x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y).toBe(true);
    });
  });
});

test("an image that isn't there is drawn as nothing", () => {
  expect(imageGraph(catalogOf(), "none").nodes).toEqual([]);
  expect(XMLValidator.validate(svg(imageGraph(catalogOf(), "none")))).toBe(true);
});

test("the versions of an image without channels lead to the recipients", () => {
  const graph = imageGraph(catalogOf({ ...WEB, channels: {} }), "web");
  expect(ways(graph).slice(-2)).toEqual(["1.10 → the owner alone", "1.9 → the owner alone"]);
  expect(XMLValidator.validate(svg(graph))).toBe(true);
});
