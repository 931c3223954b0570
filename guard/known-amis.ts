import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Catalog } from "../modules/ami-catalog/model";
import { findAmiIds } from "../modules/ami-guard/ami-ids";
import { publishedVersions } from "../modules/ami-guard/published-ami-ids";
import { isRecord } from "../modules/support/record";
import { systemProblem, UsageError } from "./problem";

/** AMI ID -> name of the parameter that names it: that of a channel, or else that of its version. */
export type KnownAmis = ReadonlyMap<string, string>;

type LoadCatalog = typeof import("../modules/ami-catalog/load-catalog");
type Json = Readonly<Record<string, unknown>>;

/** An AMI as the outputs of a region name it. */
interface PublishedAmi {
  readonly amiId: string;
  readonly image: string;
  readonly version: string;
  /** Name of a parameter of the image, or of another one of the same namespace. @default - there is none */
  readonly sibling?: string;
}

/** The parameters of catalogs, by image and version. */
type Parameters = Map<string, string>;

const NO_CATALOG = "it is neither a catalog nor the outputs of one";

/**
 * Reads catalogs (`catalog.yaml`), and outputs of their stacks (`terraform output -json`, `cdktf output --outputs-file`).
 * @throws UsageError for a file that is none of them
 */
export function readKnownAmis(files: readonly string[]): KnownAmis {
  const parameters: Parameters = new Map();
  const known = new Map<string, string>();
  const published: PublishedAmi[] = [];
  for (const file of files) {
    const outputs = file.toLowerCase().endsWith(".json") ? outputsOf(file) : undefined;
    if (outputs) {
      published.push(...outputs.flatMap(publishedAmis));
    } else {
      addCatalog(loadCatalog(file), parameters, known);
    }
  }
  for (const { amiId, image, version, sibling } of published) {
    const parameter =
      parameters.get(keyOf(image, version)) ?? (sibling && versionParameter(sibling, image, version));
    if (parameter) {
      known.set(amiId, parameter);
    }
  }
  return known;
}

function addCatalog(catalog: Catalog, parameters: Parameters, known: Map<string, string>): void {
  for (const { image, version, parameterName, amiIds } of publishedVersions(catalog)) {
    parameters.set(keyOf(image, version), parameterName);
    amiIds.forEach((amiId) => known.set(amiId, parameterName));
  }
}

function keyOf(image: string, version: string): string {
  return `${image}\n${version}`;
}

/** `/golden/web/stable` -> `/golden/web/versions/2026.11.24`. */
function versionParameter(sibling: string, image: string, version: string): string {
  return `${sibling.split("/").slice(0, -2).join("/")}/${image}/versions/${version}`;
}

/** The outputs in a file, of one stack or of several; undefined when it has others, or none. */
function outputsOf(file: string): Json[] | undefined {
  const document = jsonOf(file);
  const stacks = isRecord(document) ? [document, ...Object.values(document).filter(isRecord)] : [];
  const found = stacks.map(valuesOf).filter(({ ami_ids: ids }) => isRecord(ids));
  return found.length > 0 ? found : undefined;
}

/** Outputs without what `terraform output -json` puts around each. */
function valuesOf(outputs: Json): Json {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => [
      name,
      isRecord(output) && "value" in output && "type" in output ? output.value : output,
    ]),
  );
}

function publishedAmis({ ami_ids: ids, parameters }: Json): PublishedAmi[] {
  return entriesOf(ids).flatMap(([image, versions]) => {
    const own = entriesOf(isRecord(parameters) ? parameters[image] : undefined);
    const all = entriesOf(parameters).flatMap(([, channels]) => entriesOf(channels));
    const sibling = [...own, ...all].map(([, channel]) => nameOf(channel)).find((name) => name !== undefined);
    return entriesOf(versions).flatMap(([version, amiId]) =>
      typeof amiId === "string" && findAmiIds(amiId)[0]?.id === amiId
        ? [{ amiId, image, version, sibling }]
        : [],
    );
  });
}

function nameOf(channel: unknown): string | undefined {
  return isRecord(channel) && typeof channel.name === "string" ? channel.name : undefined;
}

function loadCatalog(file: string): Catalog {
  const { loadCatalog: load } = createRequire(__filename)(
    "../modules/ami-catalog/load-catalog",
  ) as LoadCatalog;
  try {
    return load(file).catalog;
  } catch (error) {
    if (error instanceof Error && error.name === "AmiCatalogError") {
      throw new UsageError(`--catalog ${file}: ${NO_CATALOG}:\n${error.message}`);
    }
    throw error;
  }
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new UsageError(`--catalog ${file}: this is not JSON: ${error.message}`);
    }
    throw new UsageError(`--catalog ${file}: ${systemProblem(file, error).message}`);
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}
