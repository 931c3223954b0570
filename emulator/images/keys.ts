import { DescribeKeyCommand, GetKeyPolicyCommand, type KeyMetadata } from "@aws-sdk/client-kms";
import type { AwsClients, Context } from "../front/context";
import { allows } from "./key-policy";

/** ARN of the key that EBS uses when none is named. */
export async function defaultKeyArn({ kms }: AwsClients): Promise<string> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: "alias/aws/ebs" }));
  return KeyMetadata?.Arn ?? "";
}

/** An account in a region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * The key that an account means by a key ID, an alias or an ARN, in a region.
 *
 * @returns undefined when there is none
 */
export async function findKey(
  context: Context,
  { account, region }: Place,
  keyId: string,
): Promise<KeyMetadata | undefined> {
  const [, , , keyRegion = region, keyAccount = account] = keyId.startsWith("arn:") ? keyId.split(":") : [];
  if (keyRegion !== region) return undefined;
  try {
    const { kms } = context.aws(keyAccount, region);
    return (await kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata;
  } catch (error) {
    if (error instanceof Error && error.name === "NotFoundException") return undefined;
    throw error;
  }
}

/** What EC2 does with a key for an account that launches or copies an image. */
const ACTIONS = ["kms:DescribeKey", "kms:Decrypt", "kms:CreateGrant"];

/**
 * Whether an account may use a key for EBS volumes, as the key policy says.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/share-amis-with-organizations-and-OUs.html#allow-org-ou-to-use-key
 */
export async function mayUseKey(context: Context, account: string, keyArn: string): Promise<boolean> {
  const [, , , region = "", owner = ""] = keyArn.split(":");
  const key = await findKey(context, { account: owner, region }, keyArn);
  if (key?.Enabled !== true) return false;
  const clients = context.aws(owner, region);
  if (owner === account && keyArn === (await defaultKeyArn(clients))) return true;
  const { Policy = "{}" } = await clients.kms.send(
    new GetKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default" }),
  );
  return ACTIONS.every((action) => allows(context, Policy, { action, account, owner, region }));
}
