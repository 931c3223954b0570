import { Finding } from "./error";

const AMI_ID = /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const SNAPSHOT_ID = /^snap-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const INSTANCE_ID = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

const ONE_DIGIT_REPEATED = /^ami-(.)\1*$/;
const PLACEHOLDER_WORD = /^ami-.*(?:placeholder|example|change-?me|todo|xxx|your)/i;
/** IDs that the documentation of AWS and of Terraform uses in its examples. */
const DOCUMENTATION_IDS = new Set([
  "ami-12345678",
  "ami-1234567890abcdef0",
  "ami-0123456789abcdef0",
  "ami-0abcdef1234567890",
  "ami-abcd1234",
]);

function isPlaceholder(amiId: string): boolean {
  return ONE_DIGIT_REPEATED.test(amiId) || PLACEHOLDER_WORD.test(amiId) || DOCUMENTATION_IDS.has(amiId);
}

/**
 * Refuses what can't be the ID of an AMI: `ami-` and 8 or 17 hexadecimal digits; IDs that stand
 * in documentation as placeholders are refused too, since SSM would accept the call and keep the old value.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
export function checkAmiId(amiId: string): Finding | undefined {
  if (isPlaceholder(amiId)) {
    return {
      code: "AMI_ID_PLACEHOLDER",
      allowed: "this is a placeholder and not the ID of an AMI",
      fix: "write the ID of a real AMI, or find one with `AmiSource.fromLookup` or `AmiSource.fromParameter`",
    };
  }
  if (AMI_ID.test(amiId)) {
    return undefined;
  }
  const digits = /^ami-([0-9a-f]*)$/.exec(amiId)?.[1]?.length;
  const counted = digits === undefined ? "" : ` (this has ${digits} digits)`;
  return {
    code: "AMI_ID_INVALID",
    allowed: `an AMI ID is "ami-" and 8 or 17 lower-case hexadecimal digits${counted}`,
    fix: amiId.startsWith("resolve:ssm:")
      ? "use `AmiSource.fromParameter` for the AMI that an SSM parameter names"
      : "copy the ID again from `aws ec2 describe-images`",
  };
}

/** Refuses what can't be the ID of an EBS snapshot. */
export function checkSnapshotId(snapshotId: string): Finding | undefined {
  return SNAPSHOT_ID.test(snapshotId)
    ? undefined
    : {
        code: "SNAPSHOT_ID_INVALID",
        allowed: 'a snapshot ID is "snap-" and 8 or 17 lower-case hexadecimal digits',
        fix: "copy the ID again from `aws ec2 describe-snapshots`",
      };
}

/** Refuses what can't be the ID of an instance. */
export function checkInstanceId(instanceId: string): Finding | undefined {
  return INSTANCE_ID.test(instanceId)
    ? undefined
    : {
        code: "INSTANCE_ID_INVALID",
        allowed: 'an instance ID is "i-" and 8 or 17 lower-case hexadecimal digits',
        fix: "copy the ID again from `aws ec2 describe-instances`",
      };
}
