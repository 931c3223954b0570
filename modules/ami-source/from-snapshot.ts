import { Ami } from "@cdktf/provider-aws/lib/ami";
import { Construct } from "constructs";
import { Checks, checkSnapshotId, Finding, uniqueAmiName } from "../support";
import { Architecture, BoundSource, VirtualizationType } from "./attributes";
import { checkNewAmi, NewAmiProps, newAmiArguments } from "./new-ami";

/** A volume beside the root volume. */
export interface DataVolume {
  /** Device name: `/dev/sdb`. */
  readonly deviceName: string;
  /** ID of the snapshot that it is made from. */
  readonly snapshotId: string;
  /** @default "gp3" */
  readonly volumeType?: string;
  /** GiB, at least the size of the snapshot. @default - the size of the snapshot */
  readonly volumeSize?: number;
  /** Needed for io1 and io2, possible for gp3. @default - 3,000 for gp3 */
  readonly iops?: number;
}

export interface FromSnapshotProps extends NewAmiProps {
  /** ID of a snapshot of a root volume. */
  readonly rootSnapshotId: string;
  /** @default "/dev/xvda" */
  readonly rootDeviceName?: string;
  /** @default "gp3" */
  readonly volumeType?: string;
  /** GiB of the root volume, at least the size of the snapshot. @default - the size of the snapshot */
  readonly volumeSize?: number;
  /** IOPS of the root volume; needed for io1 and io2, possible for gp3. @default - 3,000 for gp3 */
  readonly iops?: number;
  /** @default - none */
  readonly dataVolumes?: DataVolume[];
  /** @default "x86_64" */
  readonly architecture?: Architecture;
  /** @default "hvm" */
  readonly virtualizationType?: VirtualizationType;
  /** Enhanced networking with ENA, which every current instance type needs. @default true for hvm */
  readonly enaSupport?: boolean;
  /** `legacy-bios`, `uefi` or `uefi-preferred`. @default - that of the instance type */
  readonly bootMode?: string;
  /** Kernel (AKI) of a paravirtual AMI. @default - none */
  readonly kernelId?: string;
  /** Whether the snapshots are encrypted. @default - not known */
  readonly encrypted?: boolean;
  /** ARN of the customer managed KMS key of the snapshots. @default - not known */
  readonly kmsKeyId?: string;
}

const TIB = 1024;

interface VolumeType {
  /** GiB of the smallest and of the largest volume. */
  readonly size: readonly [number, number];
  readonly iops: "needed" | "possible" | "none";
  readonly root: boolean;
}

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html */
const VOLUME_TYPES: ReadonlyMap<string, VolumeType> = new Map<string, VolumeType>([
  ["gp3", { size: [1, 64 * TIB], iops: "possible", root: true }],
  ["gp2", { size: [1, 16 * TIB], iops: "none", root: true }],
  ["io2", { size: [4, 64 * TIB], iops: "needed", root: true }],
  ["io1", { size: [4, 16 * TIB], iops: "needed", root: true }],
  ["standard", { size: [1, TIB], iops: "none", root: true }],
  ["st1", { size: [125, 16 * TIB], iops: "none", root: false }],
  ["sc1", { size: [125, 16 * TIB], iops: "none", root: false }],
]);

interface Volume {
  readonly volumeType?: string;
  readonly volumeSize?: number;
  readonly iops?: number;
}

/** Adds to `checks` what is wrong with a volume; `prefix` is where it stands: `dataVolumes[0].`. */
function checkVolume(checks: Checks, prefix: string, volume: Volume, isRoot: boolean): void {
  const { volumeType = "gp3", volumeSize, iops } = volume;
  const type = VOLUME_TYPES.get(volumeType);
  checks.value(`${prefix}volumeType`, volumeType, () => typeRefusal(type, isRoot));
  if (type) {
    checks.value(`${prefix}volumeSize`, volumeSize, (size) => sizeRefusal(volumeType, type, size));
    checks.refuse(`${prefix}iops`, iops, iopsRefusal(volumeType, type, iops));
  }
}

function typeRefusal(type: VolumeType | undefined, isRoot: boolean): Finding | undefined {
  if (type && (type.root || !isRoot)) {
    return undefined;
  }
  const types = [...VOLUME_TYPES].filter(([, { root }]) => root || !isRoot).map(([name]) => name);
  return {
    code: "VOLUME_TYPE_INVALID",
    allowed: `a ${isRoot ? "root" : "data"} volume is of type ${types.join(", ")}`,
    fix: "choose gp3",
  };
}

function sizeRefusal(
  volumeType: string,
  { size: [least, most] }: VolumeType,
  size: number,
): Finding | undefined {
  return Number.isInteger(size) && size >= least && size <= most
    ? undefined
    : {
        code: "VOLUME_SIZE_INVALID",
        allowed: `a ${volumeType} volume has ${least} to ${most} GiB`,
        fix:
          size > most && most < 64 * TIB
            ? "choose a smaller size, or gp3 (up to 65536 GiB)"
            : "choose such a size",
      };
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html */
function iopsRefusal(volumeType: string, { iops: rule }: VolumeType, iops?: number): Finding | undefined {
  if (rule === "needed" && iops === undefined) {
    return {
      code: "VOLUME_IOPS_INVALID",
      allowed: `${volumeType} needs it`,
      fix: "give `iops`, or choose gp3",
    };
  }
  return rule === "none" && iops !== undefined
    ? {
        code: "VOLUME_IOPS_INVALID",
        allowed: `${volumeType} has none`,
        fix: "leave `iops` out, or choose gp3",
      }
    : undefined;
}

export function fromSnapshot(scope: Construct, props: FromSnapshotProps): BoundSource {
  const { volumeType = "gp3", dataVolumes = [], rootDeviceName = "/dev/xvda" } = props;
  const checks = new Checks(scope).value("rootSnapshotId", props.rootSnapshotId, checkSnapshotId);
  checkVolume(checks, "", props, true);
  dataVolumes.forEach((volume, index) => {
    checks.value(`dataVolumes[${index}].snapshotId`, volume.snapshotId, checkSnapshotId);
    checkVolume(checks, `dataVolumes[${index}].`, volume, false);
  });
  const region = checkNewAmi(checks, scope, props, Ami);
  checks.done();

  const architecture = props.architecture ?? "x86_64";
  const virtualizationType = props.virtualizationType ?? "hvm";
  const root = {
    deviceName: rootDeviceName,
    snapshotId: props.rootSnapshotId,
    volumeType,
    volumeSize: props.volumeSize,
    iops: props.iops,
  };
  const volumes = [
    root,
    ...dataVolumes.map((volume) => ({ ...volume, volumeType: volume.volumeType ?? "gp3" })),
  ];
  const enaSupport = props.enaSupport ?? virtualizationType === "hvm";
  const ami = new Ami(scope, "Resource", {
    ...newAmiArguments(scope, props, Ami),
    name: uniqueAmiName(props.name, [
      architecture,
      virtualizationType,
      enaSupport,
      props.bootMode,
      props.kernelId,
      ...volumes.flatMap((volume) => [
        volume.deviceName,
        volume.snapshotId,
        volume.volumeType,
        `${volume.volumeSize}`,
        `${volume.iops}`,
      ]),
    ]),
    architecture,
    virtualizationType,
    enaSupport,
    bootMode: props.bootMode,
    kernelId: props.kernelId,
    rootDeviceName,
    ebsBlockDevice: volumes,
  });
  return {
    resource: ami,
    attributes: {
      ...props,
      region,
      amiId: ami.id,
      rootDeviceType: "ebs",
      architecture,
      virtualizationType,
      owned: true,
      floating: false,
      ebsDeviceNames: volumes.map((volume) => volume.deviceName),
    },
  };
}
