/** What a run has to do with the world, the files apart. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** To standard output. */
  print(text: string): void;
  /** To standard error. */
  printError(text: string): void;
  /** Whether standard output is a terminal that shall have colours. */
  readonly colours: boolean;
  /** Whether standard error is a terminal: it can show progress, and somebody reads along. @default false */
  readonly isTerminal?: boolean;
}

export type ExitCode = 0 | 1 | 2;

/**
 * Those of this process.
 * @see https://no-color.org
 */
export function ofThisProcess(): Surroundings {
  heed(process.stdout, "standard output");
  heed(process.stderr, "standard error");
  return {
    env: process.env,
    print: (text) => process.stdout.write(text),
    printError: (text) => process.stderr.write(text),
    colours: process.stdout.isTTY && !process.env.NO_COLOR,
    isTerminal: process.stderr.isTTY,
  };
}

/** Ends the process with a code, unless its output could not be written. */
export function endWith(code: ExitCode): void {
  process.exitCode ??= code;
}

/**
 * Has the process end with 2 when a stream can't be written: a full disk, say. That whoever reads it stops before its
 * end is no failure: `ami-catalog list | head`.
 */
function heed(stream: NodeJS.WriteStream, name: string): void {
  stream.on("error", ({ code = "" }: NodeJS.ErrnoException) => {
    if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED" || process.exitCode === 2) {
      return;
    }
    process.exitCode = 2;
    process.stderr.write(`${name} can't be written (${code})\n`);
  });
}

/** As the user calls the program: through the script of this package, or by its own name. */
export function programName({ env }: Surroundings, script: string, name: string): string {
  return env.npm_lifecycle_event === script ? `npm run ${script} --` : name;
}
