import { runScript } from "./step";

export const JEST = "jest/bin/jest";

/** Unit tests that say nothing of another framework or provider, each with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "ami-guard/ami-attributes-current-test.ts": "the table is made from one provider, that of the project",
  "commands/main-test.ts": "it builds the program and runs it; the package has one, built once",
  "guard/properties-test.ts": "it reads text with no framework, in thousands of runs",
};

/** Runs the unit tests in the folder of a target; leaves Jest's report as `unit-tests.json`. */
export function runUnitTests(folder: string): void {
  runScript(folder, JEST, [
    "--ci",
    "--json",
    "--outputFile=unit-tests.json",
    ...Object.keys(LEFT_OUT).flatMap((file) => ["--testPathIgnorePatterns", `/__tests__/unit/${file}$`]),
    "--",
    "__tests__/unit",
  ]);
}
