import { Token } from "cdktf";
import { Finding } from "./error";
import { checkPartition, checkRegion, partitionOf } from "./region";

/** The six parts of an ARN. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Takes an ARN apart; undefined when it isn't one. */
export function parseArn(text: string): Arn | undefined {
  const parts = /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws|):(.+)$/.exec(text);
  if (!parts) {
    return undefined;
  }
  const [, partition = "", service = "", region = "", account = "", resource = ""] = parts;
  return { partition, service, region, account, resource };
}

const KEY =
  /^(?:key\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})|alias\/[a-zA-Z0-9/_-]{1,250})$/;

/**
 * Refuses what isn't the ARN of a customer managed KMS key (or of an alias of one) in the given region.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopyImage.html
 */
export function checkKmsKey(region?: string): (keyArn: string) => Finding | undefined {
  return (keyArn) => {
    const arn = parseArn(keyArn);
    if (arn?.service !== "kms" || !KEY.test(arn.resource) || checkRegion(arn.region)) {
      return {
        code: "KMS_KEY_INVALID",
        allowed: "it must be the ARN of a KMS key",
        fix: 'write it in full, "arn:aws:kms:REGION:ACCOUNT:key/KEY-ID", with a key of the target region',
      };
    }
    if (arn.resource.startsWith("alias/aws/")) {
      return {
        code: "KMS_KEY_INVALID",
        allowed: "this is the alias of an AWS managed key, which can't be shared and needn't be named",
        fix: "use a customer managed key, or leave `kmsKeyId` out to encrypt with the default EBS key",
      };
    }
    const target = !region || Token.isUnresolved(region) ? arn.region : region;
    return (
      checkPartition(partitionOf(target), arn.partition) ??
      (arn.region === target
        ? undefined
        : {
            code: "KMS_KEY_REGION",
            allowed: `a copy in ${target} can only be encrypted with a key of ${target}`,
            fix: `use a key of ${target}, or a replica there of the multi-Region key`,
          })
    );
  };
}

/**
 * Refuses what can't be the alias of a key, written without `alias/`.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
 */
export function checkKmsAlias(name: string): Finding | undefined {
  return /^(?!aws\/)[\w/-]{1,250}$/.test(name)
    ? undefined
    : {
        code: "KMS_ALIAS_INVALID",
        allowed: "an alias is 1 to 250 letters, digits, `/`, `_` and `-`, and `aws/` is AWS's own",
        fix: "write the name without `alias/`, as in `golden-ami`",
      };
}
