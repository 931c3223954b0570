import { dirname } from "node:path";
import { Context } from "./decoder";
import { CatalogWarning, FileProblems } from "./file-problems";
import { readText } from "./file-text";
import { checkInvariants } from "./invariants";
import { checkVersions } from "./invariants-versions";
import { Catalog } from "./model";
import { catalogFile, isCatalog } from "./schema";
import { readDocument } from "./read-document";

/** A catalog file that is good. */
export interface LoadedCatalog {
  /** What it says. */
  readonly catalog: Catalog;
  /** What is allowed in it, and worth a second look, in the order of the lines. */
  readonly warnings: readonly CatalogWarning[];
}

const WANTED = "write `namespace`, `homeRegion`, `regions` and `images`";
/** By catalogs that were read from a file. */
const trials = new WeakMap<Catalog, () => void>();

/**
 * Reads a catalog file: JSON where its name ends with `.json`, and YAML otherwise.
 * @throws AmiCatalogError with every problem of the file, each with line and column
 */
export function loadCatalog(file: string): LoadedCatalog {
  return parseCatalog(readText(file), file);
}

/**
 * Reads the text of a catalog file.
 * @param file its name, for the messages
 * @throws AmiCatalogError with every problem of the text, each with line and column
 */
export function parseCatalog(text: string, file: string): LoadedCatalog {
  const withoutMark = text.replace(/^\ufeff/, "");
  const problems = new FileProblems(file, withoutMark);
  const root = readDocument(withoutMark, file, problems, WANTED);
  const context: Context = { problems, folder: dirname(file), accounts: new Map(), kmsKeys: new Map() };
  const draft = (root && catalogFile.partial(root, context)) ?? {};
  if (root) {
    checkInvariants(draft, root, problems);
  }
  problems.done();
  if (!isCatalog(draft)) {
    throw new TypeError("a catalog without problems lacks a key");
  }
  if (root) {
    trials.set(draft, () => {
      checkVersions(draft, root, problems);
      problems.done();
    });
  }
  return { catalog: draft, warnings: problems.warnings() };
}

/**
 * Checks what only the constructs know of a catalog that was read from a file: whether each version can be
 * made in each region. It costs about as much as the stacks, which refuse the same.
 * @throws AmiCatalogError with every problem, each with line and column
 */
export function tryVersions(catalog: Catalog): void {
  trials.get(catalog)?.();
}
