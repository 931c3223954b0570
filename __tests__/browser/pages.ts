import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { loadCatalog } from "../../modules/ami-catalog/load-catalog";
import type { Catalog } from "../../modules/ami-catalog/model";
import { catalogPage, type CatalogPageOptions } from "../../modules/ami-catalog-page";
import { makeFolder, removeFolder } from "../support/temporary-folder";

const ROOT = join(__dirname, "..", "..");

let folder: string;
let written = 0;

/** Registers the folder of the pages of a test file. */
export function keepPages(): void {
  beforeAll(() => {
    folder = makeFolder("catalog-page");
  });
  afterAll(() => removeFolder(folder));
}

/** Address of the page of a catalog, which comes from a file. */
export function pageOf(catalog: Catalog, hash = "", options: CatalogPageOptions = {}): string {
  const file = join(folder, `${written++}.html`);
  writeFileSync(file, catalogPage(catalog, options));
  return `${pathToFileURL(file).href}${hash}`;
}

export function example(): Catalog {
  return loadCatalog(join(ROOT, "catalog.yaml")).catalog;
}

/** Names of the images that are listed. */
export function listed(page: Page): Promise<string[]> {
  return page.locator("article h2").allTextContents();
}

export function status(page: Page): Promise<string | null> {
  return page.getByRole("status").textContent();
}
