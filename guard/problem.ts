/** Something that can't be read, or not to its end. */
export interface Problem {
  readonly file: string;
  /** From 1. @default - all of it */
  readonly line?: number;
  /** From 1, in UTF-16 units. @default - as `line` */
  readonly column?: number;
  /** A sentence without its full stop. */
  readonly message: string;
}

/** The command line is wrong, or a file that it names. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or directory",
  EACCES: "it may not be read: give the right to read it",
  EPERM: "it may not be read: give the right to read it",
  ELOOP: "the link leads to itself",
  ENOTDIR: "a part of its path is no directory",
  ENAMETOOLONG: "its path is too long",
  EMFILE: "too many files are open",
};

/** @throws any error that isn't one of the system */
export function systemProblem(file: string, error: unknown): Problem {
  const code: unknown = Reflect.get(Object(error), "code");
  if (typeof code !== "string") {
    throw error;
  }
  return { file, message: SYSTEM_ERRORS[code] ?? `it can't be read (${code})` };
}

/** As it is printed: `main.tf:3:1 message`. */
export function problemLine({ file, line, column, message }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return `${place} ${message}`;
}
