import { Annotations, App } from "cdktf";
import { catalogStacks, loadCatalog, warningLine } from "./modules";

const app = new App();
const context: unknown = app.node.tryGetContext("catalog");
const file = process.env.AMI_CATALOG ?? (typeof context === "string" ? context : "catalog.yaml");

const { catalog, warnings } = loadCatalog(file);
const [home] = catalogStacks(app, catalog);
if (home) {
  warnings.forEach((warning) => Annotations.of(home).addWarning(warningLine(warning)));
}

app.synth();
