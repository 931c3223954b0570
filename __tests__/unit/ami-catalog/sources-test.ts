import { PROVIDER_6 } from "../../support/bindings";
import { ACCOUNT_ID, AMI_ID, KEY_ARN, OTHER_AMI_ID } from "../values";
import { HOME, load, Parts, refusals } from "./catalog-text";

const PATH = "images.web";
const IMAGE_ARN = `arn:aws:imagebuilder:${HOME}:${ACCOUNT_ID}:image/web/1.0.0/1`;

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
    [
      "an output of a state in S3",
      "{ remoteState: { s3: { bucket: bakery, region: eu-west-1, key: web.tfstate, workspace: prod }, output: ami_ids, outputPath: [web, 2026.10], regions: [us-east-1], encrypted: true } }",
      {
        remoteState: {
          s3: { bucket: "bakery", region: "eu-west-1", key: "web.tfstate", workspace: "prod" },
          output: "ami_ids",
          outputPath: ["web", "2026.10"],
          regions: [HOME],
          encrypted: true,
        },
      },
    ],
    [
      "an output of HCP Terraform",
      "{ remoteState: { hcpTerraform: { organization: my-company, workspace: bakery }, output: ami_id } }",
      {
        remoteState: { hcpTerraform: { organization: "my-company", workspace: "bakery" }, output: "ami_id" },
      },
    ],
    [
      "an output of a file",
      "{ remoteState: { local: { path: ../bakery/terraform.tfstate }, output: ami_id } }",
      { remoteState: { local: { path: "../bakery/terraform.tfstate" }, output: "ami_id" } },
    ],
    [
      "an image of Image Builder by ARN",
      `{ imageBuilder: "${IMAGE_ARN}" }`,
      { imageBuilder: { imageArn: IMAGE_ARN } },
    ],
    [
      "an image of Image Builder in several regions",
      `{ imageBuilder: { imageArn: "${IMAGE_ARN}", regions: [${HOME}, eu-west-1], accountId: "${ACCOUNT_ID}", kmsKeyIds: { eu-west-1: "${KEY_ARN}" } } }`,
      {
        imageBuilder: {
          imageArn: IMAGE_ARN,
          regions: [HOME, "eu-west-1"],
          accountId: ACCOUNT_ID,
          kmsKeyIds: { "eu-west-1": KEY_ARN },
        },
      },
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
    ["{ remoteState: { output: ami_id } }", "REMOTE_STATE_INVALID", ".remoteState"],
    [
      "{ remoteState: { local: { path: x }, s3: { bucket: bakery, region: eu-west-1, key: k }, output: ami_id } }",
      "REMOTE_STATE_INVALID",
      ".remoteState.s3",
    ],
    ["{ remoteState: { local: { path: x } } }", "CATALOG_KEY_MISSING", ".remoteState.output"],
    ["{ remoteState: { local: { path: x }, output: a.b } }", "REMOTE_STATE_INVALID", ".remoteState.output"],
    [
      "{ remoteState: { s3: { bucket: B, region: eu-west-1, key: k }, output: a } }",
      "CATALOG_VALUE_INVALID",
      ".remoteState.s3.bucket",
    ],
    [
      "{ remoteState: { local: { path: x }, output: a, regions: [us-east-1, eu-west-2] } }",
      "CATALOG_NAME_UNKNOWN",
      ".remoteState.regions[1]",
    ],
    [
      "{ remoteState: { local: { path: x }, output: a, regions: [eu-west-1] } }",
      "REGION_WITHOUT_SOURCE",
      ".remoteState.regions",
    ],
    ["{ imageBuilder: web }", "IMAGE_BUILDER_ARN_INVALID", ".imageBuilder"],
    ["{ packerManifest: {} }", "CATALOG_KEY_MISSING", ".packerManifest.manifest"],
    ["{ packerManifest: none.json }", "PACKER_MANIFEST_UNREADABLE", ".packerManifest"],
    ["{ packerManifest: [] }", "CATALOG_TYPE", ".packerManifest"],
  ])("%s is refused", (text, code, path) => {
    expect(refusals(source(text))).toEqual([
      [code, `${PATH}.versions["1"].source${path.replace('["us-east-1"]', ".us-east-1")}`],
    ]);
  });

  test("an image of Image Builder outside of the home region is refused where it can't be read", () => {
    const abroad = source(`{ imageBuilder: { imageArn: "${IMAGE_ARN.replace(HOME, "eu-west-1")}" } }`);
    if (PROVIDER_6) {
      expect(() => load(abroad)).not.toThrow();
    } else {
      const path = `${PATH}.versions["1"].source.imageBuilder.imageArn`;
      expect(refusals(abroad)).toEqual([["IMAGE_BUILDER_ARN_INVALID", path]]);
    }
  });
});
