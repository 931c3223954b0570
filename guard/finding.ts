import { takesAlias } from "../modules/ami-guard/ami-places";
import { compared } from "../modules/ami-guard/finding";
import { guardFix } from "../modules/ami-guard/rules";
import { FILE_RULES, FileRule } from "./rules";

/** What breaks a rule, before it has its words. */
export interface FoundInFile {
  readonly rule: FileRule;
  /** Where the value stands. */
  readonly offset: number;
  /** Where the string or heredoc begins that it stands in. @default - `offset` */
  readonly anchor?: number;
  /** The AMI ID or the alias; the address of a data source, or the rules of a comment. */
  readonly value: string;
  /** What has it: `aws_instance.web.ami`; of a comment, what is wrong with it. */
  readonly subject: string;
  /** Type of the resource that has it: `aws_instance`. @default - it is no resource */
  readonly resourceType?: string;
  /** Address of the launch template that has the alias. @default - the place itself has it */
  readonly launchTemplate?: string;
}

/** What breaks a rule, and where. */
export interface FileFinding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** Line on which the string or heredoc begins. */
  readonly anchorLine: number;
  readonly rule: FileRule;
  readonly severity: "error" | "warn";
  readonly value: string;
  /** A sentence without its full stop. */
  readonly message: string;
  /** The way out, as an imperative. */
  readonly fix: string;
  /** Address of the launch template that has the alias. @default - the place itself has it */
  readonly launchTemplate?: string;
}

/** Names the parameter of an AMI that is known. */
export type ParameterOf = (amiId: string) => string | undefined;

/** The words of a finding. */
export function wordsOf(found: FoundInFile, parameterOf: ParameterOf): Pick<FileFinding, "message" | "fix"> {
  const { rule, value, subject, resourceType = "", launchTemplate } = found;
  const { summary, fix } = FILE_RULES[rule];
  if (rule === "ignore-without-reason") {
    return { message: `this comment ${subject}: ${summary}`, fix };
  }
  const parameter = parameterOf(value);
  const through = launchTemplate === undefined ? "" : ` by ${launchTemplate}`;
  const known = parameter === undefined ? "" : `, which the catalog publishes as ${parameter}`;
  const given = rule === "lookup-without-owners" ? "has no `owners`" : `is "${shown(value)}"${through}`;
  return {
    message: `${subject} ${given}${known}: ${summary}`,
    fix: guardFix(rule, takesAlias(resourceType), parameter),
  };
}

const SHOWN_LENGTH = 120;

function shown(value: string): string {
  return value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
}

/** By file, line and column. */
export function byPlace(one: FileFinding, other: FileFinding): number {
  return (
    compared(one.file, other.file) ||
    one.line - other.line ||
    one.column - other.column ||
    compared(one.rule, other.rule)
  );
}
