import { FileFinding } from "./finding";
import { GuardOptions } from "./options";
import { Problem } from "./problem";
import { sarifOf } from "./sarif";

/** What a run has found. */
export interface Report {
  readonly findings: readonly FileFinding[];
  readonly problems: readonly Problem[];
  /** How many files were read. */
  readonly files: number;
}

/** The text for standard output. */
export function reportText(report: Report, format: GuardOptions["format"]): string {
  if (format === "text") {
    return report.findings.map(findingLine).join("");
  }
  const document = format === "json" ? report.findings.map(asJson) : sarifOf(report);
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function findingLine({ file, line, column, rule, severity, message, fix }: FileFinding): string {
  const warning = severity === "warn" ? "warning: " : "";
  return `${oneLine(file)}:${line}:${column} ${rule} ${warning}${oneLine(message)}; ${oneLine(fix)}\n`;
}

function asJson({ file, line, column, rule, value, message, fix }: FileFinding): object {
  return { file, line, column, rule, value, message, fix };
}

/** One sentence for standard error: how much was found. */
export function summaryLine({ findings, problems, files }: Report): string {
  const warnings = findings.filter(({ severity }) => severity === "warn").length;
  const withFindings = new Set(findings.map(({ file }) => file)).size;
  const where = findings.length === 0 ? "" : ` in ${withFindings}`;
  const of = findings.length === 0 ? ` in ${count(files, "file")}` : ` of ${count(files, "file")}`;
  const warned =
    warnings === 0 ? "" : `, ${warnings} of them only ${warnings === 1 ? "a warning" : "warnings"}`;
  const unread = problems.length === 0 ? "" : `; ${count(problems.length, "problem")} in reading`;
  return `${count(findings.length, "finding")}${where}${of}${warned}${unread}\n`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** A line stays one line, whatever stands in the name of a file or in a value. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (character) =>
    JSON.stringify(character).slice(1, -1).replace("\u007f", "\\u007f"),
  );
}
