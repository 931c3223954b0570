import type { ImageReference, ResourceTypeRequest } from "@aws-sdk/client-ec2";
import { parseArn } from "../../modules/support";
import type { Place } from "../aws/account";
import type { Attempt } from "../aws/attempts";
import { saidBy } from "../aws/failure";
import { chunks } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";
import { LIVE_STATES } from "./instances";
import type { Found } from "./reference";

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageReferences.html */
const IMAGES = 10;
/** As far back as EC2 looks. */
const VERSION_DEPTH = "10000";
const RESOURCE_TYPES: ResourceTypeRequest[] = [
  {
    ResourceType: "ec2:Instance",
    ResourceTypeOptions: [{ OptionName: "state-name", OptionValues: [...LIVE_STATES] }],
  },
  {
    ResourceType: "ec2:LaunchTemplate",
    ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues: [VERSION_DEPTH] }],
  },
  { ResourceType: "ssm:Parameter" },
  { ResourceType: "imagebuilder:ImageRecipe" },
  { ResourceType: "imagebuilder:ContainerRecipe" },
];

/** What EC2 says to an account, or in a partition, that it doesn't tell references; all else is a call that failed. */
const REFUSALS = [
  "AccessDenied",
  "AccessDeniedException",
  "InvalidAction",
  "UnauthorizedOperation",
  "UnknownOperation",
  "UnknownOperationException",
  "UnsupportedOperation",
];

/**
 * What EC2 itself knows to refer to AMIs. A string is its refusal to tell: the account may lack the permission, and
 * a partition the call. Undefined where the call fails.
 */
export function toldReferences(
  sdk: Sdk,
  place: Place,
  amiIds: readonly string[],
  attempt: Attempt,
): Promise<readonly Found[] | string | undefined> {
  return attempt("ec2:DescribeImageReferences", async () => {
    try {
      return await imageReferences(sdk, place, amiIds);
    } catch (error) {
      if (error instanceof Error && REFUSALS.includes(error.name)) {
        return saidBy(error);
      }
      throw error;
    }
  });
}

/**
 * What EC2 itself knows to refer to AMIs, whoever owns them: resources of the caller's account alone, and
 * no Auto Scaling groups. Which version of a launch template it is, isn't told.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-ami-references.html
 */
async function imageReferences(sdk: Sdk, { ec2 }: Place, amiIds: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const ImageIds of chunks(amiIds, IMAGES)) {
    const input = { ImageIds, ResourceTypes: RESOURCE_TYPES };
    for await (const page of sdk.ec2.paginateDescribeImageReferences({ client: ec2 }, input)) {
      found.push(...(page.ImageReferences ?? []).map(reference));
    }
  }
  return found;
}

function reference({ ImageId: amiId = "", ResourceType, Arn = "" }: ImageReference): Found {
  const { resource = "" } = parseArn(Arn) ?? {};
  const id = resource.slice(resource.indexOf("/") + 1);
  switch (ResourceType) {
    case "ec2:Instance":
      return { type: "instance", id, amiId, use: "names", how: "its state isn't known" };
    case "ec2:LaunchTemplate":
      return { type: "launch template", id, amiId, use: "older", how: "an older version of it" };
    case "ssm:Parameter":
      return { type: "parameter", id: parameterName(id), amiId, use: "names", how: "its value" };
    default:
      return { type: "Image Builder recipe", id: Arn, amiId, use: "names", how: "its parent image" };
  }
}

/** ARNs have names with levels without their first slash. */
function parameterName(inArn: string): string {
  return inArn.includes("/") ? `/${inArn}` : inArn;
}
