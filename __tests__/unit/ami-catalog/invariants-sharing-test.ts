import { parseCatalog } from "../../../modules/ami-catalog/load-catalog";
import { warningLine } from "../../../modules/ami-catalog/file-problems";
import { ACCOUNT_ID, accountIds, AMI_ID, keyArn, ORGANIZATION_ARN, organizationArn, OU_ARN } from "../values";
import { catalogText, HOME, load, messageOf, refusals } from "./catalog-text";

const TO_ACCOUNT = `{ accountIds: [${ACCOUNT_ID}] }`;
const PUBLIC = "{ public: true }";
const KEYED = `{ ${HOME}: { createKey: true }, eu-west-1: { createKey: true } }`;
const HALF_KEYED = `{ ${HOME}: { kmsKeyArn: "${keyArn(HOME)}" }, eu-west-1: {} }`;

function lines(top: string): string[] {
  return parseCatalog(catalogText({ top }), "catalog.yaml").warnings.map(warningLine);
}

describe("encryption", () => {
  test("with a key in each region can be shared", () => {
    expect(load({ top: `shareWith: ${TO_ACCOUNT}`, regions: KEYED, web: "encrypted: true" })).toBeDefined();
  });

  test("by default is where the region has a key", () => {
    expect(load({ top: `shareWith: ${TO_ACCOUNT}`, regions: HALF_KEYED })).toBeDefined();
  });

  test("under the default key can't be shared, with the regions that lack one", () => {
    const parts = { top: `shareWith: ${TO_ACCOUNT}`, regions: HALF_KEYED, web: "encrypted: true" };
    expect(refusals(parts)).toEqual([["KMS_KEY_DEFAULT_SHARED", "images.web.encrypted"]]);
    expect(messageOf(parts)).toContain("eu-west-1 has no key of its own");
  });

  test("under the default key is good for the owner alone", () => {
    expect(load({ web: "encrypted: true" })).toBeDefined();
    expect(load({ top: `shareWith: ${TO_ACCOUNT}`, web: "encrypted: true, shareWith: {}" })).toBeDefined();
  });

  test("is never public, of itself or by the key of the region", () => {
    expect(refusals({ top: `shareWith: ${PUBLIC}`, web: "encrypted: true" })).toEqual([
      ["ENCRYPTED_PUBLIC", "images.web.encrypted"],
    ]);
    expect(refusals({ regions: KEYED, web: `shareWith: ${PUBLIC}` })).toEqual([
      ["ENCRYPTED_PUBLIC", "images.web"],
    ]);
    expect(load({ regions: KEYED, web: `shareWith: ${PUBLIC}, encrypted: false` })).toBeDefined();
  });

  test("is judged by the recipients that hold: the image's, else the region's, else the catalog's", () => {
    const regions = `{ ${HOME}: { createKey: true }, eu-west-1: { createKey: true, shareWith: ${PUBLIC} } }`;
    expect(messageOf({ top: `shareWith: ${TO_ACCOUNT}`, regions })).toContain(
      "the image is public in eu-west-1,",
    );
    expect(load({ top: `shareWith: ${PUBLIC}`, regions, web: `shareWith: ${TO_ACCOUNT}` })).toBeDefined();
  });

  test("can't be given to the copy of a bundle", () => {
    const versions = "{ a: { source: { s3Manifest: { imageLocation: images/web.manifest.xml } } } }";
    expect(refusals({ regions: HALF_KEYED, versions })).toEqual([
      ["COPY_CHANGES_ENCRYPTION", "images.web.versions.a.source"],
    ]);
    expect(load({ regions: HALF_KEYED, versions, web: "encrypted: false" })).toBeDefined();
  });

  test("of a key that was refused counts as a key", () => {
    const regions = `{ ${HOME}: { kmsKeyArn: "${keyArn("eu-west-1")}" } }`;
    expect(refusals({ top: `shareWith: ${TO_ACCOUNT}`, regions, web: "encrypted: true" })).toEqual([
      ["KMS_KEY_REGION", "regions.us-east-1.kmsKeyArn"],
    ]);
  });
});

describe("recipients", () => {
  test.each([
    [
      "the catalog",
      { top: `shareWith: { organizationArns: ["${organizationArn("aws-cn")}"] }` },
      "shareWith.organizationArns[0]",
    ],
    [
      "a region",
      {
        regions: `{ ${HOME}: { shareWith: { organizationArns: ["${ORGANIZATION_ARN}", "${organizationArn("aws-us-gov")}"] } } }`,
      },
      "regions.us-east-1.shareWith.organizationArns[1]",
    ],
    [
      "an image",
      { web: `shareWith: { organizationArns: ["${organizationArn("aws-cn")}"] }` },
      "images.web.shareWith.organizationArns[0]",
    ],
  ])("of %s lie in the partition of the regions", (_what, parts, path) => {
    expect(refusals(parts)).toEqual([["PARTITION_MIXED", path]]);
  });

  test("are at most 1,000", () => {
    const top = (count: number) => `shareWith: { accountIds: [${accountIds(count).join(", ")}] }`;
    expect(load({ top: top(1000) }).shareWith?.accountIds).toHaveLength(1000);
    expect(refusals({ top: top(1001) })).toEqual([["PRINCIPALS_TOO_MANY", "shareWith.accountIds"]]);
  });

  test("that copy are accounts, and no organisation", () => {
    const top = `shareWith: { organizationalUnitArns: ["${OU_ARN}"], snapshotAccess: copy }`;
    expect(refusals({ top })).toEqual([["SNAPSHOT_PRINCIPAL", "shareWith.snapshotAccess"]]);
    expect(load({ top: `shareWith: { accountIds: [${ACCOUNT_ID}], snapshotAccess: copy }` })).toBeDefined();
  });
});

describe("an account whose organisation is shared with too", () => {
  test("is warned of: for certain where the organisation's ARN names it", () => {
    expect(
      lines(`shareWith: { accountIds: ["123456789012"], organizationArns: ["${ORGANIZATION_ARN}"] }`),
    ).toEqual([
      "catalog.yaml:1:26: shareWith.accountIds: 123456789012 belongs to an organisation that is shared with too: removing it here will change nothing, and AWS will report success [CATALOG_ACCOUNT_COVERED]",
    ]);
  });

  test("is warned of in general where nobody can know", () => {
    expect(
      lines(`shareWith: { accountIds: [${ACCOUNT_ID}], organizationalUnitArns: ["${OU_ARN}"] }`),
    ).toEqual([
      expect.stringMatching(
        /^catalog\.yaml:1:26: shareWith\.accountIds: an account that belongs to .* keeps its access/,
      ),
    ]);
  });

  test("is not where only one of the two is shared with", () => {
    expect(lines(`shareWith: ${TO_ACCOUNT}`)).toEqual([]);
    expect(lines(`shareWith: { organizationArns: ["${ORGANIZATION_ARN}"] }`)).toEqual([]);
  });
});

test("an AMI of the home region is the default of all others", () => {
  expect(
    load({ versions: `{ a: { source: { ami: ${AMI_ID} } } }` }).images.web?.versions.a?.source.ami,
  ).toEqual({
    [HOME]: { amiId: AMI_ID },
  });
});
