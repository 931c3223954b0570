import { Document } from "./document";
import { FileFinding, FoundInFile } from "./finding";
import { FILE_RULE_IDS, FileRule, isFileRule } from "./rules";
import { SourceFile } from "./source-file";

const IGNORE = /(?<![\w-])ami-guard:ignore(?![\w-])[ \t]*([^\n]*)/;
const COMMENT_END = /\s*\*\/\s*$/;

/** A comment that lets a finding pass. */
interface Suppression {
  readonly rules: readonly string[];
  /** Lines that it counts for. */
  readonly lines: readonly number[];
}

/** The comments of a file that let findings pass, and those that may not. */
export class Suppressions {
  /** What is wrong with them. */
  readonly findings: readonly FoundInFile[];
  private readonly byLine = new Map<number, Set<string>>();

  constructor(source: SourceFile, document: Document) {
    const findings: FoundInFile[] = [];
    const standing = standingLines(source, document);
    for (const { text, start } of document.comments) {
      const [, said] = IGNORE.exec(text) ?? [];
      if (said === undefined) {
        continue;
      }
      const [named = "", ...reason] = said.replace(COMMENT_END, "").trim().split(/\s+/);
      const names = named.replace(/:$/, "");
      const rules = names.split(",").filter((name) => name !== "");
      const problem = problemOf(rules, reason.join(" "));
      if (problem === undefined) {
        this.add({ rules, lines: linesOf(source, start, standing) });
      } else {
        const offset = start + text.indexOf("ami-guard:ignore");
        findings.push({ rule: "ignore-without-reason", offset, value: names, subject: problem });
      }
    }
    this.findings = findings;
  }

  /** Whether a comment on the line, or on the line above, lets the finding pass. */
  covers(rule: FileRule, { line, anchorLine }: Pick<FileFinding, "line" | "anchorLine">): boolean {
    return [line, anchorLine].some((each) => this.byLine.get(each)?.has(rule) === true);
  }

  private add({ rules, lines }: Suppression): void {
    for (const line of lines) {
      const known = this.byLine.get(line) ?? new Set();
      rules.forEach((rule) => known.add(rule));
      this.byLine.set(line, known);
    }
  }
}

function problemOf(rules: readonly string[], reason: string): string | undefined {
  const unknown = rules.find((rule) => !isFileRule(rule));
  if (rules.length === 0) {
    return "names no rule";
  }
  if (unknown !== undefined) {
    return `names ${JSON.stringify(unknown)}, and the rules are ${FILE_RULE_IDS.join(", ")}`;
  }
  return /[\p{L}\p{N}]/u.test(reason) ? undefined : "says no reason";
}

/** Lines on which nothing but a comment stands. */
function standingLines({ lines, text }: SourceFile, { comments }: Document): ReadonlyMap<number, number> {
  const standing = new Map<number, number>();
  for (const { start, end } of comments) {
    const { line } = lines.positionOf(start);
    const last = lines.positionOf(Math.max(start, end - 1)).line;
    const before = text.slice(lines.startOf(line) ?? 0, start).trim();
    const after = text.slice(end, lines.startOf(last + 1) ?? text.length).trim();
    if ((before === "" && after === "") || isJsonComment(before, after)) {
      standing.set(line, last);
    }
  }
  return standing;
}

/** `"//": "…",` */
function isJsonComment(before: string, after: string): boolean {
  return /^[{,\s]*"\/\/"\s*:$/.test(before) && /^,?$/.test(after);
}

/** The line of the comment; of one that stands alone, the next line that isn't a comment too. */
function linesOf({ lines }: SourceFile, start: number, standing: ReadonlyMap<number, number>): number[] {
  const { line } = lines.positionOf(start);
  let last = standing.get(line);
  if (last === undefined) {
    return [line];
  }
  for (let next = standing.get(last + 1); next !== undefined; next = standing.get(last + 1)) {
    last = next;
  }
  return [line, last + 1];
}
