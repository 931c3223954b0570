import { CatalogFacts, distinct } from "./catalog-facts";
import { bakerStatements } from "./baker-statements";
import { allow, inRegions, PublisherStatement } from "./policy-document";

/**
 * AMIs and their snapshots.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/copy-ami-permissions.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
export function imageStatements(facts: CatalogFacts): PublisherStatement[] {
  const { partition, regions, catalog } = facts;
  const here = inRegions(regions);
  const images = `arn:${partition}:ec2:*::image/*`;
  const snapshots = `arn:${partition}:ec2:*::snapshot/*`;
  return [
    allow("ReadImages", readActions(facts), ["*"], here),
    allow("WriteImages", writeActions(facts), [images, snapshots], here),
    ...makeStatements(facts, [images, snapshots], inRegions([catalog.homeRegion])),
    ...bundleStatements(facts),
    ...bakerStatements(facts),
  ];
}

function sharesSnapshots({ recipients }: CatalogFacts): boolean {
  return recipients.some(({ snapshotAccess }) => snapshotAccess === "copy");
}

/** The AWS provider asks for the UEFI data of every AMI that it reads. */
function readActions(facts: CatalogFacts): string[] {
  return [
    "ec2:DescribeImageAttribute",
    "ec2:DescribeImages",
    ...(sharesSnapshots(facts) ? ["ec2:DescribeSnapshotAttribute"] : []),
    "ec2:DescribeSnapshots",
    "ec2:GetInstanceUefiData",
  ];
}

function writeActions(facts: CatalogFacts): string[] {
  const deprecates = facts.versions.some(({ deprecationTime }) => deprecationTime !== undefined);
  return [
    "ec2:CopyImage",
    "ec2:CreateTags",
    "ec2:DeleteSnapshot",
    "ec2:DeleteTags",
    "ec2:DeregisterImage",
    ...(deprecates ? ["ec2:DisableImageDeprecation", "ec2:EnableImageDeprecation"] : []),
    "ec2:ModifyImageAttribute",
    ...(sharesSnapshots(facts) ? ["ec2:ModifySnapshotAttribute"] : []),
  ];
}

/** What makes an AMI in the home region: from an instance, from snapshots, or from a bundle. */
function makeStatements(
  { sources, partition, accountId, catalog }: CatalogFacts,
  made: string[],
  atHome: ReturnType<typeof inRegions>,
): PublisherStatement[] {
  const instances = distinct(
    sources.flatMap(({ instance }) => (instance ? [instance.sourceInstanceId] : [])),
  );
  const registers = sources.some(({ snapshot, s3Manifest }) => snapshot ?? s3Manifest);
  const arnOf = (id: string) => `arn:${partition}:ec2:${catalog.homeRegion}:${accountId}:instance/${id}`;
  return [
    ...(instances.length > 0
      ? [allow("CreateImages", ["ec2:CreateImage"], [...instances.map(arnOf), ...made], atHome)]
      : []),
    ...(registers ? [allow("RegisterImages", ["ec2:RegisterImage"], made, atHome)] : []),
  ];
}

/** EC2 copies the bundle of an instance-store-backed AMI through S3, with the rights of the caller. */
function bundleStatements({ sources, partition }: CatalogFacts): PublisherStatement[] {
  const buckets = distinct(
    sources.flatMap(({ s3Manifest }) => s3Manifest?.imageLocation.split("/").slice(0, 1) ?? []),
  ).map((bucket) => `arn:${partition}:s3:::${bucket}`);
  if (buckets.length === 0) {
    return [];
  }
  const copies = `arn:${partition}:s3:::amis-for-*`;
  return [
    allow("FindBundleBuckets", ["s3:ListAllMyBuckets"]),
    allow(
      "ReadBundles",
      ["s3:GetBucketAcl", "s3:GetObject"],
      [...buckets, ...buckets.map((bucket) => `${bucket}/*`)],
    ),
    allow(
      "CopyBundles",
      [
        "s3:CreateBucket",
        "s3:GetBucketAcl",
        "s3:PutBucketOwnershipControls",
        "s3:PutObject",
        "s3:PutObjectAcl",
      ],
      [copies, `${copies}/*`],
    ),
  ];
}
