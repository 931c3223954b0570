import { ACCOUNT_ID, AMI_ID, KEY_ARN, OTHER_AMI_ID } from "../values";
import { HOME, load, Parts, refusals } from "./catalog-text";

const PATH = "images.web";

function source(text: string): Parts {
  return { versions: `{ "1": { source: ${text} } }` };
}

function sourceOf(text: string) {
  return load(source(text)).images.web?.versions["1"]?.source;
}

describe("a source", () => {
  test.each([
    ["ami", `{ ami: ${AMI_ID} }`, { ami: { [HOME]: { amiId: AMI_ID } } }],
    [
      "an AMI for each region",
      `{ ami: { ${HOME}: ${AMI_ID}, eu-west-1: { amiId: ${OTHER_AMI_ID}, encrypted: true, kmsKeyId: "${KEY_ARN}", owned: false, ebsDeviceNames: [/dev/xvda] } } }`,
      {
        ami: {
          [HOME]: { amiId: AMI_ID },
          "eu-west-1": {
            amiId: OTHER_AMI_ID,
            encrypted: true,
            kmsKeyId: KEY_ARN,
            owned: false,
            ebsDeviceNames: ["/dev/xvda"],
          },
        },
      },
    ],
    [
      "a parameter by name",
      "{ parameter: /golden/base/stable }",
      { parameter: { parameterName: "/golden/base/stable" } },
    ],
    [
      "a parameter by ARN",
      `{ parameter: "arn:aws:ssm:${HOME}:${ACCOUNT_ID}:parameter/base" }`,
      { parameter: { parameterArn: `arn:aws:ssm:${HOME}:${ACCOUNT_ID}:parameter/base` } },
    ],
    [
      "a version of a parameter",
      "{ parameter: { parameterName: /a/b, version: 3 } }",
      { parameter: { parameterName: "/a/b", version: 3 } },
    ],
    [
      "a lookup",
      "{ lookup: { owners: [self, 099720109477], filters: [{ name: name, values: [a*, 2026.10] }], nameRegex: '^a', mostRecent: true } }",
      {
        lookup: {
          owners: ["self", "099720109477"],
          filters: [{ name: "name", values: ["a*", "2026.10"] }],
          nameRegex: "^a",
          mostRecent: true,
        },
      },
    ],
    [
      "an instance",
      "{ instance: { sourceInstanceId: i-0a1b2c3d4e5f60718, snapshotWithoutReboot: true } }",
      { instance: { sourceInstanceId: "i-0a1b2c3d4e5f60718", snapshotWithoutReboot: true } },
    ],
    [
      "snapshots",
      "{ snapshot: { rootSnapshotId: snap-0a1b2c3d4e5f60718, volumeSize: 16, dataVolumes: [{ deviceName: /dev/sdb, snapshotId: snap-0f1e2d3c4b5a69788 }], bootMode: uefi } }",
      {
        snapshot: {
          rootSnapshotId: "snap-0a1b2c3d4e5f60718",
          volumeSize: 16,
          dataVolumes: [{ deviceName: "/dev/sdb", snapshotId: "snap-0f1e2d3c4b5a69788" }],
          bootMode: "uefi",
        },
      },
    ],
    [
      "a bundle",
      "{ s3Manifest: { imageLocation: images/web.manifest.xml, rootVolumeSize: 9.5, architecture: i386 } }",
      { s3Manifest: { imageLocation: "images/web.manifest.xml", rootVolumeSize: 9.5, architecture: "i386" } },
    ],
  ])("is %s", (_what, text, expected) => {
    expect(sourceOf(text)).toEqual(expected);
  });

  test.each([
    ["{ ami: ami-1234 }", "AMI_ID_INVALID", ".ami"],
    [`{ ami: { ${HOME}: ami-12345678 } }`, "AMI_ID_PLACEHOLDER", '.ami["us-east-1"]'],
    [`{ ami: { ${HOME}: {} } }`, "CATALOG_KEY_MISSING", '.ami["us-east-1"].amiId'],
    ["{ ami: {} }", "CATALOG_EMPTY", ".ami"],
    ["{ ami: [] }", "CATALOG_TYPE", ".ami"],
    [
      `{ ami: { ${HOME}: { amiId: ${AMI_ID}, kmsKeyId: "${KEY_ARN}" } } }`,
      "KMS_KEY_REGION",
      '.ami["us-east-1"].kmsKeyId',
    ],
    ["{}", "CATALOG_CONFLICT", ""],
    [`{ ami: ${AMI_ID}, parameter: /a/b }`, "CATALOG_CONFLICT", ""],
    ["{ lookup: { owners: [] } }", "OWNERS_MISSING", ".lookup.owners"],
    ["{ lookup: { filters: [] } }", "CATALOG_KEY_MISSING", ".lookup.owners"],
    [`{ lookup: { owners: [self], kmsKeyId: "${KEY_ARN}" } }`, "KMS_KEY_REGION", ".lookup.kmsKeyId"],
    ["{ parameter: golden/base }", "PARAMETER_NAME_INVALID", ".parameter"],
    ["{ parameter: { parameterName: /a, version: 0 } }", "SELECTOR_INVALID", ".parameter.version"],
    ["{ parameter: { version: 1 } }", "PARAMETER_NAME_INVALID", ".parameter"],
    ["{ instance: { sourceInstanceId: i-1 } }", "INSTANCE_ID_INVALID", ".instance.sourceInstanceId"],
    ["{ snapshot: { rootSnapshotId: snap-1 } }", "SNAPSHOT_ID_INVALID", ".snapshot.rootSnapshotId"],
    [
      "{ snapshot: { rootSnapshotId: snap-0a1b2c3d4e5f60718, dataVolumes: [{ deviceName: /dev/sdb, snapshotId: x }] } }",
      "SNAPSHOT_ID_INVALID",
      ".snapshot.dataVolumes[0].snapshotId",
    ],
    ["{ s3Manifest: { imageLocation: s3://a/b } }", "IMAGE_LOCATION_INVALID", ".s3Manifest.imageLocation"],
    [
      "{ s3Manifest: { imageLocation: images/web.manifest.xml, rootVolumeSize: 11 } }",
      "VOLUME_SIZE_INVALID",
      ".s3Manifest.rootVolumeSize",
    ],
  ])("%s is refused", (text, code, path) => {
    expect(refusals(source(text))).toEqual([
      [code, `${PATH}.versions["1"].source${path.replace('["us-east-1"]', ".us-east-1")}`],
    ]);
  });
});
