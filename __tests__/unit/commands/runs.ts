import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { makeFolder, removeFolder } from "../../support/temporary-folder";
import { YAML } from "./samples";

/** What a command line gave. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** A folder with a catalog, and the commands run on it. */
export interface Desk {
  readonly folder: string;
  readonly file: string;
  run(...args: string[]): Ran;
  /** The same with `--json`, and its document. */
  json(...args: string[]): Ran & { readonly document: Record<string, unknown> };
  text(): string;
  write(text: string): void;
}

/** A desk for each test of a file, gone after it. */
export function desks(text = YAML, name = "catalog.yaml"): Desk {
  let folder = "";
  const file = () => join(folder, name);
  beforeEach(() => {
    folder = makeFolder("commands");
    writeFileSync(file(), text);
  });
  afterEach(() => removeFolder(folder));
  const runHere = (...args: string[]) => runCommand([...args, "--file", file()]);
  return {
    get folder() {
      return folder;
    },
    get file() {
      return file();
    },
    run: runHere,
    json(...args) {
      const ran = runHere(...args, "--json");
      return { ...ran, document: JSON.parse(ran.output) as Record<string, unknown> };
    },
    text: () => readFileSync(file(), "utf8"),
    write: (now) => writeFileSync(file(), now),
  };
}

export function runCommand(args: readonly string[], env: Record<string, string> = {}): Ran {
  const heard = new Heard(env);
  const code = run(args, heard);
  if (code instanceof Promise) {
    throw new Error(`${args[0]} asks AWS: use runAsking`);
  }
  return { code, output: heard.output, errors: heard.errors };
}

/** The same for a command that asks AWS. */
export async function runAsking(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const heard = new Heard(env);
  const code = await run(args, heard);
  return { code, output: heard.output, errors: heard.errors };
}

/** Surroundings that keep what they are told. */
class Heard {
  output = "";
  errors = "";
  readonly colours = false;

  constructor(readonly env: Record<string, string>) {}

  readonly print = (text: string) => {
    this.output += text;
  };

  readonly printError = (text: string) => {
    this.errors += text;
  };
}
