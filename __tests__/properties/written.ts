import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { WrittenCatalog } from "./arbitraries/catalog";

/** How a catalog is written: each form says the same. */
export type Form = "JSON" | "JSON in a line" | "YAML" | "YAML in braces" | "YAML in quotes";

export const form: fc.Arbitrary<Form> = fc.constantFrom(
  "JSON",
  "JSON in a line",
  "YAML",
  "YAML in braces",
  "YAML in quotes",
);

/** JSON takes U+007F as it is, and a catalog file as an escape only. */
function json(data: object, indent?: number): string {
  return JSON.stringify(data, undefined, indent).replaceAll("\x7f", "\\u007f");
}

/** No line is folded: `yaml` would fold between the halves of a surrogate pair. */
const YAML = { aliasDuplicateObjects: false, lineWidth: 0 } as const;

/** The text of a catalog. */
export function textOf(data: object, written: Form): string {
  switch (written) {
    case "JSON":
      return `${json(data, 2)}\n`;
    case "JSON in a line":
      return json(data);
    case "YAML":
      return stringify(data, YAML);
    case "YAML in braces":
      // Values in quotes: a plain one of several lines that begins with `:` is not YAML there, and `yaml` writes it.
      return stringify(data, {
        ...YAML,
        collectionStyle: "flow",
        defaultKeyType: "PLAIN",
        defaultStringType: "QUOTE_DOUBLE",
      });
    case "YAML in quotes":
      return stringify(data, {
        ...YAML,
        defaultKeyType: "QUOTE_SINGLE",
        defaultStringType: "QUOTE_DOUBLE",
      });
  }
}

export function fileNameOf(written: Form): string {
  return written.startsWith("JSON") ? "catalog.json" : "catalog.yaml";
}

/** Writes a catalog and its manifests to a folder. @returns path of the catalog */
export function writeCatalog(folder: string, { data, files }: WrittenCatalog, written: Form): string {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  const file = join(folder, fileNameOf(written));
  writeFileSync(file, textOf(data, written));
  return file;
}
