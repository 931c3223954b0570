import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageGraph, loadCatalog, mermaid } from "../../modules";
import { ROOT } from "./markdown";

test("the README shows the example's", () => {
  const { catalog } = loadCatalog(join(ROOT, "catalog.yaml"));
  const graphs = Object.keys(catalog.images).map((name) => imageGraph(catalog, name));
  expect(readFileSync(join(ROOT, "README.md"), "utf8")).toContain(
    `\`\`\`mermaid\n${mermaid(graphs)}\`\`\`\n`,
  );
});
