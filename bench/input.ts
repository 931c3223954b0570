/** Region of the source images. */
export const SOURCE_REGION = "us-east-1";
/** Region that the measured stacks publish in. */
export const TARGET_REGION = "eu-west-1";
export const KMS_KEY_ID = "arn:aws:kms:eu-west-1:111111111111:key/1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";
export const ACCOUNT_IDS = ["222222222222", "333333333333"];
export const ORGANIZATION_ARNS = ["arn:aws:organizations::444444444444:organization/o-goldenimages"];
export const ORGANIZATIONAL_UNIT_ARNS = [
  "arn:aws:organizations::444444444444:ou/o-goldenimages/ou-root-webservers",
];
export const TAGS = { team: "platform" };
/** The image that the measured permissions share. */
export const SHARED_AMI_ID = "ami-0a000000000000001";
export const VERSION = "2026.11.24";

/** One image to publish. */
export interface Image {
  readonly name: string;
  readonly sourceAmiId: string;
}

/** The first `count` of an endless row of images. */
export function images(count: number): readonly Image[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `image-${index}`,
    sourceAmiId: `ami-0a${index.toString(16).padStart(15, "0")}`,
  }));
}

/** The first `count` of an endless row of account IDs. */
export function accountIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${500_000_000_000 + index}`);
}
