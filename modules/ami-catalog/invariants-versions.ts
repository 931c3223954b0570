import { AmiCatalogProblem } from "../support";
import { DocumentNode, placeAt } from "./document-tree";
import { problemsOf } from "./examined";
import { FileProblems } from "./file-problems";
import { Catalog, CatalogImage } from "./model";
import { VersionTrial } from "./version-trial";

type Refused = Pick<AmiCatalogProblem, "allowed" | "code" | "fix"> & { readonly region: string };

/**
 * Adds what the constructs refuse of a version in a region, where each value is good by itself: it is
 * made there, in a stack that is never synthesized. What is alike is made once.
 */
export function checkVersions(catalog: Catalog, root: DocumentNode, problems: FileProblems): void {
  const trial = new VersionTrial(catalog, problemsOf);
  for (const [name, image] of Object.entries(catalog.images)) {
    for (const version of Object.keys(image.versions)) {
      const place = placeAt(root, "images", name, "versions", version, "source");
      for (const { code, allowed, fix, region } of refusedIn(catalog, trial, name, image, version)) {
        problems.add(place, undefined, code, `in ${region}, ${allowed}`, fix);
      }
    }
  }
}

/** What is refused of a version; a finding that several regions have is given once. */
function refusedIn(
  { regions }: Catalog,
  trial: VersionTrial<readonly AmiCatalogProblem[]>,
  name: string,
  image: CatalogImage,
  version: string,
): readonly Refused[] {
  const refused = new Map<string, Refused>();
  for (const region of Object.keys(regions)) {
    const found = trial.of(name, image, version, region);
    for (const problem of found.filter(({ allowed }) => !refused.has(allowed))) {
      refused.set(problem.allowed, { ...problem, region });
    }
  }
  return [...refused.values()];
}
