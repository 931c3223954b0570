import { DescribeImagesCommand, type Image as Ec2Image } from "@aws-sdk/client-ec2";
import type { AwsClients } from "../front/context";
import type { BlockDevice, Image } from "./image";
import { makeImage } from "./make-image";

/** Which of moto's public images to look at; without a field, all. */
export interface PublicImageQuery {
  readonly imageId?: string;
  /** Names with wildcards. */
  readonly names?: readonly string[];
  /** Account IDs and aliases such as `amazon`. */
  readonly owners?: readonly string[];
}

/**
 * The images that moto brings along: public ones of AWS, and those that `/aws/service/…` parameters name.
 * Images made through the front never reach moto.
 */
export async function motoImages(
  { ec2 }: AwsClients,
  region: string,
  { imageId, names, owners }: PublicImageQuery,
): Promise<readonly Image[]> {
  try {
    const { Images = [] } = await ec2.send(
      new DescribeImagesCommand({
        ImageIds: imageId === undefined ? undefined : [imageId],
        Owners: owners && [...owners],
        Filters: names && [{ Name: "name", Values: [...names] }],
      }),
    );
    return Images.map((image) => fromMoto(image, region));
  } catch (error) {
    if (error instanceof Error && error.name.startsWith("InvalidAMIID")) return [];
    throw error;
  }
}

function fromMoto(image: Ec2Image, region: string): Image {
  const made = makeImage(
    {
      imageId: image.ImageId ?? "",
      region,
      ownerId: image.OwnerId ?? "",
      name: image.Name ?? "",
      description: image.Description,
      architecture: image.Architecture,
      creationDate: image.CreationDate,
      imageLocation: image.ImageLocation,
      platform: image.Platform,
      rootDeviceName: image.RootDeviceName,
      rootDeviceType: image.RootDeviceType === "instance-store" ? "instance-store" : "ebs",
      virtualizationType: image.VirtualizationType,
    },
    new Date(0),
  );
  return {
    ...made,
    ownerAlias: image.ImageOwnerAlias ?? "amazon",
    state: "available",
    launchPermissions: [{ group: "all" }],
    blockDevices: (image.BlockDeviceMappings ?? []).map(device),
  };
}

function device({ DeviceName, Ebs }: NonNullable<Ec2Image["BlockDeviceMappings"]>[number]): BlockDevice {
  return {
    deviceName: DeviceName ?? "/dev/sda1",
    ebs: {
      snapshotId: Ebs?.SnapshotId,
      volumeSize: Ebs?.VolumeSize ?? 8,
      volumeType: Ebs?.VolumeType ?? "standard",
      deleteOnTermination: Ebs?.DeleteOnTermination ?? true,
      encrypted: false,
    },
  };
}
