/** What the example in `main.ts` expects to find: the baked image, and who consumes it. */
export const HOME_REGION = "us-east-1";
export const REGIONS = [HOME_REGION, "eu-west-1", "ap-southeast-1"] as const;
export const NAMESPACE = "/golden";
export const CONSUMER_ACCOUNT = "222222222222";
export const ORGANIZATION_ARN = "arn:aws:organizations::123456789012:organization/o-goldenimages";

/** The source AMI: EBS-backed, with one data volume. */
export const SOURCE_IMAGE = {
  name: "baked-al2023-arm64-2026.11.24",
  region: HOME_REGION,
  architecture: "arm64",
  rootDeviceName: "/dev/xvda",
  rootVolumeSize: 8,
  volumes: [{ deviceName: "/dev/sdb", size: 20 }],
} as const;
