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
/**
 * GiB of the largest volume of each type that can be a root volume.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
const LARGEST: Readonly<Record<string, number>> = {
  gp2: 16 * TIB,
  io1: 16 * TIB,
  gp3: 64 * TIB,
  io2: 64 * TIB,
  standard: TIB,
};

function checkVolume(volumeType: string): (volumeSize: number) => Finding | undefined {
  return (volumeSize) => {
    const largest = LARGEST[volumeType] ?? 16 * TIB;
    return Number.isInteger(volumeSize) && volumeSize >= 1 && volumeSize <= largest
      ? undefined
      : {
          code: "VOLUME_SIZE_INVALID",
          allowed: `a ${volumeType} volume has 1 to ${largest} GiB`,
          fix:
            largest < 64 * TIB
              ? "choose a smaller size, or gp3 or io2 (up to 65536 GiB)"
              : "choose a smaller size",
        };
  };
}

function checkRootType(volumeType: string): Finding | undefined {
  return volumeType in LARGEST
    ? undefined
    : {
        code: "VOLUME_SIZE_INVALID",
        allowed: `a root volume is of type ${Object.keys(LARGEST).join(", ")}`,
        fix: "choose gp3",
      };
}

export function fromSnapshot(scope: Construct, props: FromSnapshotProps): BoundSource {
  const { volumeType = "gp3", dataVolumes = [], rootDeviceName = "/dev/xvda" } = props;
  const checks = new Checks(scope)
    .value("rootSnapshotId", props.rootSnapshotId, checkSnapshotId)
    .value("volumeType", volumeType, checkRootType)
    .value("volumeSize", props.volumeSize, checkVolume(volumeType));
  dataVolumes.forEach((volume, index) => {
    checks
      .value(`dataVolumes[${index}].snapshotId`, volume.snapshotId, checkSnapshotId)
      .value(`dataVolumes[${index}].volumeSize`, volume.volumeSize, checkVolume(volume.volumeType ?? "gp3"));
  });
  const region = checkNewAmi(checks, scope, props);
  checks.done();

  const architecture = props.architecture ?? "x86_64";
  const virtualizationType = props.virtualizationType ?? "hvm";
  const root = {
    deviceName: rootDeviceName,
    snapshotId: props.rootSnapshotId,
    volumeType,
    volumeSize: props.volumeSize,
  };
  const volumes = [root, ...dataVolumes.map((volume) => ({ volumeType: "gp3", ...volume }))];
  const ami = new Ami(scope, "Resource", {
    ...newAmiArguments(scope, props),
    name: uniqueAmiName(props.name, [
      architecture,
      virtualizationType,
      props.bootMode,
      props.kernelId,
      ...volumes.flatMap((volume) => [
        volume.deviceName,
        volume.snapshotId,
        volume.volumeType,
        `${volume.volumeSize}`,
      ]),
    ]),
    architecture,
    virtualizationType,
    enaSupport: props.enaSupport ?? virtualizationType === "hvm",
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
