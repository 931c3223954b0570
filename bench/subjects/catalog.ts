import { App } from "cdktf";
import { catalogStacks } from "../../modules";
import type { Catalog } from "../../modules";
import { ChildReport } from "../child-report";

/** Adds the stacks of a catalog to an app. */
export function publish(app: App, catalog: Catalog): void {
  catalogStacks(app, catalog);
}

function main(catalog: Catalog): void {
  const start = process.hrtime.bigint();
  const app = new App();
  publish(app, catalog);
  app.synth();
  const report: ChildReport = {
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.stdout.write(JSON.stringify(report));
}

if (require.main === module) {
  main(JSON.parse(process.argv[2] ?? "") as Catalog);
}
