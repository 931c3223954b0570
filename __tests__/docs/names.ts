import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A name that a text uses, and where. */
export interface Named {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/** Scripts that a text calls: `npm run X`, `npm start`, `npm test`. */
export function npmScripts(text: string): Named[] {
  return [
    ...named(text, /\bnpm run (?:--silent |-s )?([a-z][\w:-]*)/g),
    ...named(text, /\bnpm (start|test)\b/g),
  ];
}

/** Commands of the cdktf CLI that a text calls: `npx cdktf X`. */
export function cdktfCommands(text: string): Named[] {
  return named(text, /\bnpx cdktf ([a-z]+)/g);
}

function named(text: string, pattern: RegExp): Named[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      [...line.matchAll(pattern)].map(([, name = ""]) => ({ name, line: index + 1 })),
    );
}

export function packageScripts(root: string): Set<string> {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  return new Set(Object.keys(scripts));
}

/** Commands of the installed cdktf CLI, as its `--help` lists them. */
export function cdktfCliCommands(root: string): Set<string> {
  const cli = join(root, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
  const { stdout } = spawnSync(process.execPath, [cli, "--help"], { encoding: "utf8", timeout: 60_000 });
  return new Set([...stdout.matchAll(/^ {2}cdktf ([a-z]+)/gm)].map(([, name = ""]) => name));
}
