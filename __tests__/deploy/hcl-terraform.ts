import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import type { Emulator } from "../../emulator";
import { TerraformRunner } from "../support/run-terraform";

/** Variables of this process that Terraform gets; those for AWS are the emulator's. */
const KEPT =
  /^(?!AWS_|TF_)|^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE_DIR|PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE)$/;
export const QUIET = ["-input=false", "-no-color"];

export interface Change {
  readonly address: string;
  readonly actions: readonly string[];
}

interface Plan {
  readonly resource_changes?: readonly { address: string; change: { actions: readonly string[] } }[];
}

/** Terraform in one folder, against the emulator, as one account. */
export class Terraform {
  private readonly runner: TerraformRunner;

  constructor(
    emulator: Emulator,
    private readonly folder: string,
    region: string,
    environment: Readonly<Record<string, string>> = {},
  ) {
    const own = Object.entries(process.env).filter(([name]) => KEPT.test(name));
    this.runner = new TerraformRunner({
      ...Object.fromEntries(own),
      ...emulator.environment(region),
      ...environment,
      TF_IN_AUTOMATION: "1",
      GOGC: "400",
    });
  }

  /** @returns all that Terraform printed. @throws TerraformError */
  async run(...args: readonly string[]): Promise<string> {
    return (await this.runner.run(this.folder, args)).output;
  }

  /** What a plan would do, sorted; reads and what stays as it is are left out. */
  async plan(...args: readonly string[]): Promise<Change[]> {
    await this.run("plan", "-out=plan", ...QUIET, ...args);
    const { stdout } = await this.runner.run(this.folder, ["show", "-json", "plan"]);
    return ((JSON.parse(stdout) as Plan).resource_changes ?? [])
      .map(({ address, change: { actions } }) => ({ address, actions }))
      .filter(({ actions }) => !["no-op", "read"].includes(actions.join()))
      .sort((one, other) => (one.address < other.address ? -1 : 1));
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await this.runner.run(this.folder, ["output", "-json"]);
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  stop(): Promise<void> {
    return this.runner.stop();
  }
}

/**
 * Synthesizes stacks as `cdktf synth` does, or as `cdktf synth --hcl`.
 * @param folder holds the states, which both formats share
 * @returns folder of each stack by name
 */
export function synthesize(
  format: "hcl" | "json",
  folder: string,
  build: (app: App) => void,
): ReadonlyMap<string, string> {
  const before = process.env.SYNTH_HCL_OUTPUT;
  process.env.SYNTH_HCL_OUTPUT = String(format === "hcl");
  try {
    const outdir = join(folder, format);
    const app = new App({ outdir, stackTraces: false });
    build(app);
    const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
    for (const stack of stacks) {
      new LocalBackend(stack, { path: join(folder, `${stack.node.id}.tfstate`) });
    }
    app.synth();
    return new Map(stacks.map(({ node: { id } }) => [id, join(outdir, "stacks", id)]));
  } finally {
    if (before === undefined) {
      delete process.env.SYNTH_HCL_OUTPUT;
    } else {
      process.env.SYNTH_HCL_OUTPUT = before;
    }
  }
}
