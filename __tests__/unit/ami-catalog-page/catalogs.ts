import type { Catalog, CatalogImage } from "../../../modules";
import { AMI_ID, ORGANIZATION_ARN, OTHER_REGION, REGION } from "../values";

export const SOURCE = { ami: { [REGION]: { amiId: AMI_ID } } };

/** An image with ten versions, of which channels name two. */
export function usualImage(number: number): CatalogImage {
  const versions = Array.from({ length: 10 }, (_, index) => `2026.11.${10 + index}`);
  return {
    description: `Servers of the team number ${number}, with its agents`,
    tags: { Team: `team-${number % 7}` },
    versions: Object.fromEntries(
      versions.map((version) => [
        version,
        { source: { lookup: { owners: ["self"], filters: [{ name: "name", values: [`web-${version}`] }] } } },
      ]),
    ),
    channels: { stable: "2026.11.18", candidate: "2026.11.19" },
  };
}

/** A catalog of images `web-0`, `web-1`, … in two regions, for an organisation. */
export function catalogOf(count: number, more: Partial<Catalog> = {}): Catalog {
  return {
    namespace: "/golden",
    homeRegion: REGION,
    regions: { [REGION]: { createKey: true }, [OTHER_REGION]: { createKey: true } },
    shareWith: { organizationArns: [ORGANIZATION_ARN] },
    shareParameters: true,
    images: Object.fromEntries(
      Array.from({ length: count }, (_, number) => [`web-${number}`, usualImage(number)]),
    ),
    ...more,
  };
}
