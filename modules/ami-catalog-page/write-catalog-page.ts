import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../ami-catalog/model";
import { catalogPage, type CatalogPageOptions } from "./catalog-page";

/**
 * Writes the page of a catalog to `catalog/index.html` of `outdir`, such as `app.outdir`, and yields
 * that path.
 */
export function writeCatalogPage(catalog: Catalog, outdir: string, options?: CatalogPageOptions): string {
  const folder = join(outdir, "catalog");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "index.html");
  writeFileSync(file, catalogPage(catalog, options));
  return file;
}
