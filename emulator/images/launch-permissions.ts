import { AwsError } from "../front/aws-error";
import { list, records, text } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall } from "../front/rule";
import { type Image, isEncrypted, type LaunchPermission } from "./image";
import { defaultKeyArn } from "./keys";
import { imageUnavailable } from "./requests";

const ORGANIZATION_ARN = /^arn:aws[^:]*:organizations::\d{12}:organization\/o-[a-z0-9]{10,32}$/;
const UNIT_ARN =
  /^arn:aws[^:]*:organizations::\d{12}:ou\/o-[a-z0-9]{10,32}\/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;

/**
 * Shares an image, or takes a share back. Taking back an account that an organisation still covers succeeds and
 * changes nothing for it.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-explicit.html
 */
export async function modifyLaunchPermissions(context: Context, call: AwsCall, image: Image): Promise<void> {
  const { added, removed } = requested(call);
  [...added, ...removed].forEach(check);
  if (image.state !== "available") throw imageUnavailable(image.imageId);
  if (added.length > 0) await checkSharing(context, image, added);
  const kept = image.launchPermissions.filter(
    (known) => !removed.some((permission) => same(known, permission)),
  );
  const fresh = added.filter((permission) => !kept.some((known) => same(known, permission)));
  image.launchPermissions = [...kept, ...fresh];
}

/** `LaunchPermission.Add.1.UserId`, and the older `OperationType=add` with `UserId.1`. */
function requested(call: AwsCall): { added: LaunchPermission[]; removed: LaunchPermission[] } {
  const old = [
    ...list(call, "UserId").map((userId) => ({ userId })),
    ...list(call, "UserGroup").map((group) => ({ group })),
    ...list(call, "OrganizationArn").map((organizationArn) => ({ organizationArn })),
    ...list(call, "OrganizationalUnitArn").map((organizationalUnitArn) => ({ organizationalUnitArn })),
  ] as LaunchPermission[];
  const operation = text(call, "OperationType");
  if (old.length > 0 && operation !== "add" && operation !== "remove") {
    throw new AwsError("InvalidParameterCombination", "OperationType must be add or remove");
  }
  return {
    added: [...permissions(call, "LaunchPermission.Add"), ...(operation === "add" ? old : [])],
    removed: [...permissions(call, "LaunchPermission.Remove"), ...(operation === "remove" ? old : [])],
  };
}

function permissions(call: AwsCall, prefix: string): LaunchPermission[] {
  return records(call, prefix).map(
    ({ UserId, Group, OrganizationArn, OrganizationalUnitArn }): LaunchPermission => ({
      ...(UserId === undefined ? {} : { userId: UserId }),
      ...(Group === undefined ? {} : { group: Group as "all" }),
      ...(OrganizationArn === undefined ? {} : { organizationArn: OrganizationArn }),
      ...(OrganizationalUnitArn === undefined ? {} : { organizationalUnitArn: OrganizationalUnitArn }),
    }),
  );
}

function check({ userId, group, organizationArn, organizationalUnitArn }: LaunchPermission): void {
  const wrong =
    (userId !== undefined && !/^\d{12}$/.test(userId) && (["userId", userId] as const)) ||
    (group !== undefined && group !== "all" && (["userGroup", group] as const)) ||
    (organizationArn !== undefined &&
      !ORGANIZATION_ARN.test(organizationArn) &&
      (["organizationArn", organizationArn] as const)) ||
    (organizationalUnitArn !== undefined &&
      !UNIT_ARN.test(organizationalUnitArn) &&
      (["organizationalUnitArn", organizationalUnitArn] as const));
  if (wrong) {
    throw new AwsError(
      "InvalidAMIAttributeItemValue",
      `Invalid attribute item value "${wrong[1]}" for ${wrong[0]} item type.`,
    );
  }
}

/**
 * What AWS refuses to share: volumes under the default key with anyone, encrypted ones with everyone, and anything
 * with everyone while public access is blocked.
 */
async function checkSharing(
  context: Context,
  image: Image,
  added: readonly LaunchPermission[],
): Promise<void> {
  const { ownerId, region } = image;
  if (isEncrypted(image)) {
    const defaultKey = await defaultKeyArn(context.aws(ownerId, region));
    if (
      image.blockDevices.some(
        ({ ebs }) => ebs?.encrypted === true && (ebs.kmsKeyId ?? defaultKey) === defaultKey,
      )
    ) {
      throw new AwsError(
        "InvalidParameter",
        "Snapshots encrypted with the AWS Managed CMK can’t be shared. Specify another snapshot.",
      );
    }
  }
  if (!added.some(({ group }) => group === "all")) return;
  if (isEncrypted(image)) {
    throw new AwsError("InvalidParameter", "An image with encrypted snapshots can't be shared publicly.");
  }
  if (context.images.settings(ownerId, region).blockPublicAccess) {
    throw new AwsError(
      "OperationNotPermitted",
      "You can’t publicly share this image because block public access for AMIs is enabled for this account. " +
        "To publicly share the image, you must call the DisableImageBlockPublicAccess API.",
    );
  }
}

function same(one: LaunchPermission, other: LaunchPermission): boolean {
  return (
    one.userId === other.userId &&
    one.group === other.group &&
    one.organizationArn === other.organizationArn &&
    one.organizationalUnitArn === other.organizationalUnitArn
  );
}
