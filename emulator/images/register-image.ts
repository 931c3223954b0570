import { ec2Answer } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { flag, records, text } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import type { BlockDevice, EbsBlockDevice } from "./image";
import { addImage } from "./requests";
import { findSnapshot } from "./snapshots";

/** RegisterImage: EBS-backed from snapshots, or instance-store-backed from a manifest in S3. */
export function registerImage(context: Context): Rule {
  return {
    name: "register-image",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html",
    on: ["ec2:RegisterImage"],
    async handle(call) {
      const devices = await blockDevices(context, call);
      const imageLocation = text(call, "ImageLocation") || undefined;
      const rootDeviceName = text(call, "RootDeviceName");
      if (imageLocation === undefined) checkRoot(devices, rootDeviceName);
      const image = addImage(context, call, {
        architecture: text(call, "Architecture") ?? (imageLocation === undefined ? "i386" : "x86_64"),
        bootMode: text(call, "BootMode"),
        enaSupport: flag(call, "EnaSupport") ?? false,
        imageLocation,
        imdsSupport: text(call, "ImdsSupport"),
        kernelId: text(call, "KernelId"),
        ramdiskId: text(call, "RamdiskId"),
        rootDeviceName,
        rootDeviceType: imageLocation === undefined ? "ebs" : "instance-store",
        sriovNetSupport: text(call, "SriovNetSupport"),
        tpmSupport: text(call, "TpmSupport"),
        virtualizationType: text(call, "VirtualizationType") ?? "paravirtual",
      });
      image.blockDevices = devices;
      context.images.settle(image, "available");
      return ec2Answer(call, { imageId: image.imageId });
    },
  };
}

function checkRoot(devices: readonly BlockDevice[], rootDeviceName: string | undefined): void {
  const root = devices.find(({ deviceName }) => deviceName === rootDeviceName);
  if (root?.ebs?.snapshotId === undefined) {
    throw new AwsError(
      "InvalidBlockDeviceMapping",
      "The root device must have a snapshot: RootDeviceName must be one of the block device mappings",
    );
  }
}

async function blockDevices(context: Context, call: AwsCall): Promise<BlockDevice[]> {
  const devices: BlockDevice[] = [];
  for (const mapping of records(call, "BlockDeviceMapping")) {
    const deviceName = mapping["DeviceName"] ?? "";
    const virtualName = mapping["VirtualName"];
    devices.push(
      virtualName === undefined
        ? { deviceName, ebs: await ebsDevice(context, call, mapping) }
        : { deviceName, virtualName },
    );
  }
  return devices;
}

async function ebsDevice(
  context: Context,
  call: AwsCall,
  mapping: Readonly<Record<string, string>>,
): Promise<EbsBlockDevice> {
  const snapshotId = mapping["Ebs.SnapshotId"];
  const size = mapping["Ebs.VolumeSize"];
  const snapshot =
    snapshotId === undefined
      ? undefined
      : await findSnapshot(context.aws(call.account, call.region), snapshotId);
  if (snapshotId !== undefined && snapshot === undefined) {
    throw new AwsError("InvalidSnapshot.NotFound", `The snapshot '${snapshotId}' does not exist.`);
  }
  return {
    snapshotId,
    volumeSize: Number(size ?? snapshot?.VolumeSize ?? 8),
    volumeType: mapping["Ebs.VolumeType"] ?? "standard",
    deleteOnTermination: mapping["Ebs.DeleteOnTermination"] !== "false",
    encrypted: snapshot?.Encrypted ?? mapping["Ebs.Encrypted"] === "true",
    kmsKeyId: snapshot?.KmsKeyId,
    iops: number(mapping["Ebs.Iops"]),
    throughput: number(mapping["Ebs.Throughput"]),
  };
}

function number(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}
