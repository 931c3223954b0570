import type { Context } from "../../front/context";
import { mayLaunch } from "../../images/access";
import type { Caller } from "../caller";

/** 8 or 17 hexadecimal digits. */
const IMAGE_ID = /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/**
 * Whether the value is the ID of an AMI that is available to the caller in its region.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-ec2-aliases.html
 */
export async function isAvailableImage(context: Context, caller: Caller, value: string): Promise<boolean> {
  const image = IMAGE_ID.test(value) ? await context.images.find(caller.region, value) : undefined;
  return image?.state === "available" && mayLaunch(context, image, caller.account);
}
