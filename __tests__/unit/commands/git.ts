import { execFileSync } from "node:child_process";

const IDENTITY = ["user.name=Test", "user.email=test@example.com", "commit.gpgsign=false"];

/** Runs git in a folder, as somebody: a machine that only runs tests may know nobody. */
export function git(folder: string, ...args: readonly string[]): void {
  const identity = IDENTITY.flatMap((setting) => ["-c", setting]);
  execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "pipe" });
}
