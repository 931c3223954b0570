import { REGIONS } from "../../input";
import { catalogRow } from "../../rows/catalog";

/** Ten times the versions of the ordinary benchmark, shared with as many accounts as AWS allows for one AMI. */
export const bigCatalog = catalogRow({
  name: "catalog of 34 regions, 100 images, 10 versions and 1000 recipients",
  size: { regions: REGIONS.length, images: 100, versions: 10, recipients: 1000 },
  limitMegabytes: 3000,
  rounds: 1,
});
