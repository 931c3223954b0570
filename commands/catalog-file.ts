import { readText } from "../modules/ami-catalog/file-text";
import { LoadedCatalog, parseCatalog, tryVersions } from "../modules/ami-catalog/load-catalog";

/** A catalog file that is good. */
export interface CatalogFile extends LoadedCatalog {
  /** As the user wrote it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads a catalog file.
 * @throws AmiCatalogError with everything that is wrong with it
 */
export function readCatalogFile(name: string): CatalogFile {
  const text = readText(name);
  return { name, text, ...checkText(text, name) };
}

/**
 * Checks the text of a catalog file, as far as synth does.
 * @throws AmiCatalogError with everything that is wrong with it
 */
export function checkText(text: string, name: string): LoadedCatalog {
  const loaded = parseCatalog(text, name);
  tryVersions(loaded.catalog);
  return loaded;
}
