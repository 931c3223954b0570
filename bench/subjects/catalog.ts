import { App } from "cdktf";
import { catalogStacks } from "../../modules";
import type { Catalog } from "../../modules";
import { appAndReport } from "../synth-in-child";

/** Adds the stacks of a catalog to an app. */
export function publish(app: App, catalog: Catalog): void {
  catalogStacks(app, catalog);
}

if (require.main === module) {
  const catalog = JSON.parse(process.argv[2] ?? "") as Catalog;
  appAndReport((app) => publish(app, catalog));
}
