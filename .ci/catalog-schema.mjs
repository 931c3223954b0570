// Writes catalog.schema.json from the built package; with --check, fails when the file isn't current.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import prettier from "prettier";

const require = createRequire(import.meta.url);
const { catalogJsonSchema } = require("../dist/modules/ami-catalog/json-schema.js");

const file = new URL("../catalog.schema.json", import.meta.url);
const options = await prettier.resolveConfig(file);
const wanted = await prettier.format(JSON.stringify(catalogJsonSchema()), { ...options, parser: "json" });

if (!process.argv.includes("--check")) {
  writeFileSync(file, wanted);
} else if (current() !== wanted) {
  process.stderr.write("catalog.schema.json isn't current: run `npm run generate` and commit it\n");
  process.exitCode = 1;
}

function current() {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
