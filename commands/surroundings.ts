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
 * Those of this process. Whoever reads the output may stop before its end: `ami-catalog list | head`.
 * @see https://no-color.org
 */
export function ofThisProcess(): Surroundings {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
  return {
    env: process.env,
    print: (text) => process.stdout.write(text),
    printError: (text) => process.stderr.write(text),
    colours: process.stdout.isTTY && !process.env.NO_COLOR,
    isTerminal: process.stderr.isTTY,
  };
}

/** As the user calls the program: through the script of this package, or by its own name. */
export function programName({ env }: Surroundings, script: string, name: string): string {
  return env.npm_lifecycle_event === script ? `npm run ${script} --` : name;
}
