import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Emulator } from "../../emulator";
import type { Catalog } from "../../modules";
import { type Ran, type Running, start } from "./run-program";

export const HOME = "us-east-1";
export const REGION = "eu-west-1";

/** This file runs compiled, and as it is in tests. */
const PROJECT = [resolve(__dirname, "..", ".."), resolve(__dirname, "..", "..", "..")].find((folder) =>
  existsSync(join(folder, "package.json")),
) as string;
const APP = join(PROJECT, "dist", "main.js");
const COMMANDS = join(PROJECT, "dist", "commands", "main.js");
const CDKTF = join(PROJECT, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
const QUIET = ["-input=false", "-no-color"];
const KEPT_VARIABLES = /^(?!AWS_|TF_|CI$)|^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE)/;

/** What a command that adopts has found. */
export interface Adopted {
  readonly action: string;
  readonly type: string;
  readonly id: string;
}

/** What a stage publishes. */
export interface Show {
  /** Each is an AMI of its own in the home region. */
  readonly versions: readonly string[];
  /** The version that the channel `stable` names. */
  readonly stable: string;
  /** Whether the region encrypts with a key of its own, and shares parameters with one account. @default false */
  readonly shared?: boolean;
  /** Whether the state is kept in S3. @default false */
  readonly inS3?: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;

let count = 0;

/**
 * A catalog of one image in a folder of its own, as `main.ts` synthesizes it, deployed to the emulator. Names of the
 * image and of the namespace are its own, so that stages don't meet in AWS.
 */
export class Stage {
  readonly name = `stage${(count += 1)}`;
  readonly namespace = `/${this.name}`;
  readonly stack = `${this.name}-${REGION}`;
  readonly homeStack = `${this.name}-${HOME}`;
  readonly folder = mkdtempSync(join(tmpdir(), "ami-catalog-faults-"));
  /** What has happened so far, for whoever looks for the cause of a loss. */
  readonly events: string[] = [];
  /** What `adopt` has said so far. */
  readonly said: Adopted[] = [];
  private readonly amis = new Map<string, string>();
  private readonly env: Variables;

  constructor(readonly emulator: Emulator) {
    const own = Object.entries(process.env).filter(([name]) => KEPT_VARIABLES.test(name));
    this.env = {
      ...Object.fromEntries(own),
      ...emulator.environment(HOME),
      AMI_CATALOG: join(this.folder, "catalog.json"),
      TF_IN_AUTOMATION: "1",
      GOGC: "400",
    };
  }

  /** Writes the catalog and synthesizes it. */
  async synth(show: Show): Promise<void> {
    const catalog = await this.catalogOf(show);
    this.events.push(`synth: ${JSON.stringify(show)}`);
    writeFileSync(join(this.folder, "catalog.json"), JSON.stringify(catalog));
    await this.demand(start(process.execPath, [APP], this.folder, this.env));
  }

  /** `terraform init`, where nobody has. */
  async init(stack = this.stack): Promise<void> {
    if (!existsSync(join(this.stackFolder(stack), ".terraform", "providers"))) {
      await this.demand(this.terraform(stack, ["init", ...QUIET]));
    }
  }

  /** Lets the provider of the stack try a call twice, in place of 25 times, which takes hours. */
  giveUpSoon(): void {
    const file = join(this.stackFolder(this.stack), "provider_override.tf.json");
    writeFileSync(file, JSON.stringify({ provider: { aws: [{ max_retries: 1 }] } }));
  }

  /** `terraform apply` in the folder of a stack. */
  async apply(stack = this.stack): Promise<Ran> {
    return (await this.startApply(stack)).ended;
  }

  async startApply(stack = this.stack): Promise<Running> {
    await this.init(stack);
    return this.terraform(stack, ["apply", "-auto-approve", ...QUIET]);
  }

  /** `cdktf deploy` of some stacks, as they are synthesized. It skips the lock file of the providers, which asks the registry. */
  async cdktfDeploy(...stacks: readonly string[]): Promise<Ran> {
    const settings = {
      language: "typescript",
      app: `node ${JSON.stringify(APP)}`,
      sendCrashReports: "false",
    };
    writeFileSync(join(this.folder, "cdktf.json"), JSON.stringify(settings));
    const args = [CDKTF, "deploy", ...stacks, "--auto-approve", "--skip-provider-lock", "--skip-synth"];
    return start(process.execPath, args, this.folder, { ...this.env, CI: "1" }).ended;
  }

  /** What a plan would change; empty where it would change nothing. */
  async plan(stack = this.stack): Promise<string> {
    await this.init(stack);
    const { code, output } = await this.terraform(stack, ["plan", "-detailed-exitcode", ...QUIET]).ended;
    return code === 0 ? "" : output;
  }

  /** `ami-catalog adopt`. */
  async adopt(...options: readonly string[]): Promise<readonly Adopted[]> {
    const args = [COMMANDS, "adopt", this.stack, "--json", ...options];
    const { stdout } = await this.demand(start(process.execPath, args, this.folder, this.env));
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly Adopted[] };
    this.said.push(...findings);
    this.events.push(`adopt: ${findings.map(({ action, id }) => `${action} ${id}`).join(", ")}`);
    return findings;
  }

  /** Leaves the state as a Terraform does that is killed between emptying its file and writing it. */
  emptyState(): void {
    writeFileSync(this.stateFile, "");
    this.events.push("the state is emptied");
  }

  /** Bytes of a state that is a file: none where a kill has met Terraform while it wrote it. */
  stateBytes(): number | undefined {
    return existsSync(this.stateFile) ? statSync(this.stateFile).size : undefined;
  }

  /** `terraform force-unlock`. */
  async unlock(lock: string): Promise<void> {
    await this.demand(this.terraform(this.stack, ["force-unlock", "-force", lock]));
  }

  /** IDs of all resources in the state of the stack. */
  async stateIds(): Promise<ReadonlySet<string>> {
    const { stdout } = await this.demand(this.terraform(this.stack, ["state", "pull"]));
    const { resources } = stdout.trim() === "" ? { resources: [] } : (JSON.parse(stdout) as StateFile);
    return new Set(resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id)));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private get stateFile(): string {
    return join(this.folder, `terraform.${this.stack}.tfstate`);
  }

  private terraform(stack: string, args: readonly string[]): Running {
    const binary = process.env.TERRAFORM_BINARY_NAME || "terraform";
    return start(binary, args, this.stackFolder(stack), this.env);
  }

  private stackFolder(stack: string): string {
    return join(this.folder, "cdktf.out", "stacks", stack);
  }

  private async demand({ ended }: Running): Promise<Ran> {
    const ran = await ended;
    if (ran.code !== 0) {
      throw new Error(`exit code ${ran.code}:\n${ran.output}`);
    }
    return ran;
  }

  private async bucket(): Promise<string> {
    const { status } = await fetch(`${this.emulator.url}/${this.name}`, { method: "PUT" });
    if (status !== 200) {
      throw new Error(`the bucket ${this.name} can't be made: ${status}`);
    }
    return this.name;
  }

  private async catalogOf({ versions, stable, shared = false, inS3 = false }: Show): Promise<Catalog> {
    for (const version of versions) {
      if (!this.amis.has(version)) {
        const seed = { name: `baked-${this.name}-${version}`, region: HOME };
        this.amis.set(version, (await this.emulator.images.seed(seed)).imageId);
      }
    }
    const sources = versions.map((version) => [
      version,
      { source: { ami: { [HOME]: { amiId: this.amis.get(version) ?? "" } } } },
    ]);
    return {
      namespace: this.namespace,
      homeRegion: HOME,
      regions: { [HOME]: {}, [REGION]: shared ? { createKey: true } : {} },
      shareWith: { accountIds: ["222222222222"] },
      shareParameters: shared,
      state: inS3
        ? { s3: { bucket: await this.bucket(), region: HOME } }
        : { local: { folder: this.folder } },
      images: { [this.name]: { versions: Object.fromEntries(sources), channels: { stable } } },
    };
  }
}

interface StateFile {
  readonly resources: readonly {
    readonly instances: readonly { readonly attributes: { readonly id: string } }[];
  }[];
}
