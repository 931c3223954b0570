import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../../../guard/run";
import { makeFolder, removeFolder } from "../../support/temporary-folder";

/** What a command line gave. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

export interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly value: string;
  readonly message: string;
  readonly fix: string;
}

/** A folder of files, and the guard run on it. */
export interface Yard {
  readonly folder: string;
  /** Path of a file of the folder. */
  path(name: string): string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  text(name: string): string;
  /** On the folder, with further arguments. */
  run(...args: string[]): Promise<Ran>;
  /** The findings by `--json`; files are named from the folder on. */
  find(...args: string[]): Promise<JsonFinding[]>;
  /** `FILE:LINE:COLUMN RULE` of all findings. */
  places(...args: string[]): Promise<string[]>;
}

/** A yard for each test of a file, gone after it. */
export function yards(): Yard {
  let folder = "";
  beforeEach(() => {
    folder = makeFolder("guard");
  });
  afterEach(() => removeFolder(folder));
  const yard: Yard = {
    get folder() {
      return folder;
    },
    path: (name) => join(folder, name),
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    text: (name) => readFileSync(join(folder, name), "utf8"),
    run: (...args) => runGuard([folder, ...args]),
    async find(...args) {
      const { output } = await yard.run("--json", ...args);
      const findings = JSON.parse(output) as JsonFinding[];
      return findings.map((finding) => ({ ...finding, file: finding.file.slice(folder.length + 1) }));
    },
    async places(...args) {
      const findings = await yard.find(...args);
      return findings.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`);
    },
  };
  return yard;
}

export async function runGuard(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  let [output, errors] = ["", ""];
  const code = await run(args, {
    env,
    print: (text) => (output += text),
    printError: (text) => (errors += text),
    colours: false,
  });
  return { code, output, errors };
}

/** An AMI ID for each letter of the hexadecimal digits. */
export function ami(digit: string): string {
  return `ami-0a1b2c3d4e5f6071${digit}`;
}
