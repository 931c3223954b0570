import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import type { Emulator } from "../../emulator";
import { terraformEnvironment } from "../support/deploy";
import { type TerraformResult, TerraformRunner } from "../support/run-terraform";
import { SharedProvider } from "../support/shared-provider";

/** Commands that start a provider. */
const PROVIDED = /^(apply|destroy|plan|show|validate)$/;
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
  private readonly provider: SharedProvider;

  constructor(
    emulator: Emulator,
    private readonly folder: string,
    region: string,
    environment: Readonly<Record<string, string>> = {},
  ) {
    const variables = { ...terraformEnvironment(emulator, region), ...environment };
    this.runner = new TerraformRunner(variables);
    this.provider = new SharedProvider(variables);
  }

  /** @returns all that Terraform printed. @throws TerraformError */
  async run(...args: readonly string[]): Promise<string> {
    return (await this.result(args)).output;
  }

  /** What a plan would do, sorted; reads and what stays as it is are left out. */
  async plan(...args: readonly string[]): Promise<Change[]> {
    await this.run("plan", "-out=plan", ...QUIET, ...args);
    const { stdout } = await this.result(["show", "-json", "plan"]);
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

  async stop(): Promise<void> {
    await this.runner.stop();
    await this.provider.stop();
  }

  private result(args: readonly string[]): Promise<TerraformResult> {
    return PROVIDED.test(args[0] ?? "")
      ? this.provider.during(this.folder, (variables) => this.runner.run(this.folder, args, [0], variables))
      : this.runner.run(this.folder, args);
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
