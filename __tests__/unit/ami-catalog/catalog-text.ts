import { parseCatalog } from "../../../modules/ami-catalog/load-catalog";
import { Catalog } from "../../../modules/ami-catalog/model";
import { AmiCatalogErrorCode, AmiCatalogProblem } from "../../../modules/support";
import { caught } from "../../support/template";
import { AMI_ID } from "../values";

export const HOME = "us-east-1";

/** What a test changes of a catalog that is good; each is YAML in flow or block style. */
export interface Parts {
  /** Lines at the top level. */
  readonly top?: string;
  readonly namespace?: string;
  readonly homeRegion?: string;
  readonly regions?: string;
  /** All images. */
  readonly images?: string;
  /** Further keys of the image `web`, in flow style. */
  readonly web?: string;
  readonly versions?: string;
  readonly channels?: string;
}

/** A catalog in which nothing but the given parts can be wrong. */
export function catalogText({
  top = "",
  namespace = "/golden",
  homeRegion = HOME,
  regions = `{ ${HOME}: {}, eu-west-1: {} }`,
  versions = `{ "1": { source: { ami: ${AMI_ID} } } }`,
  channels = "{}",
  web = "",
  images = `{ web: { versions: ${versions}, channels: ${channels}${web && `, ${web}`} } }`,
}: Parts = {}): string {
  return `${top}\nnamespace: ${namespace}\nhomeRegion: ${homeRegion}\nregions: ${regions}\nimages: ${images}\n`;
}

export function load(parts: Parts): Catalog {
  return parseCatalog(catalogText(parts), "catalog.yaml").catalog;
}

/** Everything that is wrong with a text. */
export function problemsOf(text: string, file = "catalog.yaml"): readonly AmiCatalogProblem[] {
  return caught(() => parseCatalog(text, file)).problems;
}

/** The code and the path of keys of all that is wrong with a catalog. */
export function refusals(parts: Parts): [AmiCatalogErrorCode, string][] {
  return problemsOf(catalogText(parts)).map(({ code, path }) => [code, path]);
}

/** The message about a catalog in which one thing is wrong. */
export function messageOf(parts: Parts): string {
  return caught(() => parseCatalog(catalogText(parts), "catalog.yaml")).message;
}
