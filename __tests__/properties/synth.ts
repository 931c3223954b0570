import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { App } from "cdktf";
import { AmiCatalogError, Catalog, catalogStacks, loadCatalog } from "../../modules";
import { tryVersions } from "../../modules/ami-catalog/load-catalog";
import { writeConsumerModule } from "../../modules/ami-consumer-module";
import { publisherPolicy } from "../../modules/ami-publisher-policy";

export type Format = "hcl" | "json";

/** A catalog as `check` reads it, or why it is refused. */
export function check(file: string): Catalog | AmiCatalogError {
  return refusedOr(() => {
    const { catalog } = loadCatalog(file);
    tryVersions(catalog);
    return catalog;
  });
}

/** What `make` yields, or the refusal that it throws. */
export function refusedOr<T>(make: () => T): T | AmiCatalogError {
  try {
    return make();
  } catch (error) {
    if (error instanceof AmiCatalogError) {
      return error;
    }
    throw error;
  }
}

/** Synthesizes as `main.ts` does. @param outdir folder for the output, which need not be there */
export function synthesize(catalog: Catalog, outdir: string, format: Format = "json"): void {
  inFormat(format, () => {
    const app = new App({ outdir, stackTraces: false });
    catalogStacks(app, catalog);
    publisherPolicy(catalog);
    app.synth();
    writeConsumerModule(catalog, app.outdir);
  });
}

/** As `cdktf synth` and `cdktf synth --hcl` tell the app. */
function inFormat(format: Format, run: () => void): void {
  process.env.SYNTH_HCL_OUTPUT = String(format === "hcl");
  try {
    run();
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
}

/** The text of each file below a folder, by its path from there. */
export function filesBelow(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ name, parentPath }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), readFileSync(path, "utf8")];
    }),
  );
}
