import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Block } from "./markdown";

/** How a command of the documentation is known to work. */
export type Proof =
  /** Run by the test of the documentation itself, and `prints` this. */
  | { readonly seconds: number; readonly prints: RegExp }
  /** Run by another file of the project, which contains these words. */
  | { readonly file: string; readonly contains: string };

export interface Command {
  /** `FILE:LINE` of the Markdown. */
  readonly place: string;
  readonly command: string;
}

/** Command lines of a shell block, without prompts and comments, continued lines joined. */
export function commandsOf({ file, line, code }: Block): Command[] {
  const commands: Command[] = [];
  let begun: { line: number; text: string } | undefined;
  code.split("\n").forEach((text, index) => {
    const { line: first, text: before } = begun ?? { line: line + index, text: "" };
    const whole =
      before +
      text
        .replace(/^\s*(\$ )?/, "")
        .replace(/(^|\s)#\s.*$/, "")
        .trimEnd();
    begun = whole.endsWith("\\") ? { line: first, text: whole.slice(0, -1) } : undefined;
    if (begun === undefined && whole !== "") {
      commands.push({ place: `${file}:${first}`, command: whole });
    }
  });
  return commands;
}

/** What is wrong with the proof of a command; nothing when the proof holds. */
export function checkProof(root: string, command: string, proof: Proof | undefined): string | undefined {
  if (proof === undefined) {
    return "nothing proves it: add a row to __tests__/docs/proofs.ts";
  }
  return "file" in proof ? checkFile(root, proof) : checkRun(root, command, proof);
}

function checkFile(root: string, { file, contains }: Extract<Proof, { file: string }>): string | undefined {
  const path = join(root, file);
  if (!existsSync(path)) {
    return `it is to be run by ${file}, which is not there`;
  }
  return readFileSync(path, "utf8").includes(contains)
    ? undefined
    : `${file} does not contain \`${contains}\``;
}

function checkRun(root: string, command: string, { seconds, prints }: Extract<Proof, { prints: RegExp }>) {
  const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", command], {
    cwd: root,
    encoding: "utf8",
    timeout: seconds * 1_000,
  });
  if (status !== 0) {
    return `it ends with ${status ?? `no exit code after ${seconds} s`}: ${stderr}`;
  }
  return prints.test(stdout) ? undefined : `it does not print ${prints}, but: ${stdout}`;
}
