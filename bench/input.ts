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

/** The 17 regions that every account has, the home region first. */
export const DEFAULT_REGIONS = [
  ...[SOURCE_REGION, "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"],
  ...["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "ap-south-1"],
  ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2"],
];
/** Those, and 17 that an account turns on. */
export const REGIONS = [
  ...DEFAULT_REGIONS,
  ...["ca-west-1", "mx-central-1", "af-south-1", "il-central-1", "me-central-1", "me-south-1"],
  ...["eu-central-2", "eu-south-1", "eu-south-2", "ap-east-1", "ap-east-2", "ap-south-2"],
  ...["ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7"],
];
