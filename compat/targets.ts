import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CDK_TERRAIN, PackageNames } from "./package-names";

/** The project, from `dist/compat`. */
export const ROOT = join(__dirname, "..", "..");
const COMPAT = join(ROOT, "compat");

/** A framework and an AWS provider that the modules have to work with, besides those of the project. */
export interface Target {
  readonly name: string;
  /** What is the target's own: `package.json`, the lock file, what may differ, further tests. */
  readonly folder: string;
  /** Where it is installed and run. */
  readonly workFolder: string;
  /** Packages that the source imports by another name there. */
  readonly packageNames: PackageNames;
}

/** Each folder of `compat/` with a `package.json`. */
export function targets(): readonly Target[] {
  return readdirSync(COMPAT)
    .filter((name) => existsSync(join(COMPAT, name, "package.json")))
    .map((name) => targetOf(name));
}

/** Folder for what belongs to a target, or to the project's own framework, for as long as a run takes. */
export function workFolder(name: string): string {
  return join(COMPAT, ".work", name);
}

function targetOf(name: string): Target {
  const folder = join(COMPAT, name);
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const packageNames = "cdktn" in dependencies ? CDK_TERRAIN : {};
  return { name, folder, workFolder: workFolder(name), packageNames };
}
