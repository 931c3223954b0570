import { AwsError } from "../front/aws-error";
import { records, text } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall } from "../front/rule";
import type { Image } from "./image";
import { newImageId } from "./image-store";
import { type ImageFields, makeImage } from "./make-image";

/** 8 or 17 hexadecimal digits. */
const IMAGE_ID = /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/;

const NAME = /^[a-zA-Z0-9()[\] ./\-'@_]{3,128}$/;

/** @throws AwsError MissingParameter */
export function required(call: AwsCall, name: string): string {
  const value = text(call, name);
  if (value === undefined || value === "") {
    throw new AwsError("MissingParameter", `The request must contain the parameter ${name}`);
  }
  return value;
}

/** @throws AwsError InvalidAMIID.Malformed */
export function checkImageId(imageId: string): void {
  if (!IMAGE_ID.test(imageId)) {
    throw new AwsError("InvalidAMIID.Malformed", `Invalid id: "${imageId}" (expecting "ami-...")`);
  }
}

export function imageNotFound(imageIds: readonly string[]): AwsError {
  return new AwsError("InvalidAMIID.NotFound", `The image id '[${imageIds.join(", ")}]' does not exist`);
}

export function imageUnavailable(imageId: string): AwsError {
  return new AwsError("InvalidAMIID.Unavailable", `The image ID '${imageId}' is no longer available`);
}

/**
 * The image that the caller owns and wants to change.
 *
 * @throws AwsError InvalidAMIID.Malformed, InvalidAMIID.NotFound, InvalidAMIID.Unavailable, AuthFailure
 */
export async function ownedImage(context: Context, call: AwsCall): Promise<Image> {
  const imageId = required(call, "ImageId");
  checkImageId(imageId);
  const image = await context.images.find(call.region, imageId);
  if (image === undefined) throw imageNotFound([imageId]);
  if (image.ownerId !== call.account) {
    throw new AwsError("AuthFailure", `Not authorized for image:${imageId}`);
  }
  if (image.state === "deregistered") throw imageUnavailable(imageId);
  return image;
}

/** Tags that a call gives to what it makes. @param type `image`, `snapshot` */
export function tagSpecification(call: AwsCall, type: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const [index, specification] of records(call, "TagSpecification").entries()) {
    if (specification["ResourceType"] !== type) continue;
    for (const tag of records(call, `TagSpecification.${index + 1}.Tag`)) {
      tags.set(tag["Key"] ?? "", tag["Value"] ?? "");
    }
  }
  checkTags(tags);
  return tags;
}

/**
 * @throws AwsError InvalidParameterValue, TagLimitExceeded
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
 */
export function checkTags(tags: ReadonlyMap<string, string>): void {
  for (const name of tags.keys()) {
    if (name.toLowerCase().startsWith("aws:")) {
      throw new AwsError(
        "InvalidParameterValue",
        `Value ( ${name} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use`,
      );
    }
  }
  if (tags.size > 50) {
    throw new AwsError("TagLimitExceeded", "You have reached the maximum number of tags on the resource.");
  }
}

/** @throws AwsError InvalidParameterValue */
export function checkDescription(description: string): void {
  if (description.length > 255) {
    throw new AwsError("InvalidParameterValue", "Description exceeds maximum length of 255 characters");
  }
}

/**
 * Adds a new `pending` image that the caller owns; its name is unique in the account and region.
 *
 * @throws AwsError InvalidAMIName.Malformed, InvalidAMIName.Duplicate, and those of tags and description
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html
 */
export function addImage(
  context: Context,
  call: AwsCall,
  fields: Omit<ImageFields, "imageId" | "region" | "ownerId" | "name" | "description">,
): Image {
  const name = required(call, "Name");
  const description = text(call, "Description") ?? "";
  if (!NAME.test(name)) {
    throw new AwsError(
      "InvalidAMIName.Malformed",
      "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'",
    );
  }
  checkDescription(description);
  const tags = tagSpecification(call, "image");
  const { region, account: ownerId } = call;
  const other = context.images.list(region).find((image) => image.ownerId === ownerId && image.name === name);
  if (other !== undefined) {
    throw new AwsError(
      "InvalidAMIName.Duplicate",
      `AMI name ${name} is already in use by AMI ${other.imageId}`,
    );
  }
  const image = makeImage(
    { ...fields, imageId: newImageId(), region, ownerId, name, description },
    context.clock.now(),
  );
  for (const [key, value] of tags) image.tags.set(key, value);
  return context.images.add(image);
}
