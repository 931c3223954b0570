import { readFileSync } from "node:fs";
import { App } from "cdktf";
import { Catalog, catalogStacks } from "../../modules";
import { publishWithAliases } from "../baseline/alias-a-region";

/** The app of a CDKTF project: `node app.js stack-a-region|alias-a-region CATALOG.json`. */
const [shape, file = ""] = process.argv.slice(2);
const catalog = JSON.parse(readFileSync(file, "utf8")) as Catalog;
const app = new App();
if (shape === "stack-a-region") {
  catalogStacks(app, catalog);
} else {
  publishWithAliases(app, catalog);
}
app.synth();
