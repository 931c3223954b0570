import { GetEbsEncryptionByDefaultCommand } from "@aws-sdk/client-ec2";
import { ec2Answer } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { flag, text } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import { mayLaunch } from "./access";
import { type BlockDevice, type Image, isEncrypted, snapshotIds } from "./image";
import { copyKey, type CopyKey } from "./copy-key";
import {
  addImage,
  checkImageId,
  imageNotFound,
  imageUnavailable,
  required,
  tagSpecification,
} from "./requests";
import { SHARED_TAG } from "./tags";
import { makeSnapshot, mayCreateVolume } from "./snapshots";

/** CopyImage: within a region, between regions, and of an image that another account shares. */
export function copyImage(context: Context): Rule {
  const copies = new Map<string, string>();
  return {
    name: "copy-image",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/how-ami-copy-works.html",
    on: ["ec2:CopyImage"],
    async handle(call) {
      const token = [call.account, call.region, text(call, "ClientToken") ?? call.id].join("/");
      const known = copies.get(token);
      if (known !== undefined) return ec2Answer(call, { imageId: known });
      const source = await findSource(context, call);
      const encrypted = await checkEncryption(context, call, source);
      const image = addImage(context, call, copiedFields(source));
      copies.set(token, image.imageId);
      if (flag(call, "CopyImageTags") === true) copyTags(source, image);
      await fill(context, call, source, image, encrypted);
      return ec2Answer(call, { imageId: image.imageId });
    },
  };
}

/** Who may copy: the owner; others need the launch permission and every snapshot's createVolumePermission. */
async function findSource(context: Context, call: AwsCall): Promise<Image> {
  const imageId = required(call, "SourceImageId");
  checkImageId(imageId);
  const region = required(call, "SourceRegion");
  const source = await context.images.find(region, imageId);
  if (source === undefined || source.state === "deregistered") throw imageNotFound([imageId]);
  if (!mayLaunch(context, source, call.account)) {
    throw new AwsError("AuthFailure", `Not authorized for images: [${imageId}]`);
  }
  if (source.state !== "available") throw imageUnavailable(imageId);
  if (source.ownerId === call.account || source.ownerAlias === "amazon") return source;
  const owner = context.aws(source.ownerId, region);
  for (const snapshotId of snapshotIds(source)) {
    if (!(await mayCreateVolume(owner, snapshotId, call.account))) {
      throw new AwsError("InvalidRequest", "You do not have permission to access the storage of this ami");
    }
  }
  return source;
}

/** @returns whether the copy encrypts volumes that the source does not */
async function checkEncryption(context: Context, call: AwsCall, source: Image): Promise<boolean> {
  const asked = flag(call, "Encrypted");
  if (text(call, "KmsKeyId") !== undefined && asked !== true) {
    throw new AwsError(
      "InvalidParameterDependency",
      "The parameter KmsKeyId requires the parameter Encrypted to be set.",
    );
  }
  if (source.rootDeviceType === "instance-store") {
    if (asked !== true) return false;
    throw new AwsError(
      "InvalidParameterCombination",
      "The encryption of an instance-store-backed AMI can't be changed by a copy",
    );
  }
  if (asked === false && isEncrypted(source)) {
    throw new AwsError("InvalidParameterValue", "An encrypted AMI can't be copied to an unencrypted one");
  }
  const { ec2 } = context.aws(call.account, call.region);
  const byDefault = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
  return asked === true || byDefault.EbsEncryptionByDefault === true;
}

type CopiedFields = Parameters<typeof addImage>[2];

/** A copy takes neither description, tags nor launch permissions of its source. */
function copiedFields(source: Image): CopiedFields {
  const { architecture, bootMode, enaSupport, imdsSupport, kernelId, platform, ramdiskId } = source;
  const { rootDeviceName, rootDeviceType, sriovNetSupport, tpmSupport, virtualizationType } = source;
  return {
    architecture,
    bootMode,
    enaSupport,
    imdsSupport,
    kernelId,
    platform,
    ramdiskId,
    rootDeviceName,
    rootDeviceType,
    sourceImageId: source.imageId,
    sourceImageRegion: source.region,
    sriovNetSupport,
    tpmSupport,
    virtualizationType,
  };
}

/** Of another account's tags only those under `ec2:SharedTag/` are copied; tags of the call win. */
function copyTags(source: Image, image: Image): void {
  for (const [name, value] of source.tags) {
    if (image.tags.has(name)) continue;
    if (source.ownerId === image.ownerId || name.startsWith(SHARED_TAG)) image.tags.set(name, value);
  }
}

/** Copies the volumes; a key that can't be used shows only now, and the copy fails. */
async function fill(
  context: Context,
  call: AwsCall,
  source: Image,
  image: Image,
  encrypted: boolean,
): Promise<void> {
  const key = await copyKey(context, call, source, encrypted);
  if ("problem" in key) return failCopy(context, image, "Client.InvalidKMSKey", key.problem);
  if (call.fault === "fail") return failCopy(context, image, "Server.InternalError", "The copy failed.");
  const devices: BlockDevice[] = [];
  for (const device of source.blockDevices) {
    devices.push(await copyDevice(context, call, { source, image, device, key, encrypted }));
  }
  image.blockDevices = devices;
  if (call.fault !== "hang") context.images.settle(image, "available", context.images.copyDelay);
}

function failCopy(context: Context, image: Image, code: string, message: string): void {
  image.stateReason = { code, message };
  context.images.settle(image, "failed", context.images.copyDelay);
}

interface DeviceCopy {
  readonly source: Image;
  readonly image: Image;
  readonly device: BlockDevice;
  readonly key: CopyKey;
  readonly encrypted: boolean;
}

async function copyDevice(context: Context, call: AwsCall, copy: DeviceCopy): Promise<BlockDevice> {
  const { source, image, device, key } = copy;
  const { ebs } = device;
  if (ebs?.snapshotId === undefined) return device;
  const snapshot = await makeSnapshot(context.aws, {
    account: image.ownerId,
    region: image.region,
    volumeSize: ebs.volumeSize,
    encrypted: copy.encrypted || ebs.encrypted,
    kmsKeyId: key.kmsKeyId,
    description:
      `Copied for DestinationAmi ${image.imageId} from SourceAmi ${source.imageId} ` +
      `for SourceSnapshot ${ebs.snapshotId}. Task created on ${context.clock.now().getTime()}.`,
    tags: tagSpecification(call, "snapshot"),
  });
  return { ...device, ebs: { ...ebs, ...snapshot } };
}
