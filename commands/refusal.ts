import { AmiCatalogError } from "../modules/support";

/** Why a command does nothing. A code never changes its meaning; new ones may be added. */
export type RefusalCode =
  | "AWS_FAILED"
  | "AWS_INCOMPLETE"
  | "AWS_SDK_MISSING"
  | "CHANNEL_UNKNOWN"
  | "EDIT_UNSAFE"
  | "FILE_CHANGED"
  | "FILE_NOT_WRITABLE"
  | "HISTORY_MISSING"
  | "IMAGE_UNKNOWN"
  | "IMAGE_UNPUBLISHED"
  | "PLAN_DANGEROUS"
  | "PLAN_MISSING"
  | "PLAN_UNREADABLE"
  | "PRICES_INCOMPLETE"
  | "STACK_UNKNOWN"
  | "TERRAFORM_FAILED"
  | "USAGE"
  | "VERSION_EXISTS"
  | "VERSION_IN_USE"
  | "VERSION_LAST"
  | "VERSION_RELEASED"
  | "VERSION_UNKNOWN"
  | "VERSION_USED"
  | "VERSION_USE_UNKNOWN";

/** A problem as `--json` shows it: the same fields for those of a file and for those of a command. */
export interface ShownProblem {
  readonly code: string;
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** From 1, in UTF-16 units. */
  readonly column: number | null;
  /** Path of keys; empty for the whole file. */
  readonly path: string;
  /** What was given. */
  readonly value: unknown;
  readonly allowed: string;
  readonly fix: string;
  /** All of it, as it is shown without `--json`. */
  readonly message: string;
}

interface RefusalProps {
  readonly code: RefusalCode;
  /** Name of the file, for the message. @default - not about a file */
  readonly file?: string;
  /** Path of keys. @default - the whole file */
  readonly path?: string;
  readonly value?: unknown;
  /** What is wrong, or allowed. */
  readonly allowed: string;
  /** The way out, as an imperative. */
  readonly fix: string;
}

/** A command that isn't done, though the file may be good. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly problem: ShownProblem;

  constructor({ code, file, path = "", value, allowed, fix }: RefusalProps) {
    const place = [file, path].filter((part) => part !== undefined && part !== "");
    const message = [...place, `${allowed}; ${fix} [${code}]`].join(": ");
    super(message);
    this.name = "Refusal";
    this.code = code;
    const position = { file: file ?? null, line: null, column: null };
    this.problem = { code, ...position, path, value: value ?? null, allowed, fix, message };
  }
}

/** The command line is wrong. */
export function usageError(allowed: string, fix: string): Refusal {
  return new Refusal({ code: "USAGE", allowed, fix });
}

/** The problems that an error stands for; undefined for one that isn't a refusal. */
export function shownProblems(error: unknown): ShownProblem[] | undefined {
  if (error instanceof Refusal) {
    return [error.problem];
  }
  if (error instanceof AmiCatalogError) {
    return error.problems.map((problem) => ({
      code: problem.code,
      file: problem.file ?? null,
      line: problem.line ?? null,
      column: problem.column ?? null,
      path: problem.path,
      value: problem.value ?? null,
      allowed: problem.allowed,
      fix: problem.fix,
      message: new AmiCatalogError([problem]).message,
    }));
  }
  return undefined;
}

/** 1: refused by the rules of the catalog. 2: wrong usage, a file that can't be read or written, or no answer of AWS or Terraform. */
export function exitCodeOf(problems: readonly ShownProblem[]): 1 | 2 {
  const wrongUsage = [
    "AWS_FAILED",
    "AWS_INCOMPLETE",
    "AWS_SDK_MISSING",
    "IMAGE_UNPUBLISHED",
    "USAGE",
    "CATALOG_UNREADABLE",
    "PACKER_MANIFEST_UNREADABLE",
    "PLAN_UNREADABLE",
    "FILE_NOT_WRITABLE",
    "FILE_CHANGED",
    "TERRAFORM_FAILED",
  ];
  return problems.some(({ code }) => wrongUsage.includes(code)) ? 2 : 1;
}
