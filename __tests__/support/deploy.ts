import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import type { Emulator } from "../../emulator";
import { TerraformRunner } from "./run-terraform";
import { SharedProvider } from "./shared-provider";
import { readStateFile, type StateResource, stateResources } from "./state-file";
import { makeFolder, removeFolder } from "./temporary-folder";

/** Adds stacks to an app. */
export type WorkspaceBuild = (app: App) => void;

export interface WorkspaceOptions {
  /** Region of calls whose provider names none. @default "us-east-1" */
  readonly region?: string;
  /** Further variables for Terraform, such as the credentials of another account. @default {} */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a plan does to one resource; what it leaves as it is, is not there. */
export interface PlannedChange {
  readonly stack: string;
  readonly address: string;
  /** `["create"]`, `["update"]`, `["delete", "create"]`, `["create", "delete"]`, `["forget"]`, `["read"]`, … */
  readonly actions: readonly string[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: Pick<PlannedChange, "actions" | "before" | "after">;
  }[];
}

const QUIET = ["-input=false", "-no-color"];
const KEPT_VARIABLES =
  /^(?!AWS_|TF_)|^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE_DIR|PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE)$/;

/**
 * Stacks that Terraform deploys to the emulator. Code, state and plugins live in a temporary folder.
 * Each command acts on the named stack, or on all of them in the order of their dependencies, and
 * throws a TerraformError with Terraform's output when it fails.
 */
export class Workspace {
  private readonly folder = makeFolder("deploy");
  private readonly terraform: TerraformRunner;
  private readonly provider: SharedProvider;
  /** What `terraform init` has prepared, by stack. */
  private readonly prepared = new Map<string, string>();
  private stackNames: readonly string[] = [];

  constructor(
    emulator: Pick<Emulator, "environment">,
    build: WorkspaceBuild,
    options: WorkspaceOptions = {},
  ) {
    const { region, environment = {} } = options;
    const variables = { ...terraformEnvironment(emulator, region), ...environment };
    this.terraform = new TerraformRunner(variables);
    this.provider = new SharedProvider(variables);
    this.synth(build);
  }

  /** Synthesizes other stacks, or other versions of the same ones, over the state that is there. */
  synth(build: WorkspaceBuild): void {
    const app = new App({ outdir: join(this.folder, "cdktf.out"), stackTraces: false });
    build(app);
    const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
    stacks.forEach((stack) => this.keepStateHere(stack));
    app.synth();
    this.stackNames = inOrder(stacks);
  }

  /** @returns all that Terraform printed, warnings included */
  async apply(stack?: string): Promise<string> {
    let printed = "";
    for (const name of this.chosen(stack)) {
      printed += (await this.run(name, ["apply", "-auto-approve", ...QUIET])).output;
    }
    return printed;
  }

  /** Folder with a folder for each stack, in which a plan leaves its `plan.json`. */
  get stacks(): string {
    return join(this.folder, "cdktf.out", "stacks");
  }

  async plan(stack?: string): Promise<PlannedChange[]> {
    const changes: PlannedChange[] = [];
    for (const name of this.chosen(stack)) {
      await this.run(name, ["plan", "-out=plan", ...QUIET]);
      const { stdout } = await this.run(name, ["show", "-json", "plan"]);
      writeFileSync(join(this.stacks, name, "plan.json"), stdout);
      const plan = JSON.parse(stdout) as Plan;
      changes.push(
        ...(plan.resource_changes ?? []).map(({ address, change }) => ({
          stack: name,
          address,
          actions: change.actions,
          before: change.before,
          after: change.after,
        })),
      );
    }
    return changes.filter(({ actions }) => actions.join() !== "no-op");
  }

  /** @throws Error with the plan when it would change a resource or an output */
  async expectEmptyPlan(stack?: string): Promise<void> {
    for (const name of this.chosen(stack)) {
      const { code, output } = await this.run(name, ["plan", "-detailed-exitcode", ...QUIET], [0, 2]);
      if (code === 2) {
        throw new Error(`expected an empty plan of ${name}, got:\n${output}`);
      }
    }
  }

  async destroy(stack?: string): Promise<void> {
    for (const name of this.chosen(stack).reverse()) {
      await this.run(name, ["destroy", "-auto-approve", ...QUIET]);
    }
  }

  /** Outputs by name. Where there are several stacks, one must be named. */
  output(stack?: string): Readonly<Record<string, unknown>> {
    const [name, ...others] = this.chosen(stack);
    if (name === undefined || others.length > 0) {
      throw new Error(`outputs of which stack? ${this.stackNames.join(", ")}`);
    }
    const { outputs } = readStateFile(this.stateFile(name));
    return Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
  }

  /** Resources and data sources of the state. */
  state(stack?: string): StateResource[] {
    return this.chosen(stack).flatMap((name) => stateResources(name, readStateFile(this.stateFile(name))));
  }

  /** Ends what still runs and removes the folder. */
  async remove(): Promise<void> {
    await this.terraform.stop();
    await this.provider.stop();
    removeFolder(this.folder);
  }

  /** A stack without a backend would keep its state in the folder of whoever runs the tests. */
  private keepStateHere(stack: TerraformStack): void {
    if (stack.node.tryFindChild("backend") === undefined) {
      new LocalBackend(stack, { path: this.stateFile(stack.node.id) });
    }
  }

  private stateFile(stack: string): string {
    return join(this.folder, `terraform.${stack}.tfstate`);
  }

  private chosen(stack: string | undefined): string[] {
    if (stack !== undefined && !this.stackNames.includes(stack)) {
      throw new Error(`there is no stack ${stack}: there are ${this.stackNames.join(", ")}`);
    }
    return stack === undefined ? [...this.stackNames] : [stack];
  }

  private async run(stack: string, args: readonly string[], accepted?: readonly number[]) {
    const folder = join(this.stacks, stack);
    const needs = whatInitPrepares(folder);
    if (this.prepared.get(stack) !== needs) {
      await this.terraform.run(folder, ["init", ...QUIET]);
      this.prepared.set(stack, needs);
    }
    return this.provider.during(folder, (variables) => this.terraform.run(folder, args, accepted, variables));
  }
}

/** Variables of a Terraform that works with the emulator, whatever AWS account this process knows. */
export function terraformEnvironment(
  emulator: Pick<Emulator, "environment">,
  region = "us-east-1",
): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => KEPT_VARIABLES.test(name));
  return {
    ...Object.fromEntries(own),
    ...emulator.environment(region),
    TF_IN_AUTOMATION: "1",
    // The provider builds its whole schema at each start: fewer collections save a sixth of the processor time.
    GOGC: "400",
  };
}

/** Backend, providers and modules: while they stay the same, one `terraform init` is enough. */
function whatInitPrepares(folder: string): string {
  const json = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as Record<string, unknown>;
  return JSON.stringify([json.terraform, json.module]);
}

/** Names of the stacks, each after those that it depends on. */
function inOrder(stacks: readonly TerraformStack[]): string[] {
  const ordered = new Set<string>();
  const add = (stack: TerraformStack): void => {
    stack.dependencies.forEach(add);
    ordered.add(stack.node.id);
  };
  stacks.forEach(add);
  return [...ordered];
}
