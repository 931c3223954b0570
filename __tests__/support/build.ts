import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const PROJECT = resolve(__dirname, "..", "..");

/** Milliseconds that a first build may take. */
export const BUILD_TIMEOUT = 120_000;

/** Compiles the project, for tests that run its programs; the emulator in this process goes on meanwhile. */
export async function buildProject(): Promise<void> {
  const tsc = join(PROJECT, "node_modules", "typescript", "bin", "tsc");
  await promisify(execFile)(process.execPath, [tsc, "-b"], { cwd: PROJECT });
}
