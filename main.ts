import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Annotations, App, TerraformOutput } from "cdktf";
import { catalogStacks, loadCatalog, publisherPolicy, warningLine } from "./modules";

const app = new App();
const context: unknown = app.node.tryGetContext("catalog");
const file = process.env.AMI_CATALOG ?? (typeof context === "string" ? context : "catalog.yaml");

const { catalog, warnings } = loadCatalog(file);
const [home] = catalogStacks(app, catalog);
const policy = publisherPolicy(catalog);
if (home) {
  warnings.forEach((warning) => Annotations.of(home).addWarning(warningLine(warning)));
  new TerraformOutput(home, "PublisherPolicy", { value: policy }).overrideLogicalId("publisher_policy");
}

app.synth();
writeFileSync(join(app.outdir, "publisher-policy.json"), `${JSON.stringify(policy, undefined, 2)}\n`);
