import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How a program ended, and both its streams in the order in which they came. */
export interface Ran {
  /** -1 where it was killed. */
  readonly code: number;
  readonly stdout: string;
  readonly output: string;
}

/** A program under way, in a process group of its own. */
export interface Running {
  readonly ended: Promise<Ran>;
  /** Ends it and all that it has started at once, as a runner that dies does. */
  kill(): void;
}

/** Starts a program; nothing waits for it. */
export function start(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Running {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  return { ended: outcome(child), kill: () => killGroup(child) };
}

async function outcome(child: ChildProcess): Promise<Ran> {
  let [stdout, output] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    output += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? -1, stdout, output };
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) {
    process.kill(-pid, "SIGKILL");
  }
}

/** What Terraform says of its errors, each in a line. */
export function errorsOf({ output }: Ran): string {
  return [...output.matchAll(/Error: (.*)/g)].map(([, message]) => message).join("; ");
}
