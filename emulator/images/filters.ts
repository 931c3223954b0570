import { AwsError } from "../front/aws-error";
import { list, records } from "../front/call";
import { wildcard } from "../front/chain";
import type { AwsCall } from "../front/rule";
import { type Image, isPublic } from "./image";
import { visibleTags } from "./tags";

/**
 * Whether an image passes all filters of DescribeImages; values may hold `*` and `?`.
 *
 * @throws AwsError InvalidParameterValue for a filter that is not known
 */
export function passesFilters(image: Image, call: AwsCall): boolean {
  return records(call, "Filter").every((filter, index) => {
    const patterns = list(call, `Filter.${index + 1}.Value`);
    const values = valuesOf(image, filter["Name"] ?? "", call.account);
    return values.some((value) => patterns.some((pattern) => wildcard(pattern, value)));
  });
}

function valuesOf(image: Image, name: string, account: string): readonly string[] {
  const tags = visibleTags(image, account);
  if (name === "tag-key") return [...tags.keys()];
  if (name.startsWith("tag:")) return [tags.get(name.slice("tag:".length)) ?? []].flat();
  const attribute = ATTRIBUTES.get(name);
  if (attribute === undefined) throw new AwsError("InvalidParameterValue", `The filter '${name}' is invalid`);
  return [attribute(image)].flat().flatMap((value) => (value === undefined ? [] : String(value)));
}

type Value = string | number | boolean | undefined;

const ATTRIBUTES = new Map<string, (image: Image) => Value | readonly Value[]>([
  ["architecture", (image) => image.architecture],
  [
    "block-device-mapping.delete-on-termination",
    (image) => volumes(image).map((ebs) => ebs.deleteOnTermination),
  ],
  ["block-device-mapping.device-name", (image) => image.blockDevices.map((device) => device.deviceName)],
  ["block-device-mapping.encrypted", (image) => volumes(image).map((ebs) => ebs.encrypted)],
  ["block-device-mapping.snapshot-id", (image) => volumes(image).map((ebs) => ebs.snapshotId)],
  ["block-device-mapping.volume-size", (image) => volumes(image).map((ebs) => ebs.volumeSize)],
  ["block-device-mapping.volume-type", (image) => volumes(image).map((ebs) => ebs.volumeType)],
  ["boot-mode", (image) => image.bootMode],
  ["creation-date", (image) => image.creationDate],
  ["description", (image) => image.description],
  ["ena-support", (image) => image.enaSupport],
  ["hypervisor", () => "xen"],
  ["image-id", (image) => image.imageId],
  ["image-type", () => "machine"],
  ["is-public", (image) => isPublic(image)],
  ["kernel-id", (image) => image.kernelId],
  ["manifest-location", (image) => image.imageLocation],
  ["name", (image) => image.name],
  ["owner-alias", (image) => image.ownerAlias],
  ["owner-id", (image) => image.ownerId],
  ["platform", (image) => image.platform],
  ["product-code", () => []],
  ["product-code.type", () => []],
  ["ramdisk-id", (image) => image.ramdiskId],
  ["root-device-name", (image) => image.rootDeviceName],
  ["root-device-type", (image) => image.rootDeviceType],
  ["source-image-id", (image) => image.sourceImageId],
  ["source-image-region", (image) => image.sourceImageRegion],
  ["source-instance-id", (image) => image.sourceInstanceId],
  ["sriov-net-support", (image) => image.sriovNetSupport],
  ["state", (image) => image.state],
  ["virtualization-type", (image) => image.virtualizationType],
]);

function volumes(image: Image): NonNullable<Image["blockDevices"][number]["ebs"]>[] {
  return image.blockDevices.flatMap(({ ebs }) => ebs ?? []);
}
