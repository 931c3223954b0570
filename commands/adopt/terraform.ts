import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Refusal } from "../refusal";

const QUIET = ["-input=false", "-no-color"];
const MEGABYTES = 256;
/** The error of S3, which may stand before, has IDs of its own. */
const LOCKED = /Error acquiring the state lock[\s\S]*?Lock Info:[\s│]+ID:\s+([\w-]+)/;
/** A local state whose writer died. */
const CUT_OFF = /Unsupported state file format: The state file could not be parsed as JSON/;

/** Variables of this process that Terraform gets. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The root module in one folder, through the Terraform that cdktf uses. */
export class Terraform {
  constructor(
    readonly folder: string,
    private readonly env: Environment,
  ) {}

  /** Where `terraform init` puts the providers. */
  get pluginFolder(): string {
    return resolve(this.folder, this.env.TF_DATA_DIR || ".terraform", "providers");
  }

  /** Prepares the folder where nobody has. */
  init(...args: string[]): void {
    if (!existsSync(this.pluginFolder)) {
      this.run("init", ...QUIET, ...args);
    }
  }

  /** A plan as JSON. Nothing is refreshed: the provider would wait for a copy that is pending. */
  plan<T>(): T {
    return inFolder((folder) => {
      const file = join(folder, "plan");
      this.run("plan", ...QUIET, "-refresh=false", `-out=${file}`);
      return JSON.parse(this.run("show", "-json", file)) as T;
    });
  }

  /** @throws Refusal `TERRAFORM_FAILED` with what Terraform says, when it fails */
  run(...args: string[]): string {
    const { status, stdout, stderr } = this.try(...args);
    if (status !== 0) {
      throw this.failure(args, stderr);
    }
    return stdout;
  }

  /** Runs a command that may fail. */
  try(...args: string[]): {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
  } {
    const binary = this.env.TERRAFORM_BINARY_NAME || "terraform";
    const { error, status, stdout, stderr } = spawnSync(binary, args, {
      cwd: this.folder,
      env: { ...this.env, TF_IN_AUTOMATION: "1" },
      encoding: "utf8",
      maxBuffer: MEGABYTES * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (error) {
      const [allowed, fix] = [`${binary} can't be run (${error.message})`, "install Terraform"];
      throw new Refusal({ code: "TERRAFORM_FAILED", allowed, fix });
    }
    return { status, stdout, stderr };
  }

  /** What a command that failed has said. */
  failure([command]: readonly string[], said: string): Refusal {
    return new Refusal({
      code: "TERRAFORM_FAILED",
      allowed: `terraform ${command} fails in ${this.folder}:\n${said.trim()}\n`,
      fix: wayOut(this.folder, said),
    });
  }
}

/** Runs `use` with a temporary folder, which is gone afterwards. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "ami-catalog-adopt-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @see https://developer.hashicorp.com/terraform/language/state/locking#force-unlock */
function wayOut(folder: string, output: string): string {
  if (CUT_OFF.test(output)) {
    return "the state was cut off while it was written: copy its `.backup`, the file beside it, over it, and run the command again";
  }
  const lock = LOCKED.exec(output)?.[1];
  return lock === undefined
    ? "repair that, and run the command again"
    : `where no deploy is under way, the lock was left by one that died: \`terraform -chdir=${folder} force-unlock ${lock}\``;
}
