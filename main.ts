import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Annotations, App, TerraformOutput } from "cdktf";
import { LOCAL_MODULES, ServiceStack } from "./examples/cdktf-service/service-stack";
import { addBackend, catalogStacks, loadCatalog, warningLine } from "./modules/ami-catalog";
import { catalogFileName } from "./modules/ami-catalog/catalog-file-name";
import { writeCatalogPage } from "./modules/ami-catalog-page";
import { writeConsumerModule } from "./modules/ami-consumer-module";
import { publisherPolicy } from "./modules/ami-publisher-policy";

const { values } = parseArgs({ options: { context: { type: "string", short: "c", multiple: true } } });
const pairs = (values.context ?? []).map((pair) => pair.split(/=(.*)/s, 2));
const given: Readonly<Record<string, string>> = Object.fromEntries(pairs);
const app = new App({ context: { cdktfRelativeModules: LOCAL_MODULES, ...given } });
// cdktf lets the context of cdktf.json win over that of the command line.
const file = catalogFileName(given.catalog, process.env.AMI_CATALOG, app.node.tryGetContext("catalog"));

const { catalog, warnings } = loadCatalog(file);
const [home] = catalogStacks(app, catalog);
const policy = publisherPolicy(catalog);
if (home) {
  warnings.forEach((warning) => Annotations.of(home).addWarning(warningLine(warning)));
  new TerraformOutput(home, "PublisherPolicy", { value: policy }).overrideLogicalId("publisher_policy");
}

// The example's consumer, while the catalog has the channel that it launches.
if (home && catalog.images["al2023-arm64"]?.channels?.stable) {
  const parameterName = `${catalog.namespace}/al2023-arm64/stable`;
  const web = new ServiceStack(app, "web", { region: catalog.homeRegion, parameterName });
  addBackend(web, catalog.state);
  web.addDependency(home);
}

app.synth();
writeFileSync(join(app.outdir, "publisher-policy.json"), `${JSON.stringify(policy, undefined, 2)}\n`);
writeConsumerModule(catalog, app.outdir);
writeCatalogPage(catalog, app.outdir);
