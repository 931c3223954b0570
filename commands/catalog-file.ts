import { readText } from "../modules/ami-catalog/file-text";
import { LoadedCatalog, parseCatalog } from "../modules/ami-catalog/load-catalog";

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
  return { name, text, ...parseCatalog(text, name) };
}
