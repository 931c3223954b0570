import { spawn } from "node:child_process";
import { once } from "node:events";
import { ProcessWatch, Usage } from "./process-watch";

/** One run of a program, and what it and its children took. */
export interface ProgramRun extends Usage {
  /** From the start of the process to its end. */
  readonly seconds: number;
  readonly code: number;
  readonly stdout: string;
}

export interface ProgramOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Exit codes that are no failure. @default [0] */
  readonly accepted?: readonly number[];
}

/**
 * Runs a program to its end while this process goes on to serve the emulator.
 * @throws Error with all that it printed when it fails
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { folder, environment, accepted = [0] }: ProgramOptions,
): Promise<ProgramRun> {
  const start = process.hrtime.bigint();
  const child = spawn(program, args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", both: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    printed.stdout += chunk;
    printed.both += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (printed.both += chunk));
  const watch = child.pid === undefined ? undefined : new ProcessWatch(child.pid);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (watch === undefined || code === null || !accepted.includes(code)) {
      throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${printed.both}`);
    }
    return { ...watch.stop(), seconds, code, stdout: printed.stdout };
  } finally {
    watch?.stop();
  }
}
