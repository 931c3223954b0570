import { AmiCatalogError, AmiCatalogErrorCode, AmiCatalogProblem, Finding } from "../support";
import { Place } from "./document-tree";

/** What is allowed, and worth a second look. */
export interface CatalogWarning {
  /** What it is about. */
  readonly code: CatalogWarningCode;
  /** Name of the catalog file. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** Path of keys. */
  readonly path: string;
  /** One sentence, without the place. */
  readonly message: string;
}

/** What a warning is about. A code never changes its meaning; new ones may be added. */
export type CatalogWarningCode =
  | "CATALOG_ACCOUNT_COVERED"
  | "CATALOG_CHANNEL_DEPRECATED"
  | "CATALOG_COPY_UNSHARED"
  | "CATALOG_PARAMETERS_UNSHARED";

/** A warning as one line: `catalog.yaml:12:7: images.web.channels.stable: …`. */
export function warningLine({ file, line, column, path, message, code }: CatalogWarning): string {
  return `${file}:${line}:${column}: ${path}: ${message} [${code}]`;
}

interface Located {
  readonly offset: number;
  readonly problem: AmiCatalogProblem;
}

/** Collects what is wrong with one file, and where. */
export class FileProblems {
  private readonly located: Located[] = [];
  private readonly warned: { readonly offset: number; readonly warning: CatalogWarning }[] = [];
  private lineStarts?: readonly number[];

  /**
   * @param file name for the messages
   * @param text what the offsets count in
   */
  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {}

  /** Adds a finding, if there is one; `value` is what was given, where that says something. */
  refuse(place: Place, value: unknown, finding: Finding | undefined): void {
    if (finding) {
      const { code, allowed, fix } = finding;
      const { offset, path, key } = place;
      const { line, column } = this.position(offset);
      this.located.push({
        offset,
        problem: { code, path, prop: key, value, allowed, fix, file: this.file, line, column },
      });
    }
  }

  /** Adds a problem in one go. */
  add(place: Place, value: unknown, code: AmiCatalogErrorCode, allowed: string, fix: string): void {
    this.refuse(place, value, { code, allowed, fix });
  }

  warn({ offset, path }: Place, code: CatalogWarningCode, message: string): void {
    const warning = { code, file: this.file, ...this.position(offset), path, message };
    this.warned.push({ offset, warning });
  }

  /** Line and column of an offset, both from 1. */
  position(offset: number): { line: number; column: number } {
    this.lineStarts ??= lineStartsOf(this.text);
    let [low, high] = [0, this.lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      [low, high] = (this.lineStarts[middle] ?? 0) <= offset ? [middle, high] : [low, middle];
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }

  /** The warnings, in the order of the lines. */
  warnings(): CatalogWarning[] {
    return this.warned.sort((one, other) => one.offset - other.offset).map(({ warning }) => warning);
  }

  /**
   * @throws AmiCatalogError with everything that was found, in the order of the lines
   */
  done(): void {
    const sorted = this.located.sort((one, other) => one.offset - other.offset);
    const [first, ...rest] = sorted.map(({ problem }) => problem);
    if (first) {
      throw new AmiCatalogError([first, ...rest]);
    }
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf("\n"); index !== -1; index = text.indexOf("\n", index + 1)) {
    starts.push(index + 1);
  }
  return starts;
}
