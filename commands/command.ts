import { CatalogWarning } from "../modules/ami-catalog/file-problems";
import { CatalogFile } from "./catalog-file";
import { Progress } from "./progress";
import { Refusal } from "./refusal";

/** An option of a command line. */
export interface Option {
  readonly type: "boolean" | "string";
  /** One letter for it. @default - none */
  readonly short?: string;
  /** Whether it may be given more than once. @default false */
  readonly multiple?: boolean;
  /** The word that stands for its value in the help: `FILE`. @default - it takes none */
  readonly placeholder?: string;
  readonly help: string;
}

/** The options that were given. */
export interface GivenOptions {
  flag(name: string): boolean;
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
}

/** What a command works on. */
export interface Call {
  /** Read when it is asked for: a command may work without. */
  readonly file: CatalogFile;
  /** As many as the command takes. */
  readonly operands: readonly string[];
  readonly options: GivenOptions;
  /** Print the diff, and write nothing. */
  readonly dryRun: boolean;
  /** How the user calls this program, for the commands that a message tells. */
  readonly program: string;
  /** Whether what is printed may have colours. */
  readonly colours: boolean;
  readonly progress: Progress;
  /** Variables for the programs that a command runs. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a command yields. */
export interface Outcome {
  /** What is printed without `--json`. */
  readonly text: string;
  /** What is printed with `--json`, beside `ok`, `errors` and `warnings`. */
  readonly document: object;
  readonly warnings: readonly CatalogWarning[];
  /** Why it counts as refused, though all of it is printed. @default - it doesn't */
  readonly refusal?: Refusal;
}

/** A command: its line in the table, its help, and what it does. */
export interface Command {
  readonly name: string;
  /** One line for the table of commands. */
  readonly summary: string;
  /** `IMAGE`; `[IMAGE]` where it may be left out, `[PATH...]` for any number. */
  readonly operands: readonly string[];
  /** Beside the common ones. */
  readonly options: Readonly<Record<string, Option>>;
  /** Whether it changes the file. */
  readonly edits: boolean;
  /** What it does exactly. */
  readonly details: string;
  /** A command line, without the program. */
  readonly example: string;
  /**
   * A promise where it asks AWS.
   * @throws Refusal, AmiCatalogError; the promise is rejected with the same
   */
  run(call: Call): Outcome | Promise<Outcome>;
}
