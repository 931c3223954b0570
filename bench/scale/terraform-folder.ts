import type { Emulator } from "../../emulator";
import { CallCounts, countCalls } from "./calls";
import { ProgramRun, runProgram } from "./run-program";

/** One Terraform command, what it took, and what it asked of AWS. */
export interface TerraformRun extends ProgramRun {
  readonly calls: CallCounts;
}

const QUIET = ["-input=false", "-no-color"];
const KEPT = /^(?!AWS_|TF_)|^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE_DIR)$/;

/** Variables for Terraform and cdktf: those of this process, without any that names another AWS. */
export function terraformEnvironment(
  emulator: Emulator,
  installation: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => KEPT.test(name));
  return { ...Object.fromEntries(own), ...emulator.environment(), ...installation, TF_IN_AUTOMATION: "1" };
}

/** A root module in a folder of its own. */
export class TerraformFolder {
  constructor(
    private readonly folder: string,
    private readonly emulator: Emulator,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  async init(): Promise<void> {
    await this.run(["init"]);
  }

  /** Plans, and keeps the plan for `apply`. */
  plan(): Promise<TerraformRun> {
    return this.run(["plan", "-out=plan"]);
  }

  apply(): Promise<TerraformRun> {
    return this.run(["apply", "plan"]);
  }

  /** @throws Error when the plan isn't empty */
  async planOfNothing(): Promise<TerraformRun> {
    const run = await this.run(["plan", "-detailed-exitcode"], [0, 2]);
    if (run.code === 2) {
      throw new Error(`the second plan isn't empty:\n${run.stdout}`);
    }
    return run;
  }

  /** Text of the state. */
  async state(): Promise<string> {
    const { folder, environment } = this;
    return (await runProgram(this.program, ["state", "pull"], { folder, environment })).stdout;
  }

  private get program(): string {
    return this.environment.TERRAFORM_BINARY_NAME || "terraform";
  }

  private async run(args: readonly string[], accepted?: readonly number[]): Promise<TerraformRun> {
    this.emulator.calls.clear();
    const { folder, environment } = this;
    const [command = "", ...rest] = args;
    const options = { folder, environment, accepted };
    const ran = await runProgram(this.program, [command, ...QUIET, ...rest], options);
    return { ...ran, calls: countCalls(this.emulator.calls.all()) };
  }
}
