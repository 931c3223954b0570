import { Finding } from "./error";

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;
const ZONE = /^([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})(?:[a-z]|-[a-z0-9-]+)$/;
const ZONE_ID = /^([a-z]{2})(g?)(ne|nw|se|sw|[nsewc])(\d+)-(?:[a-z0-9]+-)*az\d+$/;
const DIRECTIONS: Readonly<Record<string, string>> = {
  c: "central",
  e: "east",
  n: "north",
  ne: "northeast",
  nw: "northwest",
  s: "south",
  se: "southeast",
  sw: "southwest",
  w: "west",
};

const PARTITION_OF_PREFIX: readonly (readonly [string, string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

/**
 * The partition that a region lies in: `cn-north-1` in `aws-cn`.
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(region: string): string {
  return PARTITION_OF_PREFIX.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/** Refuses what isn't the code of a region; knows zones when it sees one. */
export function checkRegion(region: string): Finding | undefined {
  if (REGION.test(region)) {
    return undefined;
  }
  const zone = ZONE.exec(region);
  if (zone) {
    return {
      code: "REGION_INVALID",
      allowed: "this is an Availability Zone or Local Zone and not a region",
      fix: `write its region, "${zone[1]}"`,
    };
  }
  const zoneId = ZONE_ID.exec(region);
  if (zoneId) {
    const [, place, government, direction = "", number] = zoneId;
    return {
      code: "REGION_INVALID",
      allowed: "this is the ID of an Availability Zone and not a region",
      fix: `write its region, "${place}-${government ? "gov-" : ""}${DIRECTIONS[direction]}-${number}"`,
    };
  }
  return {
    code: "REGION_INVALID",
    allowed: "it must be the code of an AWS region",
    fix: 'write a region code like "eu-west-1" (`aws ec2 describe-regions` lists them)',
  };
}

/** Refuses a second partition: nothing is copied or shared from one to another. */
export function checkPartition(expected: string | undefined, given: string | undefined): Finding | undefined {
  if (expected === undefined || given === undefined || expected === given) {
    return undefined;
  }
  return {
    code: "PARTITION_MIXED",
    allowed: `it belongs to partition ${given}, and the rest to ${expected}: AMIs are neither copied nor shared across partitions`,
    fix: `use one of partition ${expected}, or move the image through S3 (\`aws ec2 create-store-image-task\`)`,
  };
}
