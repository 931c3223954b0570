import type { Instance } from "@aws-sdk/client-ec2";
import type { Place } from "../aws/account";
import { chunks } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";
import type { Found } from "./reference";

/** All states but those of an instance that ends. */
export const LIVE_STATES: readonly string[] = ["pending", "running", "stopping", "stopped"];
/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
const FILTER_VALUES = 200;
const GROUP_TAG = "aws:autoscaling:groupName";

/** Instances that were launched from AMIs, and have not ended. */
export async function instancesOf(sdk: Sdk, { ec2 }: Place, amiIds: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const some of chunks(amiIds, FILTER_VALUES)) {
    const Filters = [
      { Name: "image-id", Values: some },
      { Name: "instance-state-name", Values: [...LIVE_STATES] },
    ];
    const pages = sdk.ec2.paginateDescribeInstances({ client: ec2 }, { Filters, MaxResults: 1_000 });
    for await (const { Reservations = [] } of pages) {
      found.push(...Reservations.flatMap(({ Instances = [] }) => Instances.map(reference)));
    }
  }
  return found;
}

function reference({ InstanceId = "", ImageId = "", State, Tags = [] }: Instance): Found {
  const tag = (key: string) => Tags.find(({ Key }) => Key === key)?.Value;
  const group = tag(GROUP_TAG);
  return {
    type: "instance",
    id: InstanceId,
    name: tag("Name"),
    amiId: ImageId,
    use: "names",
    how: `${State?.Name ?? "unknown"}${group === undefined ? "" : `, of Auto Scaling group ${group}`}`,
  };
}
