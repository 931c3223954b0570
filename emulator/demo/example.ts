/** What the example in `catalog.yaml` expects to find: the baked images, and who consumes them. */
export const HOME_REGION = "us-east-1";
/** The channel that the consumer launches from. */
export const LAUNCHED_CHANNEL = "/golden/al2023-arm64/stable";
export const CONSUMER_ACCOUNT = "222222222222";
export const ORGANIZATION_ARN = "arn:aws:organizations::123456789012:organization/o-goldenimages";

const VOLUMES = {
  rootDeviceName: "/dev/xvda",
  rootVolumeSize: 8,
  volumes: [{ deviceName: "/dev/sdb", size: 20 }],
};

/** The AMI of the version that `--life` adds. */
export const LIFE_IMAGE = { name: "baked-al2023-arm64-2026.12.08", architecture: "arm64" };

/** The source AMIs: EBS-backed, with one data volume each. */
export const SOURCE_IMAGES = [
  { name: "baked-al2023-arm64-2026.11.24", architecture: "arm64" },
  { name: "baked-al2023-arm64-2026.12.01", architecture: "arm64" },
  LIFE_IMAGE,
].map((image) => ({ ...image, ...VOLUMES, region: HOME_REGION }));
