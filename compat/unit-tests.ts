import { join } from "node:path";
import { runScript } from "./step";

export const JEST = "jest/bin/jest";

/** Unit tests that say nothing of another framework or provider, by file or folder, each with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "ami-catalog-addresses-test.ts":
    "it permutes the file, and the addresses are compared with those of cdktf anyway",
  "ami-guard/ami-attributes-current-test.ts": "the table is made from one provider, that of the project",
  bench: "it measures the project, and is none of the modules",
  commands: "the program edits text; what it has of the framework is what the modules have",
  "main-file-test.ts": "it runs the app that is built, and reads only which file it looks for",
  guard: "the program reads text, with no framework",
};

/** Whether a path of the project is that of unit tests which a target doesn't run. */
export function isLeftOut(path: string): boolean {
  return Object.keys(LEFT_OUT).some((name) => path === join("__tests__", "unit", name));
}

/** Runs the unit tests in the folder of a target; leaves Jest's report as `unit-tests.json`. */
export function runUnitTests(folder: string): void {
  runScript(folder, JEST, ["--ci", "--json", "--outputFile=unit-tests.json", "__tests__/unit"]);
}
