import type { Catalog } from "../../modules";
import {
  ACCOUNT_IDS,
  images,
  ORGANIZATION_ARNS,
  ORGANIZATIONAL_UNIT_ARNS,
  SOURCE_REGION,
  TAGS,
  VERSION,
} from "../input";

/** Recipients of the measured images, one of each kind and a second account. */
export const RECIPIENTS = {
  accountIds: ACCOUNT_IDS,
  organizationArns: ORGANIZATION_ARNS,
  organizationalUnitArns: ORGANIZATIONAL_UNIT_ARNS,
};

/**
 * A catalog of `count` images with one version and one channel each: `count` distributions a region.
 * @param keys ARN of the KMS key of each region
 */
export function catalogOf(count: number, keys: Readonly<Record<string, string>>): Catalog {
  return {
    namespace: "/golden",
    homeRegion: SOURCE_REGION,
    regions: Object.fromEntries(Object.entries(keys).map(([region, kmsKeyArn]) => [region, { kmsKeyArn }])),
    shareWith: RECIPIENTS,
    images: Object.fromEntries(
      images(count).map(({ name, sourceAmiId }) => [
        name,
        {
          tags: TAGS,
          versions: { [VERSION]: { source: { ami: { [SOURCE_REGION]: { amiId: sourceAmiId } } } } },
          channels: { stable: VERSION },
        },
      ]),
    ),
  };
}
