import type { Image } from "./image";

/** What an image cannot do without, and what it may say besides. */
export type ImageFields = Pick<Image, "imageId" | "region" | "ownerId" | "name" | "rootDeviceType"> &
  Partial<
    Pick<
      Image,
      | "architecture"
      | "bootMode"
      | "creationDate"
      | "description"
      | "enaSupport"
      | "imageLocation"
      | "imdsSupport"
      | "kernelId"
      | "platform"
      | "ramdiskId"
      | "rootDeviceName"
      | "sourceImageId"
      | "sourceImageRegion"
      | "sourceInstanceId"
      | "sriovNetSupport"
      | "tpmSupport"
      | "virtualizationType"
    >
  >;

/** A `pending` image without volumes, tags or launch permissions. */
export function makeImage(fields: ImageFields, now: Date): Image {
  const { ownerId, name } = fields;
  return {
    imageId: fields.imageId,
    region: fields.region,
    ownerId,
    name,
    description: fields.description ?? "",
    state: "pending",
    architecture: fields.architecture ?? "x86_64",
    rootDeviceType: fields.rootDeviceType,
    virtualizationType: fields.virtualizationType ?? "hvm",
    imageLocation: fields.imageLocation ?? `${ownerId}/${name}`,
    enaSupport: fields.enaSupport ?? true,
    creationDate: fields.creationDate ?? now.toISOString(),
    deregistrationProtection: "disabled",
    blockDevices: [],
    launchPermissions: [],
    tags: new Map(),
    foreignTags: new Map(),
    ...optional(fields),
  };
}

function optional(fields: ImageFields): Partial<Image> {
  const { bootMode, imdsSupport, kernelId, platform, ramdiskId, rootDeviceName } = fields;
  const { sourceImageId, sourceImageRegion, sourceInstanceId, sriovNetSupport, tpmSupport } = fields;
  return {
    bootMode,
    imdsSupport,
    kernelId,
    platform,
    ramdiskId,
    rootDeviceName,
    sourceImageId,
    sourceImageRegion,
    sourceInstanceId,
    sriovNetSupport,
    tpmSupport,
  };
}
