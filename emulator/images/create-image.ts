import { DescribeInstancesCommand, DescribeVolumesCommand, type Instance } from "@aws-sdk/client-ec2";
import { ec2Answer } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { records } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import type { BlockDevice, Image } from "./image";
import { addImage, required, tagSpecification } from "./requests";
import { snapshotVolume } from "./snapshots";

/** CreateImage: an EBS-backed image of an instance, with a snapshot of each of its volumes. */
export function createImage(context: Context): Rule {
  return {
    name: "create-image",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html",
    on: ["ec2:CreateImage"],
    async handle(call) {
      const instance = await findInstance(context, call);
      const source = await context.images.find(call.region, instance.ImageId ?? "");
      const rootDeviceName = source?.rootDeviceName ?? instance.RootDeviceName;
      const image = addImage(context, call, {
        architecture: source?.architecture ?? instance.Architecture,
        bootMode: source?.bootMode,
        enaSupport: source?.enaSupport,
        imdsSupport: source?.imdsSupport,
        platform: source?.platform,
        rootDeviceName,
        rootDeviceType: "ebs",
        sourceInstanceId: instance.InstanceId,
        tpmSupport: source?.tpmSupport,
        virtualizationType: source?.virtualizationType ?? instance.VirtualizationType,
      });
      image.blockDevices = await snapshotDevices(context, call, instance, image);
      context.images.settle(image, "available");
      return ec2Answer(call, { imageId: image.imageId });
    },
  };
}

async function findInstance(context: Context, call: AwsCall): Promise<Instance> {
  const InstanceIds = [required(call, "InstanceId")];
  const { ec2 } = context.aws(call.account, call.region);
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  const instance = Reservations.flatMap(({ Instances = [] }) => Instances)[0];
  if (instance === undefined || instance.State?.Name === "terminated") {
    throw new AwsError("IncorrectState", `Instance '${InstanceIds[0]}' is not 'running' or 'stopped'`);
  }
  return instance;
}

async function snapshotDevices(
  context: Context,
  call: AwsCall,
  instance: Instance,
  image: Image,
): Promise<BlockDevice[]> {
  const clients = context.aws(call.account, call.region);
  const tags = [...tagSpecification(call, "snapshot")].map(([Key, Value]) => ({ Key, Value }));
  const left = records(call, "BlockDeviceMapping").filter(({ NoDevice }) => NoDevice !== undefined);
  const devices: BlockDevice[] = [];
  for (const { DeviceName = "", Ebs } of instance.BlockDeviceMappings ?? []) {
    if (Ebs?.VolumeId === undefined || left.some((mapping) => mapping["DeviceName"] === DeviceName)) continue;
    const { Volumes } = await clients.ec2.send(new DescribeVolumesCommand({ VolumeIds: [Ebs.VolumeId] }));
    const volume = Volumes?.[0];
    const snapshot = await snapshotVolume(clients, call.region, {
      volumeId: Ebs.VolumeId,
      description: `Created by CreateImage(${instance.InstanceId}) for ${image.imageId}`,
      tags,
      kmsKeyId: volume?.Encrypted === true ? volume.KmsKeyId : undefined,
    });
    devices.push({
      deviceName: DeviceName === instance.RootDeviceName ? (image.rootDeviceName ?? DeviceName) : DeviceName,
      ebs: {
        ...snapshot,
        volumeSize: volume?.Size ?? 8,
        volumeType: volume?.VolumeType ?? "gp2",
        deleteOnTermination: Ebs.DeleteOnTermination ?? true,
      },
    });
  }
  return devices;
}
