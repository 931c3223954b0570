import { parseCatalog } from "../../../modules";
import { storedAmis } from "../../../commands/cost/stored-amis";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/5a1d3f7c-2b4e-4c6d-8e9f-0a1b2c3d4e5f";

/** One image in two regions, of which the first is the home region. */
function stored(source: string, image = "", home = "{}") {
  const text = `namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: ${home}, eu-west-1: {} }
images: { web: { versions: { "1": { source: ${source} } }${image} } }
`;
  const { catalog } = parseCatalog(text, "catalog.yaml");
  return storedAmis(catalog).map(({ region, storage, why, movedFrom }) =>
    [region, storage, why, movedFrom].filter((part) => part !== undefined).join(" | "),
  );
}

const MOVED = "eu-west-1 | whole | copied from us-east-1 | us-east-1";
const INSIDE = "us-east-1 | incremental | copied inside the region, encryption unchanged";

describe("what a catalog stores", () => {
  test.each([
    [
      "an own AMI as it is",
      "{ ami: ami-0a1b2c3d4e5f60718 }",
      "",
      "{}",
      "us-east-1 | source | the source AMI itself",
    ],
    [
      "an own AMI that is encrypted",
      "{ ami: ami-0a1b2c3d4e5f60718 }",
      "",
      "{ createKey: true }",
      "us-east-1 | whole | newly encrypted",
    ],
    ["a look-up, which is frozen by a copy", "{ lookup: { owners: [self] } }", "", "{}", INSIDE],
    [
      "a look-up under the same key",
      `{ lookup: { owners: [self], encrypted: true, kmsKeyId: "${KEY}" } }`,
      "",
      `{ kmsKeyArn: "${KEY}" }`,
      INSIDE,
    ],
    [
      "a look-up of encrypted AMIs under an unknown key",
      "{ lookup: { owners: [self], encrypted: true } }",
      "",
      `{ kmsKeyArn: "${KEY}" }`,
      "us-east-1 | whole | newly encrypted",
    ],
    [
      "another account's AMIs",
      "{ lookup: { owners: [amazon] } }",
      "",
      "{}",
      "us-east-1 | whole | copied from another account",
    ],
  ])("%s", (_, source, image, home, inHomeRegion) => {
    const encrypted = source.includes("encrypted: true");
    expect(stored(source, encrypted ? ", encrypted: true" : image, home)).toEqual([inHomeRegion, MOVED]);
  });

  test("AMIs that are there in each region are stored by whoever made them", () => {
    const source = "{ ami: { us-east-1: ami-0a1b2c3d4e5f60718, eu-west-1: ami-0f1e2d3c4b5a69788 } }";
    expect(stored(source)).toEqual([
      "us-east-1 | source | the source AMI itself",
      "eu-west-1 | source | the source AMI itself",
    ]);
  });

  test("an instance's AMI is stored beside its encrypted copy", () => {
    expect(
      stored("{ instance: { sourceInstanceId: i-0a1d2f3c4b5e6f789 } }", "", "{ createKey: true }"),
    ).toEqual(["us-east-1 | whole | made from an instance", "us-east-1 | whole | newly encrypted", MOVED]);
  });

  test("the copy of a bundle is one in S3", () => {
    const source = "{ s3Manifest: { imageLocation: bucket/web.manifest.xml } }";
    expect(stored(source)).toEqual([
      "us-east-1 | source | the source AMI itself",
      "eu-west-1 | bundle | copied from us-east-1 | us-east-1",
    ]);
  });
});
