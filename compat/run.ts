import { join } from "node:path";
import { copySource } from "./source";
import { attempt, runProgram, runScript } from "./step";
import { compareSynthesized } from "./synthesized";
import { ROOT, Target, targets } from "./targets";
import { JEST, runUnitTests } from "./unit-tests";

const INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
/** Checks the types of the source and of all tests, and compiles them. */
const COMPILE = ["-p", "__tests__", "--noEmit", "false", "--rootDir", ".", "--outDir", "dist"];

/** Tests of the target alone, which need the project's own framework too; one at a time, since each runs much. */
function runOwnTests({ name, workFolder }: Target): void {
  runScript(ROOT, JEST, [
    "--ci",
    "--json",
    `--outputFile=${join(workFolder, "own-tests.json")}`,
    "--testMatch",
    `<rootDir>/compat/${name}/*-test.ts`,
    "--passWithNoTests",
    "--runInBand",
  ]);
}

/** Installs a target and does all that it has to pass. @returns what it did not pass */
function failuresOf(target: Target): string[] {
  const { name, workFolder } = target;
  const steps: readonly (readonly [name: string, step: () => void])[] = [
    ["types", () => runScript(workFolder, "typescript/bin/tsc", COMPILE)],
    ["synthesized", () => compareSynthesized(target)],
    ["unit tests", () => runUnitTests(workFolder)],
    ["own tests", () => runOwnTests(target)],
  ];
  copySource(target);
  const notInstalled = attempt(`${name}: install`, () => runProgram(workFolder, "npm", INSTALL));
  if (notInstalled !== undefined) {
    return [notInstalled];
  }
  return steps.flatMap(([title, step]) => attempt(`${name}: ${title}`, step) ?? []);
}

function chosen(names: readonly string[]): readonly Target[] {
  const all = targets();
  const unknown = names.filter((name) => !all.some((target) => target.name === name));
  if (unknown.length > 0) {
    throw new Error(`no target ${unknown.join(", ")}: there are ${all.map(({ name }) => name).join(", ")}`);
  }
  return all.filter(({ name }) => names.length === 0 || names.includes(name));
}

const failures = chosen(process.argv.slice(2)).flatMap(failuresOf);
failures.forEach((failure) => process.stdout.write(`FAILED ${failure}\n`));
process.exitCode = failures.length === 0 ? 0 : 1;
