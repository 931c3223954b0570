import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { run } from "../../commands/run";
import { catalogStacks, parseCatalog } from "../../modules";
import type { PlannedChange, Workspace } from "../support/deploy";
import { HOME, REGION } from "./names";

/** Stacks of the catalogs below: one in the region where the AMIs are made, one that copies them. */
export const HOME_STACK = `golden-${HOME}`;
export const COPY_STACK = `golden-${REGION}`;

/** What a test says of a catalog; each is YAML in flow style. */
export interface CatalogParts {
  /** Lines at the top level. */
  readonly top?: string;
  /** @default - the home region and another one, without keys */
  readonly regions?: string;
  /** Versions of the image `web`. */
  readonly versions: string;
  /** Channels of the image `web`. @default - none */
  readonly channels?: string;
  /** Further keys of the image `web`. */
  readonly web?: string;
}

/** The stacks of a catalog file with one image. */
export function catalogOf(parts: CatalogParts): (app: App) => void {
  const { catalog } = parseCatalog(catalogText(parts), "catalog.yaml");
  return (app) => void catalogStacks(app, catalog);
}

function catalogText(parts: CatalogParts): string {
  const { top = "", regions = `{ ${HOME}: {}, ${REGION}: {} }`, versions, channels = "{}", web = "" } = parts;
  const image = `{ versions: ${versions}, channels: ${channels}${web && `, ${web}`} }`;
  return `${top}\nnamespace: /golden\nhomeRegion: ${HOME}\nregions: ${regions}\nimages: { web: ${image} }\n`;
}

/** What the command `plan` prints of the last plans of a workspace, and its exit code. */
export function plannedInWords(workspace: Workspace, parts: CatalogParts, ...options: string[]) {
  const file = join(workspace.stacks, "catalog.yaml");
  writeFileSync(file, catalogText(parts));
  let printed = "";
  const print = (text: string) => (printed += text);
  const args = ["plan", workspace.stacks, "--file", file, ...options];
  const code = run(args, { env: {}, print, printError: print, colours: false });
  return { code, lines: printed.trimEnd().split("\n") };
}

/** Versions by the AMI of the home region that each is: `{ 1: "ami-…" }`. */
export function versionsOf(amiIds: Readonly<Record<string, string>>): string {
  const versions = Object.entries(amiIds).map(
    ([version, amiId]) => `"${version}": { source: { ami: ${amiId} } }`,
  );
  return `{ ${versions.join(", ")} }`;
}

/** What Terraform printed, in one line: it breaks sentences, and draws a frame around them. */
export function unwrapped(printed: string): string {
  return printed.replace(/[\s│╷╵]+/g, " ");
}

/** The message of what a promise is rejected with, in one line. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  return outcome instanceof Error ? unwrapped(outcome.message) : "not refused";
}

/** Stack, type and actions of each change, sorted. */
export function summaryOf(changes: readonly PlannedChange[]): string[] {
  return changes
    .map(({ stack, address, actions }) => `${stack} ${actions.join("+")} ${address.split(".")[0]}`)
    .sort();
}
