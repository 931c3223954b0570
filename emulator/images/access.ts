import type { Context } from "../front/context";
import { type Image, isPublic } from "./image";

/**
 * Whether an account may launch and see an image: its owner, whoever the image is shared with, or everyone.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html
 */
export function mayLaunch(context: Context, image: Image, account: string): boolean {
  return image.ownerId === account || isPublic(image) || sharedWith(context, image, account);
}

/** Whether a launch permission names the account, its organisation, or an OU above it. */
export function sharedWith(context: Context, image: Image, account: string): boolean {
  return image.launchPermissions.some(
    ({ userId, organizationArn, organizationalUnitArn }) =>
      userId === account ||
      (organizationArn !== undefined && context.organizations.contains(organizationArn, account)) ||
      (organizationalUnitArn !== undefined && context.organizations.contains(organizationalUnitArn, account)),
  );
}
