import { App } from "cdktf";
import { catalogStacks } from "../../modules";
import type { Catalog } from "../../modules";
import { catalogOfSize, sizeFrom } from "../catalog-input";
import { appAndReport } from "../synth-in-child";

/** Adds the stacks of a catalog to an app. */
export function publish(app: App, catalog: Catalog): void {
  catalogStacks(app, catalog);
}

if (require.main === module) {
  const catalog = catalogOfSize(sizeFrom(process.argv.slice(2)));
  appAndReport((app) => publish(app, catalog));
}
