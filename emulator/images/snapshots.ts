import {
  CopySnapshotCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DeleteSnapshotCommand,
  DeleteVolumeCommand,
  DescribeSnapshotAttributeCommand,
  DescribeSnapshotsCommand,
  type EC2Client,
  type Snapshot,
  type Tag,
} from "@aws-sdk/client-ec2";
import type { AwsClients, Context } from "../front/context";
import { defaultKeyArn } from "./keys";

type Aws = Context["aws"];

/** A snapshot to make in moto. */
export interface SnapshotSpec {
  readonly account: string;
  readonly region: string;
  /** GiB. */
  readonly volumeSize: number;
  readonly encrypted: boolean;
  /** Key ARN. @default - the key `alias/aws/ebs` of that account and region, when encrypted */
  readonly kmsKeyId?: string;
  readonly description: string;
  readonly tags?: ReadonlyMap<string, string>;
}

export interface MadeSnapshot {
  readonly snapshotId: string;
  readonly encrypted: boolean;
  readonly kmsKeyId?: string;
}

/** Makes a snapshot in moto, without a volume behind it. */
export async function makeSnapshot(aws: Aws, spec: SnapshotSpec): Promise<MadeSnapshot> {
  const { account, region, volumeSize, encrypted, description } = spec;
  const clients = aws(account, region);
  const { ec2 } = clients;
  const volume = await ec2.send(
    new CreateVolumeCommand({ Size: volumeSize, AvailabilityZone: `${region}a` }),
  );
  const made = await snapshotVolume(clients, region, {
    volumeId: volume.VolumeId ?? "",
    description,
    tags: [...(spec.tags ?? [])].map(([Key, Value]) => ({ Key, Value })),
    kmsKeyId: encrypted ? (spec.kmsKeyId ?? (await defaultKeyArn(clients))) : undefined,
  });
  await ec2.send(new DeleteVolumeCommand({ VolumeId: volume.VolumeId }));
  return made;
}

/** A volume of which to make a snapshot. */
export interface VolumeSource {
  readonly volumeId: string;
  readonly description: string;
  readonly tags: Tag[];
  /** Key ARN; the snapshot is encrypted with it. */
  readonly kmsKeyId: string | undefined;
}

/** Makes a snapshot of a volume, encrypted with the key that is given. */
export async function snapshotVolume(
  { ec2 }: AwsClients,
  region: string,
  { volumeId, description, tags, kmsKeyId }: VolumeSource,
): Promise<MadeSnapshot> {
  const first = await ec2.send(
    new CreateSnapshotCommand({ VolumeId: volumeId, Description: description, ...snapshotTags(tags) }),
  );
  const snapshotId = first.SnapshotId ?? "";
  if (kmsKeyId === undefined) return { snapshotId, encrypted: false };
  return { snapshotId: await rekey(ec2, region, first, tags, kmsKeyId), encrypted: true, kmsKeyId };
}

/**
 * Replaces a snapshot by one that names its key: moto's CreateSnapshot loses the key, its CopySnapshot keeps it.
 *
 * @returns the new snapshot's ID
 */
export async function rekey(
  ec2: EC2Client,
  region: string,
  { SnapshotId, Description }: Pick<Snapshot, "SnapshotId" | "Description">,
  tags: Tag[],
  kmsKeyId: string,
): Promise<string> {
  const copy = await ec2.send(
    new CopySnapshotCommand({
      SourceSnapshotId: SnapshotId,
      SourceRegion: region,
      Description,
      KmsKeyId: kmsKeyId,
      ...snapshotTags(tags),
    }),
  );
  await ec2.send(new DeleteSnapshotCommand({ SnapshotId }));
  return copy.SnapshotId ?? "";
}

function snapshotTags(tags: Tag[]): { TagSpecifications?: [{ ResourceType: "snapshot"; Tags: Tag[] }] } {
  return tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType: "snapshot", Tags: tags }] };
}

/** A snapshot as moto holds it; undefined when it does not exist. */
export async function findSnapshot({ ec2 }: AwsClients, snapshotId: string): Promise<Snapshot | undefined> {
  try {
    const { Snapshots } = await ec2.send(new DescribeSnapshotsCommand({ SnapshotIds: [snapshotId] }));
    return Snapshots?.[0];
  } catch (error) {
    if (error instanceof Error && error.name.startsWith("InvalidSnapshot")) return undefined;
    throw error;
  }
}

/** Whether an account may make volumes from another account's snapshot. */
export async function mayCreateVolume(
  owner: AwsClients,
  snapshotId: string,
  account: string,
): Promise<boolean> {
  const { CreateVolumePermissions = [] } = await owner.ec2.send(
    new DescribeSnapshotAttributeCommand({ SnapshotId: snapshotId, Attribute: "createVolumePermission" }),
  );
  return CreateVolumePermissions.some(({ UserId, Group }) => UserId === account || Group === "all");
}
