import { Catalog, CatalogSource } from "../../modules";
import { AmiRecipients } from "../../modules/ami-launch-permissions";
import { publisherPolicy, PublisherPolicyProps } from "../../modules/ami-publisher-policy";
import { ACCOUNT_ID, AMI_ID, INSTANCE_ID, KEY_ARN, OTHER_REGION, REGION, SNAPSHOT_ID } from "./values";

const ALIAS_ARN = `arn:aws:kms:${REGION}:${ACCOUNT_ID}:alias/golden`;
const ROLE_ARN = `arn:aws:iam::${ACCOUNT_ID}:role/ami-parameters`;
const OWN_AMI: CatalogSource = { ami: { [REGION]: { amiId: AMI_ID } } };

interface Given extends Partial<Catalog> {
  readonly source?: CatalogSource;
}

function statementsOf({ source = OWN_AMI, ...given }: Given = {}, props: PublisherPolicyProps = {}) {
  const images = { web: { versions: { "1": { source } } } };
  const catalog = { namespace: "/golden", homeRegion: REGION, regions: { [REGION]: {} }, images, ...given };
  return publisherPolicy(catalog, props).Statement;
}

function actionsOf(given?: Given): string[] {
  return statementsOf(given).flatMap(({ Action }) => Action);
}

function statement(sid: string, given: Given, props?: PublisherPolicyProps) {
  return statementsOf(given, props).find(({ Sid }) => Sid === sid);
}

test("an image of Image Builder is read, in all its versions", () => {
  const imageArn = `arn:aws:imagebuilder:${REGION}:${ACCOUNT_ID}:image/web`;
  const given = {
    source: { imageBuilder: { imageArn: `${imageArn}/1.x.x`, kmsKeyIds: { [REGION]: KEY_ARN } } },
  };
  expect(statement("ReadBuiltImages", given)).toEqual({
    Sid: "ReadBuiltImages",
    Effect: "Allow",
    Action: ["imagebuilder:GetImage"],
    Resource: [`${imageArn}/*`],
  });
  expect(statement("UseNamedKeys", given)?.Resource).toEqual([KEY_ARN]);
  expect(actionsOf()).not.toContain("imagebuilder:GetImage");
});

test("the state of another team in S3 is read, itself or through a role", () => {
  const s3 = { bucket: "bakery", region: REGION, key: "web.tfstate" };
  const remoteState = (further: object) => ({
    source: { remoteState: { s3: { ...s3, ...further }, output: "ami_id" } },
  });
  expect(statement("FindStates", remoteState({}))).toMatchObject({
    Action: ["s3:ListBucket"],
    Resource: ["arn:aws:s3:::bakery"],
  });
  expect(statement("ReadStates", remoteState({}))).toMatchObject({
    Action: ["s3:GetObject"],
    Resource: ["arn:aws:s3:::bakery/web.tfstate"],
  });
  expect(statement("ReadStates", remoteState({ workspace: "prod" }))?.Resource).toEqual([
    "arn:aws:s3:::bakery/env:/prod/web.tfstate",
  ]);
  const asRole = remoteState({ roleArn: ROLE_ARN });
  expect(statement("ReadStates", asRole)).toBeUndefined();
  expect(statement("ReadStatesAs", asRole)).toMatchObject({
    Action: ["sts:AssumeRole"],
    Resource: [ROLE_ARN],
  });
});

test("manifests and states that Terraform reads elsewhere need nothing of AWS", () => {
  const plain = actionsOf();
  expect(actionsOf({ source: { packerManifest: { manifest: "packer-manifest.json" } } })).toEqual(plain);
  expect(actionsOf({ source: { remoteState: { local: { path: "x" }, output: "ami_id" } } })).toEqual(plain);
});

test("a catalog of AMIs alone needs EC2 and its parameters, in its regions", () => {
  const regions = { [REGION]: {}, [OTHER_REGION]: {} };
  const inRegions = { StringEquals: { "aws:RequestedRegion": [REGION, OTHER_REGION] } };
  expect(statementsOf({ regions }, { accountId: ACCOUNT_ID })).toEqual([
    {
      Sid: "ReadImages",
      Effect: "Allow",
      Action: [
        "ec2:DescribeImageAttribute",
        "ec2:DescribeImages",
        "ec2:DescribeSnapshots",
        "ec2:GetInstanceUefiData",
      ],
      Resource: ["*"],
      Condition: inRegions,
    },
    {
      Sid: "WriteImages",
      Effect: "Allow",
      Action: [
        "ec2:CopyImage",
        "ec2:CreateTags",
        "ec2:DeleteSnapshot",
        "ec2:DeleteTags",
        "ec2:DeregisterImage",
        "ec2:ModifyImageAttribute",
      ],
      Resource: ["arn:aws:ec2:*::image/*", "arn:aws:ec2:*::snapshot/*"],
      Condition: inRegions,
    },
    {
      Sid: "WriteParameters",
      Effect: "Allow",
      Action: [
        "ssm:AddTagsToResource",
        "ssm:DeleteParameter",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:ListTagsForResource",
        "ssm:PutParameter",
        "ssm:RemoveTagsFromResource",
      ],
      Resource: [REGION, OTHER_REGION].map(
        (region) => `arn:aws:ssm:${region}:${ACCOUNT_ID}:parameter/golden/*`,
      ),
    },
    {
      Sid: "ListParameters",
      Effect: "Allow",
      Action: ["ssm:DescribeParameters"],
      Resource: ["*"],
      Condition: inRegions,
    },
  ]);
});

test.each<[string, Given, string[]]>([
  ["a deprecation time", deprecated(), ["ec2:DisableImageDeprecation", "ec2:EnableImageDeprecation"]],
  [
    "accounts that copy",
    { shareWith: { accountIds: [ACCOUNT_ID], snapshotAccess: "copy" } },
    ["ec2:DescribeSnapshotAttribute", "ec2:ModifySnapshotAttribute"],
  ],
  ["an instance", { source: { instance: { sourceInstanceId: INSTANCE_ID } } }, ["ec2:CreateImage"]],
  ["a snapshot", { source: { snapshot: { rootSnapshotId: SNAPSHOT_ID } } }, ["ec2:RegisterImage"]],
  [
    "consumers' own parameters",
    { copyParametersTo: [{ accountId: ACCOUNT_ID, roleArn: ROLE_ARN }] },
    ["sts:AssumeRole"],
  ],
])("%s adds its actions, and nothing else", (_what, given, expected) => {
  const plain = actionsOf();
  expect(actionsOf(given).filter((action) => !plain.includes(action))).toEqual(expected);
});

function deprecated(): Given {
  const versions = { "1": { source: OWN_AMI, deprecationTime: "2030-01-01T00:00:00Z" } };
  return { images: { web: { versions } } };
}

test("a released version needs nothing", () => {
  const source = { instance: { sourceInstanceId: INSTANCE_ID } };
  const images = { web: { versions: { "1": { source, state: "released" as const } } } };
  expect(actionsOf({ images })).not.toContain("ec2:CreateImage");
});

test("the roles of the consumers are named, one by one", () => {
  const copyParametersTo = [{ accountId: ACCOUNT_ID, roleArn: ROLE_ARN }];
  expect(statement("AssumeConsumerRoles", { copyParametersTo })?.Resource).toEqual([ROLE_ARN]);
});

test("the instance is named, and only the home region makes AMIs", () => {
  const given = { source: { instance: { sourceInstanceId: INSTANCE_ID } } };
  const found = statement("CreateImages", given, { accountId: ACCOUNT_ID });
  expect(found?.Resource).toContain(`arn:aws:ec2:${REGION}:${ACCOUNT_ID}:instance/${INSTANCE_ID}`);
  expect(found?.Condition).toEqual({ StringEquals: { "aws:RequestedRegion": [REGION] } });
});

test.each([
  ["/baked/web", `arn:aws:ssm:${REGION}:${ACCOUNT_ID}:parameter/baked/web`],
  ["baked", `arn:aws:ssm:${REGION}:${ACCOUNT_ID}:parameter/baked`],
  ["/aws/service/al2023", `arn:aws:ssm:${REGION}::parameter/aws/service/al2023`],
])("the parameter %s that names the source may be read", (parameterName, expected) => {
  const given = { source: { parameter: { parameterName } } };
  const found = statement("ReadSourceParameters", given, { accountId: ACCOUNT_ID });
  expect(found?.Resource).toEqual([expected]);
});

test("a bundle may be read, and be copied to the buckets that EC2 makes for copies", () => {
  const given = { source: { s3Manifest: { imageLocation: "bundles/web/image.manifest.xml" } } };
  expect(actionsOf(given)).toContain("ec2:RegisterImage");
  expect(statement("ReadBundles", given)?.Resource).toEqual([
    "arn:aws:s3:::bundles",
    "arn:aws:s3:::bundles/*",
  ]);
  expect(statement("CopyBundles", given)?.Resource).toEqual([
    "arn:aws:s3:::amis-for-*",
    "arn:aws:s3:::amis-for-*/*",
  ]);
});

test("named keys may be used and not managed; grants are for AWS services alone", () => {
  const given = { regions: { [REGION]: { kmsKeyArn: KEY_ARN } } };
  expect(statement("UseNamedKeys", given)).toMatchObject({
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: [KEY_ARN],
  });
  expect(statement("GrantNamedKeys", given)).toMatchObject({
    Action: ["kms:CreateGrant"],
    Resource: [KEY_ARN],
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  });
  expect(actionsOf(given)).not.toContain("kms:CreateKey");
});

test("a key of a source may be used too", () => {
  const given = { source: { ami: { [REGION]: { amiId: AMI_ID, kmsKeyId: KEY_ARN } } } };
  expect(statement("UseNamedKeys", given)?.Resource).toEqual([KEY_ARN]);
});

test("an alias stands in a condition, since IAM does not take its ARN for the key's", () => {
  const found = statement("UseAliasedKeys", { regions: { [REGION]: { kmsKeyArn: ALIAS_ARN } } });
  expect(found?.Resource).toEqual([`arn:aws:kms:${REGION}:${ACCOUNT_ID}:key/*`]);
  expect(found?.Condition).toEqual({
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/golden"] },
  });
});

test("a made key may be managed where it is made, with its alias", () => {
  const regions = { [REGION]: { createKey: true }, [OTHER_REGION]: {} };
  const found = statement("ManageAliases", { regions }, { accountId: ACCOUNT_ID });
  expect(found?.Resource).toEqual([
    `arn:aws:kms:${REGION}:${ACCOUNT_ID}:key/*`,
    `arn:aws:kms:${REGION}:${ACCOUNT_ID}:alias/golden/ami`,
  ]);
  expect(statement("ManageAliases", { regions, namespace: "/golden.v2" })?.Resource).toContain(
    `arn:aws:kms:${REGION}:*:alias/golden-v2/ami`,
  );
  expect(statement("UseMadeKeys", { regions })?.Condition).toEqual({
    StringLike: { "kms:ViaService": "ec2.*" },
  });
});

test("RAM is needed only to share parameters with someone whom it can name", () => {
  const isOfRam = (action: string) => action.startsWith("ram:");
  expect(actionsOf().filter(isOfRam)).toEqual([]);
  const ofRam = (shareWith?: AmiRecipients) =>
    actionsOf({ shareParameters: true, shareWith }).filter(isOfRam);
  expect(ofRam({ accountIds: [ACCOUNT_ID] })).toContain("ram:CreateResourceShare");
  expect(ofRam()).toEqual([]);
  expect(ofRam({ isPublic: true })).toEqual([]);
});

test("ARNs lie in the partition of the catalog", () => {
  const regions = { "cn-north-1": { createKey: true } };
  const resources = statementsOf({
    homeRegion: "cn-north-1",
    regions,
    shareParameters: true,
    shareWith: { accountIds: [ACCOUNT_ID] },
  })
    .flatMap(({ Resource }) => Resource)
    .filter((resource) => resource !== "*");
  expect(resources.filter((resource) => !resource.startsWith("arn:aws-cn:"))).toEqual([]);
});

test("no action but two of KMS has a wildcard, and no Sid stands twice", () => {
  const all = statementsOf({
    regions: { [REGION]: { createKey: true }, [OTHER_REGION]: { kmsKeyArn: KEY_ARN } },
    shareParameters: true,
    shareWith: { accountIds: [ACCOUNT_ID] },
    source: { instance: { sourceInstanceId: INSTANCE_ID } },
  });
  const wildcards = all.flatMap(({ Action }) => Action).filter((action) => action.includes("*"));
  expect([...new Set(wildcards)]).toEqual(["kms:GenerateDataKey*", "kms:ReEncrypt*"]);
  const sids = all.map(({ Sid }) => Sid);
  expect(new Set(sids).size).toBe(sids.length);
  expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
});
