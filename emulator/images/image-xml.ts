import { xml } from "../front/answers";
import type { Answer } from "../front/rule";
import { type BlockDevice, type Image, isPublic } from "./image";
import { visibleTags } from "./tags";

/** One image as DescribeImages shows it to an account. */
export function imageItem(image: Image, account: string): object {
  const own = image.ownerId === account;
  return {
    imageId: image.imageId,
    imageLocation: image.imageLocation,
    imageState: image.state,
    imageOwnerId: image.ownerId,
    imageOwnerAlias: image.ownerAlias,
    creationDate: image.creationDate,
    isPublic: isPublic(image),
    architecture: image.architecture,
    imageType: "machine",
    kernelId: image.kernelId,
    ramdiskId: image.ramdiskId,
    platform: image.platform,
    platformDetails: image.platform === "windows" ? "Windows" : "Linux/UNIX",
    usageOperation: image.platform === "windows" ? "RunInstances:0002" : "RunInstances",
    stateReason: image.stateReason,
    name: image.name,
    description: image.description || undefined,
    rootDeviceType: image.rootDeviceType,
    rootDeviceName: image.rootDeviceName,
    blockDeviceMapping: { item: image.blockDevices.map(deviceItem) },
    virtualizationType: image.virtualizationType,
    tagSet: { item: [...visibleTags(image, account)].map(([key, value]) => ({ key, value })) },
    hypervisor: "xen",
    enaSupport: image.enaSupport,
    sriovNetSupport: image.sriovNetSupport,
    bootMode: image.bootMode,
    tpmSupport: image.tpmSupport,
    imdsSupport: image.imdsSupport,
    deprecationTime: image.deprecationTime,
    ...(own
      ? {
          deregistrationProtection: image.deregistrationProtection,
          sourceImageId: image.sourceImageId,
          sourceImageRegion: image.sourceImageRegion,
          sourceInstanceId: image.sourceInstanceId,
        }
      : {}),
  };
}

/** One volume; EC2 does not tell the key here. */
function deviceItem({ deviceName, virtualName, ebs }: BlockDevice): object {
  const { snapshotId, volumeSize, deleteOnTermination, volumeType, iops, throughput, encrypted } = ebs ?? {};
  return {
    deviceName,
    virtualName,
    ebs: ebs && { snapshotId, volumeSize, deleteOnTermination, volumeType, iops, throughput, encrypted },
  };
}

/** Adds items to a list in moto's answer. */
export function insertItems(answer: Answer, list: string, items: readonly object[]): Answer {
  if (items.length === 0 || answer.status !== 200) return answer;
  const text = xml({ item: items });
  const body = answer.body
    .toString()
    .replace(new RegExp(`<${list}\\s*/>|</${list}>`), (end) =>
      end.startsWith("</") ? `${text}${end}` : `<${list}>${text}</${list}>`,
    );
  return { ...answer, body };
}
