import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { differencesOf, ExpectedDifference, readFolder, surprises } from "./differences";
import { runProgram, StepFailure } from "./step";
import { ROOT, Target, workFolder } from "./targets";

const HCL = { SYNTH_HCL_OUTPUT: "true" };

/** What is synthesized, by the folder that it is written to. */
const PROGRAMS: Readonly<Record<string, readonly [script: string, environment: Record<string, string>]>> = {
  catalog: ["main.js", {}],
  modules: ["compat/stacks.js", {}],
  "modules-hcl": ["compat/stacks.js", HCL],
};

/**
 * Synthesizes with the target and with the project's own framework, and compares every file.
 * @throws StepFailure where something differs that `expected-differences.json` doesn't say
 */
export function compareSynthesized(target: Target): void {
  const found = differencesOf(
    synthesize(join(ROOT, "dist"), join(workFolder("cdktf"), "synthesized")),
    synthesize(join(target.workFolder, "dist"), join(target.workFolder, "synthesized")),
  );
  const surprising = surprises(found, expectedDifferences(target));
  if (surprising.length > 0) {
    throw new StepFailure(`${surprising.length} surprises\n${surprising.join("\n")}`);
  }
}

function synthesize(dist: string, outdir: string): Readonly<Record<string, unknown>> {
  rmSync(outdir, { recursive: true, force: true });
  for (const [name, [script, environment]] of Object.entries(PROGRAMS)) {
    const CDKTF_OUTDIR = join(outdir, name);
    mkdirSync(CDKTF_OUTDIR, { recursive: true });
    runProgram(ROOT, process.execPath, [join(dist, script)], { ...environment, CDKTF_OUTDIR });
  }
  return readFolder(outdir);
}

function expectedDifferences({ folder }: Target): readonly ExpectedDifference[] {
  const file = join(folder, "expected-differences.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ExpectedDifference[]) : [];
}
