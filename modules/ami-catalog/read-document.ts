import { DocumentNode } from "./document-tree";
import { FileProblems } from "./file-problems";
import { refuseCharacters, refuseJsonSyntax } from "./file-text";
import { readYaml } from "./yaml-document";

/**
 * The document of a file: JSON where its name ends with `.json`, and YAML otherwise.
 * @param fix what to write into a file that says nothing
 * @throws AmiCatalogError with everything that is wrong with its syntax
 */
export function readDocument(
  text: string,
  file: string,
  problems: FileProblems,
  fix: string,
): DocumentNode | undefined {
  refuseCharacters(text, problems);
  problems.done();
  if (file.toLowerCase().endsWith(".json")) {
    refuseJsonSyntax(text, problems);
    problems.done();
  }
  const root = readYaml(text, problems);
  if (!root) {
    problems.done();
    const place = { offset: 0, path: "", key: "" };
    problems.add(place, undefined, "CATALOG_EMPTY", "the file says nothing", fix);
  }
  return root;
}
