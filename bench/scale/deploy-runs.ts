import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DEFAULT_REGIONS } from "../input";
import { inTemporaryFolder } from "../temporary-folder";
import { catalogOf } from "./input";
import { ProgramRun, runProgram } from "./run-program";
import { terraformEnvironment } from "./terraform-folder";
import { inWorld } from "./world";

export type Shape = "stack-a-region" | "alias-a-region";

const CDKTF = resolve(__dirname, "../../../node_modules/cdktf-cli/bundle/bin/cdktf");
const APP = join(__dirname, "app.js");
/** The lock file is skipped: cdktf asks the registry for it even where a mirror has the provider. */
const DEPLOY = [CDKTF, "deploy", "*", "--auto-approve", "--skip-provider-lock", "--no-color"];

/** One `cdktf deploy '*'`, and the number of parameters that it wrote. */
export interface DeployRun extends ProgramRun {
  readonly parameters: number;
}

/** Deploys `count` images to the 17 default regions, in a CDKTF project and a world of its own. */
export async function deployRegions(
  shape: Shape,
  count: number,
  options: readonly string[],
  installation: Readonly<Record<string, string>>,
): Promise<DeployRun> {
  return inTemporaryFolder((folder) =>
    inWorld(count, DEFAULT_REGIONS, async ({ emulator, keys }) => {
      writeFileSync(join(folder, "catalog.json"), JSON.stringify(catalogOf(count, keys)));
      writeFileSync(
        join(folder, "cdktf.json"),
        JSON.stringify({
          language: "typescript",
          app: `node ${JSON.stringify(APP)} ${shape} catalog.json`,
          sendCrashReports: "false",
        }),
      );
      const environment = terraformEnvironment(emulator, installation);
      const run = await runProgram(process.execPath, [...DEPLOY, ...options], { folder, environment });
      const written = emulator.calls.filter({ on: ["ssm:PutParameter"], status: 200 });
      return { ...run, parameters: written.length };
    }),
  );
}
