import { App } from "cdktf";
import { AmiCatalogError } from "../support";
import { AmiCatalogStack } from "./ami-catalog-stack";
import { isMadeAtHome } from "./catalog-source";
import { tryVersions } from "./load-catalog";
import { Catalog } from "./model";
import { stackName } from "./names";

/**
 * Adds one stack for each region of a catalog: `golden-us-east-1`, … of the namespace `/golden`.
 * Where an image is made in the home region, the other stacks are deployed after it.
 */
export function catalogStacks(app: App, catalog: Catalog): AmiCatalogStack[] {
  const stackOf = (region: string) =>
    inItsFile(
      catalog,
      () => new AmiCatalogStack(app, stackName(catalog.namespace, region), { catalog, region }),
    );
  const home = stackOf(catalog.homeRegion);
  const others = Object.keys(catalog.regions)
    .filter((region) => region !== catalog.homeRegion)
    .map(stackOf);
  const versions = Object.values(catalog.images).flatMap((image) => Object.values(image.versions));
  if (versions.some((version) => isMadeAtHome(version.source))) {
    others.forEach((stack) => stack.addDependency(home));
  }
  return [home, ...others];
}

/** What the constructs refuse is told with its place in the file, where the catalog was read from one. */
function inItsFile<T>(catalog: Catalog, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof AmiCatalogError) {
      tryVersions(catalog);
    }
    throw error;
  }
}
