export type ImageState = "pending" | "available" | "failed" | "disabled" | "deregistered";

/** Who may launch an image: exactly one field is set. */
export interface LaunchPermission {
  readonly userId?: string;
  readonly group?: "all";
  readonly organizationArn?: string;
  readonly organizationalUnitArn?: string;
}

/** One volume or instance-store device of an image. */
export interface BlockDevice {
  readonly deviceName: string;
  /** `ephemeral0`, … for an instance-store volume. */
  readonly virtualName?: string;
  readonly ebs?: EbsBlockDevice;
}

export interface EbsBlockDevice {
  readonly snapshotId?: string;
  /** GiB. */
  readonly volumeSize: number;
  readonly volumeType: string;
  readonly deleteOnTermination: boolean;
  readonly encrypted: boolean;
  readonly kmsKeyId?: string;
  readonly iops?: number;
  readonly throughput?: number;
}

/** An AMI in one region. */
export interface Image {
  readonly imageId: string;
  readonly region: string;
  readonly ownerId: string;
  readonly ownerAlias?: string;
  readonly name: string;
  description: string;
  state: ImageState;
  /** While the image is `pending`: when that ends, milliseconds since the epoch, and in which state. */
  settles?: { readonly at: number; readonly state: ImageState };
  stateReason?: { readonly code: string; readonly message: string };
  readonly architecture: string;
  readonly platform?: string;
  readonly rootDeviceType: "ebs" | "instance-store";
  readonly rootDeviceName?: string;
  readonly virtualizationType: string;
  readonly imageLocation: string;
  readonly bootMode?: string;
  readonly enaSupport: boolean;
  readonly sriovNetSupport?: string;
  readonly tpmSupport?: string;
  imdsSupport?: string;
  readonly kernelId?: string;
  readonly ramdiskId?: string;
  /** ISO 8601, with milliseconds. */
  readonly creationDate: string;
  /** ISO 8601, full minutes. */
  deprecationTime?: string;
  deregistrationProtection: "disabled" | "enabled-without-cooldown" | "enabled-with-cooldown";
  /** End of the cooldown after protection was turned off, milliseconds since the epoch. */
  protectedUntil?: number;
  blockDevices: readonly BlockDevice[];
  launchPermissions: readonly LaunchPermission[];
  /** The owner's tags. */
  readonly tags: Map<string, string>;
  /** Tags that other accounts put on the image; each account sees its own. */
  readonly foreignTags: Map<string, Map<string, string>>;
  readonly sourceImageId?: string;
  readonly sourceImageRegion?: string;
  readonly sourceInstanceId?: string;
}

/** Whether the image can be launched by everyone. */
export function isPublic(image: Image): boolean {
  return image.launchPermissions.some((permission) => permission.group === "all");
}

/** Whether one of its volumes is encrypted. */
export function isEncrypted(image: Image): boolean {
  return image.blockDevices.some((device) => device.ebs?.encrypted === true);
}

/** IDs of the snapshots behind the image. */
export function snapshotIds(image: Image): string[] {
  return image.blockDevices.flatMap((device) => device.ebs?.snapshotId ?? []);
}
