import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { basename, dirname } from "node:path";

const MAX_COMMITS = 500;
const MAX_BYTES = 64 * 1024 * 1024;

/** A file as it was committed. */
export interface CommittedText {
  /** Abbreviated hash. */
  readonly commit: string;
  readonly text: string;
}

/**
 * The texts of a file in the commits of this branch that changed it, the newest first; the branches
 * that were merged into it are passed over, since they were never published from. At most the last 500.
 * Yields nothing where the file isn't in a git checkout, or git isn't installed.
 */
export function* committedTexts(file: string): Generator<CommittedText> {
  const target = realpathSync(file);
  const [folder, name] = [dirname(target), basename(target)];
  const log = git(folder, "log", "--first-parent", `--max-count=${MAX_COMMITS}`, "--format=%h", "--", name);
  for (const commit of log?.split("\n").filter((line) => line !== "") ?? []) {
    const text = git(folder, "cat-file", "blob", `${commit}:./${name}`);
    if (text !== undefined) {
      yield { commit, text };
    }
  }
}

function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", ["--literal-pathspecs", "-C", folder, ...args], {
    encoding: "utf8",
    maxBuffer: MAX_BYTES,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? stdout : undefined;
}
