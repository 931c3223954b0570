import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { withPackageNames } from "./package-names";
import { ROOT, Target } from "./targets";
import { isLeftOut } from "./unit-tests";

/** What the unit tests and the example need. Tools such as TypeScript and Jest are those of the project. */
const COPIED = [
  ".gen",
  "bench",
  "commands",
  join("compat", "stacks.ts"),
  "examples",
  "guard",
  "main.ts",
  "modules",
  join("__tests__", "support"),
  join("__tests__", "unit"),
  "catalog.schema.json",
  "catalog.yaml",
  "emulator",
  "jest.config.js",
  "tsconfig.base.json",
  join("__tests__", "tsconfig.json"),
];
const INSTALLED = ["package.json", "package-lock.json"];
const KEPT = new Set(["node_modules"]);

/** Copies the source into the work folder of a target, under the package names that it has there. */
export function copySource({ folder, workFolder, packageNames }: Target): void {
  empty(workFolder);
  INSTALLED.forEach((file) => cpSync(join(folder, file), join(workFolder, file)));
  const filter = (path: string) => !isLeftOut(relative(ROOT, path));
  COPIED.forEach((path) => cpSync(join(ROOT, path), join(workFolder, path), { recursive: true, filter }));
  COPIED.flatMap((path) => typeScriptIn(join(workFolder, path))).forEach((file) =>
    writeFileSync(file, withPackageNames(readFileSync(file, "utf8"), packageNames)),
  );
}

function empty(folder: string): void {
  mkdirSync(folder, { recursive: true });
  readdirSync(folder)
    .filter((name) => !KEPT.has(name))
    .forEach((name) => rmSync(join(folder, name), { recursive: true }));
}

function typeScriptIn(path: string): string[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: "utf8" }).map((file) => join(path, file))
    : [path];
  return files.filter((file) => file.endsWith(".ts"));
}
