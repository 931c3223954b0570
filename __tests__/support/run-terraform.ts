import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const SECONDS_TO_END = 10;

/** A Terraform command that failed. */
export class TerraformError extends Error {
  constructor(
    readonly args: readonly string[],
    /** All that Terraform printed. */
    readonly output: string,
  ) {
    super(`terraform ${args.join(" ")} failed:\n${output}`);
    this.name = "TerraformError";
  }
}

export interface TerraformResult {
  readonly code: number;
  readonly stdout: string;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

/** Runs Terraform commands with one environment, and can end those under way. */
export class TerraformRunner {
  private readonly running = new Set<ChildProcess>();

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /**
   * @param accepted exit codes that are no failure
   * @param variables for this command alone
   * @throws TerraformError
   */
  async run(
    cwd: string,
    args: readonly string[],
    accepted: readonly number[] = [0],
    variables: NodeJS.ProcessEnv = {},
  ): Promise<TerraformResult> {
    const binary = this.env.TERRAFORM_BINARY_NAME || "terraform";
    const child = spawn(binary, args, {
      cwd,
      env: { ...this.env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.running.add(child);
    try {
      const result = await outcome(child);
      if (!accepted.includes(result.code)) {
        throw new TerraformError(args, result.output);
      }
      return result;
    } finally {
      this.running.delete(child);
    }
  }

  /** Interrupts what runs, so that Terraform ends its providers too; kills what does not end by itself. */
  async stop(): Promise<void> {
    await Promise.all([...this.running].map(endProcess));
  }
}

async function outcome(child: ChildProcess): Promise<TerraformResult> {
  let [stdout, output] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    output += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? -1, stdout, output };
}

/** Interrupts a process, and kills it where that does not end it. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const closed = once(child, "close");
  const impatient = setTimeout(() => child.kill("SIGKILL"), SECONDS_TO_END * 1_000);
  child.kill("SIGINT");
  await closed;
  clearTimeout(impatient);
}
