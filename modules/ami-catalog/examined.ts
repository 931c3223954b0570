import { AmiCatalogError, AmiCatalogProblem } from "../support";
import { DocumentNode, mapAt } from "./document-tree";
import { FileProblems } from "./file-problems";
import { Draft } from "./schema";

/** What is checked: the values that could be read, and the file in which they stand. */
export interface Examined {
  /** Without what was refused already. */
  readonly draft: Draft;
  /** All that the file names, refused or not. */
  readonly root: DocumentNode;
  readonly problems: FileProblems;
}

/** The codes of all regions that the file declares. */
export function declaredRegions(root: DocumentNode): string[] {
  return [...(mapAt(root, "regions")?.entries.keys() ?? [])];
}

/** What a check or a construct refuses. */
export function problemsOf(run: () => void): readonly AmiCatalogProblem[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof AmiCatalogError) {
      return error.problems;
    }
    throw error;
  }
}
