import { Document, Range } from "./document";
import { FileFinding, FoundInFile } from "./finding";
import { FILE_RULE_IDS, FileRule, isFileRule } from "./rules";
import { SourceFile } from "./source-file";

const IGNORE = /(?<![\w-])ami-guard:ignore(?![\w-])[ \t]*([^\n]*)/;
const COMMENT_END = /\*\/$/;

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
    const after = linesAfter(source, document);
    for (const { text, start } of document.comments) {
      const [, said] = IGNORE.exec(text) ?? [];
      if (said === undefined) {
        continue;
      }
      const [named = "", ...reason] = said.trimEnd().replace(COMMENT_END, "").trim().split(/\s+/);
      const names = named.replace(/:$/, "");
      const rules = names.split(",").filter((name) => name !== "");
      const problem = problemOf(rules, reason.join(" "));
      if (problem === undefined) {
        const { line } = source.lines.positionOf(start);
        this.add({ rules, lines: [line, after.get(line) ?? line] });
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

/** Where a comment stands. */
interface Place extends Range {
  /** Its first line. */
  readonly line: number;
  /** Its last line. */
  readonly last: number;
}

/** The first line of each comment that stands alone on its lines, with the next line that isn't such a comment too. */
function linesAfter(source: SourceFile, { comments }: Document): ReadonlyMap<number, number> {
  const lineOf = (offset: number): number => source.lines.positionOf(offset).line;
  const places = comments.map(({ start, end }) => ({
    start,
    end,
    line: lineOf(start),
    last: lineOf(Math.max(start, end - 1)),
  }));
  const after = new Map<number, number>();
  for (const [index, place] of [...places.entries()].reverse()) {
    const { line, last } = place;
    const shares = places[index - 1]?.last === line || places[index + 1]?.line === last;
    if (!shares && isAlone(source, place)) {
      after.set(line, after.get(last + 1) ?? last + 1);
    }
  }
  return after;
}

function isAlone({ lines, text }: SourceFile, { start, end, line, last }: Place): boolean {
  const before = text.slice(lines.startOf(line) ?? 0, start).trim();
  const after = text.slice(end, lines.startOf(last + 1) ?? text.length).trim();
  return (before === "" && after === "") || isJsonComment(before, after);
}

/** `"//": "…",` */
function isJsonComment(before: string, after: string): boolean {
  return /^[{,\s]*"\/\/"\s*:$/.test(before) && /^,?$/.test(after);
}
