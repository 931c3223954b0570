import { DescribeLaunchTemplateVersionsCommand, type ResponseLaunchTemplateData } from "@aws-sdk/client-ec2";
import { ec2Answer } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { records, text, withParams } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import { mayLaunch } from "./access";
import { isAllowed } from "./allowed-images";
import type { BlockDevice, Image } from "./image";
import { mayUseKey, type Place } from "./keys";
import { checkImageId, imageNotFound, imageUnavailable } from "./requests";

/** The device name that moto gives to the root volume of every instance. */
const MOTO_ROOT = "/dev/sda1";

/**
 * Whether an account may launch an image now.
 *
 * @returns the image
 * @throws AwsError InvalidAMIID.Malformed, InvalidAMIID.NotFound, InvalidAMIID.Unavailable, AuthFailure, Client.InternalError
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export async function checkLaunch(context: Context, place: Place, imageId: string): Promise<Image> {
  checkImageId(imageId);
  const { account, region } = place;
  const image = await context.images.find(region, imageId);
  if (image === undefined || image.state === "deregistered") throw imageNotFound([imageId]);
  if (!mayLaunch(context, image, account)) {
    throw new AwsError("AuthFailure", `Not authorized for images: [${imageId}]`);
  }
  if (image.state !== "available") throw imageUnavailable(imageId);
  const { state } = context.images.settings(account, region).allowedImages;
  if (state === "enabled" && !isAllowed(context, place, image)) throw imageNotFound([imageId]);
  for (const { ebs } of image.blockDevices) {
    if (ebs?.kmsKeyId !== undefined && !(await mayUseKey(context, account, ebs.kmsKeyId))) {
      throw new AwsError(
        "Client.InternalError",
        `Client error on launch: account ${account} may not use ${ebs.kmsKeyId}`,
      );
    }
  }
  return image;
}

/** RunInstances: only what the caller may launch, with the volumes of the image. */
export function runInstances(context: Context): Rule {
  return {
    name: "run-instances",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-explicit.html",
    on: ["ec2:RunInstances"],
    async handle(call, next) {
      const template = await launchTemplate(context, call);
      const imageId = text(call, "ImageId") ?? template?.ImageId;
      if (imageId === undefined) {
        throw new AwsError("MissingParameter", "The request must contain the parameter ImageId");
      }
      const image = await checkLaunch(context, call, imageId);
      const params = Object.entries(call.params).map(([name, value]) => [name, String(value)]);
      return next(
        withParams(call, {
          ...Object.fromEntries(params.filter(([name]) => name?.startsWith("BlockDeviceMapping.") !== true)),
          ImageId: imageId,
          ...deviceParams(image, merged(image, template, call), call.account),
        }),
      );
    },
  };
}

/** Moto does not answer this call, which Terraform makes for every instance: no instance here has UEFI data. */
export const instanceUefiData: Rule = {
  name: "instance-uefi-data",
  source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetInstanceUefiData.html",
  on: ["ec2:GetInstanceUefiData"],
  async handle(call) {
    return ec2Answer(call, { instanceId: text(call, "InstanceId") });
  },
};

async function launchTemplate(
  context: Context,
  call: AwsCall,
): Promise<ResponseLaunchTemplateData | undefined> {
  const LaunchTemplateId = text(call, "LaunchTemplate.LaunchTemplateId");
  const LaunchTemplateName = text(call, "LaunchTemplate.LaunchTemplateName");
  if (LaunchTemplateId === undefined && LaunchTemplateName === undefined) return undefined;
  const Versions = [text(call, "LaunchTemplate.Version") ?? "$Default"];
  const { ec2 } = context.aws(call.account, call.region);
  const { LaunchTemplateVersions } = await ec2.send(
    new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, LaunchTemplateName, Versions }),
  );
  return LaunchTemplateVersions?.[0]?.LaunchTemplateData;
}

type Fields = Readonly<Record<string, string>>;

/** The volumes of a launch by device name: of the image, then of the template, then of the call. */
function merged(
  image: Image,
  template: ResponseLaunchTemplateData | undefined,
  call: AwsCall,
): Map<string, Fields> {
  const devices = new Map<string, Fields>();
  const put = (name: string, fields: Fields): void => {
    const device = name === image.rootDeviceName ? MOTO_ROOT : name;
    devices.set(device, { ...devices.get(device), ...fields });
  };
  for (const device of image.blockDevices) put(device.deviceName, imageDevice(device));
  for (const { DeviceName = "", Ebs = {} } of template?.BlockDeviceMappings ?? []) {
    const fields = Object.entries(Ebs).flatMap(([name, value]) =>
      value === undefined ? [] : [[`Ebs.${name}`, String(value)]],
    );
    put(DeviceName, Object.fromEntries(fields) as Fields);
  }
  for (const { DeviceName = "", ...fields } of records(call, "BlockDeviceMapping")) put(DeviceName, fields);
  return devices;
}

function imageDevice({ virtualName, ebs }: BlockDevice): Fields {
  if (virtualName !== undefined) return { VirtualName: virtualName };
  return {
    ...(ebs?.snapshotId === undefined ? {} : { "Ebs.SnapshotId": ebs.snapshotId }),
    "Ebs.VolumeSize": String(ebs?.volumeSize ?? 8),
    "Ebs.VolumeType": ebs?.volumeType ?? "gp2",
    "Ebs.DeleteOnTermination": String(ebs?.deleteOnTermination ?? true),
    ...(ebs?.encrypted === true ? { "Ebs.Encrypted": "true" } : {}),
    ...(ebs?.kmsKeyId === undefined ? {} : { "Ebs.KmsKeyId": ebs.kmsKeyId }),
  };
}

/** Moto finds snapshots only in the caller's own account, and knows no instance-store volumes. */
function deviceParams(
  image: Image,
  devices: ReadonlyMap<string, Fields>,
  account: string,
): Record<string, string> {
  const params: Record<string, string> = {};
  const launched = [...devices].filter(([, fields]) => !("VirtualName" in fields) && !("NoDevice" in fields));
  for (const [index, [name, fields]] of launched.entries()) {
    const prefix = `BlockDeviceMapping.${index + 1}`;
    params[`${prefix}.DeviceName`] = name;
    for (const [field, value] of Object.entries(fields)) {
      if (field !== "Ebs.SnapshotId" || image.ownerId === account) params[`${prefix}.${field}`] = value;
    }
  }
  return params;
}
