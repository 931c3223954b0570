import type { LaunchPermission } from "@aws-sdk/client-ec2";
import type { Place } from "../aws/account";
import type { Attempt } from "../aws/attempts";
import { chunks } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html */
const FILTER_VALUES = 200;
/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const GONE = ["InvalidAMIID.NotFound", "InvalidAMIID.Unavailable"];

/**
 * Who may launch AMIs by AWS, whatever the file says: account IDs, ARNs of organisations and OUs, `everyone`. Of AMIs
 * that another account owns nothing can be read, and nothing is destroyed when they are retired.
 */
export async function launchRecipients(
  sdk: Sdk,
  place: Place,
  amiIds: readonly string[],
  attempt: Attempt,
): Promise<string[]> {
  const own = await attempt("ec2:DescribeImages", () => ownImages(sdk, place, amiIds));
  const recipients = await attempt("ec2:DescribeImageAttribute", async () => {
    const all: string[] = [];
    for (const amiId of own ?? []) {
      all.push(...(await permissionsOf(sdk, place, amiId)).flatMap(recipientsOf));
    }
    return all;
  });
  return [...new Set(recipients)];
}

async function ownImages(sdk: Sdk, { ec2 }: Place, amiIds: readonly string[]): Promise<string[]> {
  const own: string[] = [];
  for (const Values of chunks(amiIds, FILTER_VALUES)) {
    const input = { Filters: [{ Name: "image-id", Values }], Owners: ["self"] };
    const { Images = [] } = await ec2.send(new sdk.ec2.DescribeImagesCommand(input));
    own.push(...Images.flatMap(({ ImageId }) => ImageId ?? []));
  }
  return own;
}

/** Nobody may launch an AMI that is gone by now. */
async function permissionsOf(sdk: Sdk, { ec2 }: Place, ImageId: string): Promise<LaunchPermission[]> {
  const command = new sdk.ec2.DescribeImageAttributeCommand({ ImageId, Attribute: "launchPermission" });
  try {
    return (await ec2.send(command)).LaunchPermissions ?? [];
  } catch (error) {
    if (error instanceof Error && GONE.includes(error.name)) {
      return [];
    }
    throw error;
  }
}

function recipientsOf({ Group, OrganizationArn, OrganizationalUnitArn, UserId }: LaunchPermission): string[] {
  const named = [OrganizationArn, OrganizationalUnitArn, UserId].filter((each) => each !== undefined);
  return Group === "all" ? ["everyone", ...named] : named;
}
