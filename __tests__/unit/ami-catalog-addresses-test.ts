import { App, TerraformDataSource, TerraformElement, TerraformResource } from "cdktf";
import { IConstruct } from "constructs";
import fc from "fast-check";
import { AmiCatalogStack, Catalog, parseCatalog } from "../../modules";
import { withFolder } from "../support/temporary-folder";

const FILE = `
namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: { createKey: true }, eu-west-1: { createKey: true } }
shareWith: { accountIds: ["222222222222", "333333333333"] }
images:
  web:
    versions:
      "1.0": { source: { ami: ami-0a1b2c3d4e5f60718 } }
      "1.1": { source: { lookup: { owners: [self] } } }
      "1.2": { source: { snapshot: { rootSnapshotId: snap-0a1b2c3d4e5f60718 } } }
    channels: { stable: "1.0", candidate: "1.2" }
  api:
    versions: { "7": { source: { parameter: /baked/api } } }
    channels: { stable: "7" }
`;
const { catalog: CATALOG } = parseCatalog(FILE, "catalog.yaml");
const REGIONS = Object.keys(CATALOG.regions);

/** Addresses of all that a catalog makes of the image `web`, by region. */
function addressesOf(catalog: Catalog): string[][] {
  return withFolder("addresses", (outdir) => {
    const app = new App({ outdir, stackTraces: false });
    return REGIONS.map((region) => {
      const stack = new AmiCatalogStack(app, region, { catalog, region });
      return stack.node.findChild("web").node.findAll().flatMap(addressOf).sort();
    });
  });
}

function addressOf(node: IConstruct): string[] {
  if (!TerraformElement.isTerraformElement(node)) {
    return [];
  }
  if (TerraformResource.isTerraformResource(node)) {
    return [`${node.terraformResourceType}.${node.friendlyUniqueId}`];
  }
  return TerraformDataSource.isTerraformDataSource(node)
    ? [`data.${node.terraformResourceType}.${node.friendlyUniqueId}`]
    : [];
}

type Entries<T> = [string, T][];

/** An arbitrary that yields the keys of a record in any order. */
function shuffled<T>(record: Readonly<Record<string, T>>): fc.Arbitrary<Record<string, T>> {
  const entries: Entries<T> = Object.entries(record);
  return fc
    .shuffledSubarray(entries, { minLength: entries.length })
    .map((given) => Object.fromEntries(given));
}

/** A name of an image or region of its own, and never one that Terraform would see as the same. */
const otherName = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/).filter((name) => !(name in CATALOG.images));
const otherImage = fc.record({
  versions: fc.constant({ "1": { source: { ami: { "us-east-1": { amiId: "ami-0f1e2d3c4b5a69788" } } } } }),
  channels: fc.constantFrom({}, { stable: "1" }),
});
const otherVersion = fc.constant({ source: { ami: { "us-east-1": { amiId: "ami-0f1e2d3c4b5a69788" } } } });

/** The catalog with its keys in another order, and with more or less beside the image `web`. */
const edited: fc.Arbitrary<Catalog> = fc
  .record({
    keepsApi: fc.boolean(),
    images: fc.dictionary(otherName, otherImage, { maxKeys: 2, noNullPrototype: true }),
    regions: fc.subarray(["ap-southeast-1", "sa-east-1"]),
    accountIds: fc.shuffledSubarray(["111111111111", "222222222222", "333333333333"], { minLength: 1 }),
  })
  .chain(({ keepsApi, images, regions, accountIds }) => {
    const { api, web } = CATALOG.images;
    const all = { ...(api && keepsApi ? { api } : {}), ...(web ? { web } : {}), ...images };
    const added = Object.fromEntries(regions.map((region) => [region, { createKey: true }]));
    return fc
      .tuple(shuffled(all), shuffled({ ...CATALOG.regions, ...added }), shuffled<unknown>({ ...CATALOG }))
      .map(([shuffledImages, shuffledRegions, top]) => ({
        ...top,
        ...CATALOG,
        images: shuffledImages,
        regions: shuffledRegions,
        shareWith: { accountIds },
      }));
  });

test("addresses of an image stay, whatever is added, moved or removed elsewhere in the file", () => {
  const before = addressesOf(CATALOG);
  expect(before.map((addresses) => addresses.length)).toEqual([13, 13]);
  fc.assert(
    fc.property(edited, (catalog) => {
      expect(addressesOf(catalog)).toEqual(before);
    }),
    { numRuns: 100 },
  );
});

test("addresses of a version and of a channel stay when others come, move and go in the same image", () => {
  const kept = (catalog: Catalog) =>
    addressesOf(catalog).map((addresses) =>
      addresses.filter((address) => /_(Version-10|Channel-stable)_/.test(address)),
    );
  const before = kept(CATALOG);
  expect(before.map((addresses) => addresses.length)).toEqual([4, 4]);
  const { "1.0": first, "1.2": last } = CATALOG.images.web?.versions ?? {};
  const edits = fc
    .dictionary(fc.stringMatching(/^[2-9]\.[0-9]$/), otherVersion, { maxKeys: 2, noNullPrototype: true })
    .chain((added) => shuffled({ ...(first && { "1.0": first }), ...(last && { "1.2": last }), ...added }));
  fc.assert(
    fc.property(edits, fc.boolean(), (versions, hasCandidate) => {
      const channels = { ...(hasCandidate ? { candidate: "1.2" } : {}), stable: "1.0" };
      const web = { versions, channels };
      expect(kept({ ...CATALOG, images: { ...CATALOG.images, web } })).toEqual(before);
    }),
    { numRuns: 100 },
  );
});
