import { text } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall } from "../front/rule";
import type { Image } from "./image";
import { findKey, mayUseKey } from "./keys";

/** The key of a copy: an ARN, or undefined for the default key of the destination. */
export interface CopyKey {
  readonly kmsKeyId: string | undefined;
}

/**
 * The key that a copy encrypts with. EC2 checks keys after it has answered, so a bad one is a `problem` here and a
 * failed copy for the caller: the key must exist in the destination region, be enabled and symmetric, and the caller
 * must be allowed to use it and the keys of the source.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopyImage.html
 */
export async function copyKey(
  context: Context,
  call: AwsCall,
  source: Image,
  encrypted: boolean,
): Promise<CopyKey | { readonly problem: string }> {
  for (const { ebs } of source.blockDevices) {
    const sourceKey = ebs?.kmsKeyId;
    if (sourceKey !== undefined && !(await mayUseKey(context, call.account, sourceKey))) {
      return { problem: `The source snapshot's key ${sourceKey} is not accessible` };
    }
  }
  const asked = text(call, "KmsKeyId");
  if (!encrypted || asked === undefined) return { kmsKeyId: undefined };
  const key = await findKey(context, call, asked);
  const usable = key?.Arn !== undefined && key.KeySpec === "SYMMETRIC_DEFAULT" && key.Enabled === true;
  if (!usable || !(await mayUseKey(context, call.account, key.Arn ?? ""))) {
    return { problem: `The KMS key ${asked} is not usable in ${call.region}` };
  }
  return { kmsKeyId: key.Arn };
}
