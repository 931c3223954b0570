import { spawnSync } from "node:child_process";

/** A part of a run that did not do what it has to; the message says what. */
export class StepFailure extends Error {}

/**
 * Runs a program in a folder, its output passed on.
 * @throws StepFailure where it ends with another code than 0
 */
export function runProgram(
  cwd: string,
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): void {
  const { status, signal } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) {
    throw new StepFailure(`${[program, ...args].join(" ")} ended with ${signal ?? `code ${status}`}`);
  }
}

/** The same with a script for Node.js, such as `typescript/bin/tsc`, of a package of the project. */
export function runScript(cwd: string, script: string, args: readonly string[]): void {
  runProgram(cwd, process.execPath, [require.resolve(script), ...args]);
}

/** Does the step, and says how long it took. @returns what went wrong; nothing where it did not */
export function attempt(name: string, step: () => void): string | undefined {
  const start = process.hrtime.bigint();
  const failure = failureOf(step);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  process.stdout.write(`--- ${name}: ${failure ?? "ok"} (${seconds.toFixed(0)} s)\n`);
  return failure && `${name}: ${failure}`;
}

function failureOf(step: () => void): string | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof StepFailure) {
      return error.message;
    }
    throw error;
  }
}
