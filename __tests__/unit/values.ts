/** Good values, of which each test spoils the one that it is about. */

export const REGION = "eu-west-1";
export const OTHER_REGION = "us-east-1";

export const AMI_ID = "ami-0a1b2c3d4e5f60718";
export const OTHER_AMI_ID = "ami-0f1e2d3c4b5a69788";
export const SNAPSHOT_ID = "snap-0a1b2c3d4e5f60718";
export const OTHER_SNAPSHOT_ID = "snap-0f1e2d3c4b5a69788";
export const INSTANCE_ID = "i-0a1b2c3d4e5f60718";

export const ACCOUNT_ID = "222222222222";
export const OTHER_ACCOUNT_ID = "033333333333";

export const ORGANIZATION_ID = "o-goldenimages";
export const ORGANIZATION_ARN = organizationArn();
export const OU_ID = "ou-ab12-11111111";
export const OU_ARN = organizationalUnitArn();
export const KEY_ARN = keyArn(REGION);

export function organizationArn(partition = "aws"): string {
  return `arn:${partition}:organizations::123456789012:organization/${ORGANIZATION_ID}`;
}

export function organizationalUnitArn(partition = "aws"): string {
  return `arn:${partition}:organizations::123456789012:ou/${ORGANIZATION_ID}/${OU_ID}`;
}

export function keyArn(region: string, partition = "aws"): string {
  return `arn:${partition}:kms:${region}:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
}

/** Different account IDs, from 100000000000 on. */
export function accountIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${100_000_000_000 + index}`);
}

/** Tags with different keys. */
export function tags(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"]));
}
