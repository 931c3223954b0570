import { GuardSeverity } from "../modules/ami-guard/rules";
import { bootingIds } from "./boots";
import { Document, Literal } from "./document";
import { byPlace, FileFinding, FoundInFile, ParameterOf, wordsOf } from "./finding";
import { FileKind } from "./file-kind";
import { GENERATED, generatedLiterals } from "./generated-code";
import { HclParser } from "./hcl-parser";
import { brokenProblem, SourceFile } from "./source-file";
import { Problem } from "./problem";
import { Severities, severityOf } from "./rules";
import { ReadFile, structureFindings } from "./structure-findings";
import { Suppressions } from "./suppressions";

/** How the guard judges. */
export interface GuardSettings {
  readonly severities: Severities;
  /** Whether IDs may stand where images are copied and shared. */
  readonly allowPublisher: boolean;
  readonly parameterOf: ParameterOf;
}

/** What the files of a directory say. */
export interface CheckedDirectory {
  readonly files: readonly ReadFile[];
  readonly findings: readonly FileFinding[];
  readonly problems: readonly Problem[];
}

/** Checks the files of one directory: for Terraform, a module. */
export function checkDirectory(
  sources: readonly SourceFile[],
  parser: HclParser,
  settings: GuardSettings,
): CheckedDirectory {
  const all = sources.some((source) => source.mayHaveAlias);
  const files = sources.map((source) => ({ source, document: source.read(parser, all) }));
  const structure = structureFindings(files);
  return {
    files,
    findings: files
      .flatMap((file) => findingsOf(file, structure.get(file) ?? [], parser, settings))
      .sort(byPlace),
    problems: files.flatMap(({ source, document }) => brokenProblem(source, document)),
  };
}

function findingsOf(
  { source, document }: ReadFile,
  structure: readonly FoundInFile[],
  parser: HclParser,
  settings: GuardSettings,
): FileFinding[] {
  const ids = hardcodedIds(source, document, parser, settings);
  if (ids.length + structure.length + document.comments.length === 0) {
    return [];
  }
  const suppressions = new Suppressions(source, document);
  const distinct = new Map<string, FileFinding>();
  for (const found of [...ids, ...structure, ...suppressions.findings]) {
    const severity = severityOf(found.rule, settings.severities);
    const finding = finished(found, source, severity, settings);
    if (finding && !suppressions.covers(found.rule, finding)) {
      distinct.set([finding.line, finding.column, finding.rule, finding.value].join("\n"), finding);
    }
  }
  return [...distinct.values()];
}

function hardcodedIds(
  { found: { kind } }: SourceFile,
  { literals }: Document,
  parser: HclParser,
  { allowPublisher }: GuardSettings,
): FoundInFile[] {
  const found = (literal: Literal, of: FileKind, anchor: number): FoundInFile[] =>
    bootingIds(literal, of, allowPublisher).map(({ id, index }) => ({
      rule: "hardcoded-ami-id",
      offset: literal.at(index),
      anchor,
      value: id,
      ...subjectOf(literal),
    }));
  return literals.flatMap((literal) => {
    const generated = generatedLiterals(literal, kind, parser);
    return generated
      ? generated.flatMap((each) => found(each, GENERATED, literal.start))
      : found(literal, kind, literal.start);
  });
}

function subjectOf({ path }: Literal): Pick<FoundInFile, "subject" | "resourceType"> {
  const [block = "", type = "", ...rest] = path;
  switch (block) {
    case "resource":
      return { subject: [type, ...rest].join("."), resourceType: type };
    case "data":
      return { subject: path.join("."), resourceType: `data.${type}` };
    case "variable":
      return { subject: ["var", type, ...rest].join(".") };
    case "locals":
      return { subject: ["local", type, ...rest].join(".") };
    default:
      return { subject: path.join(".") || "the file" };
  }
}

function finished(
  found: FoundInFile,
  { file, lines }: SourceFile,
  severity: GuardSeverity,
  { parameterOf }: GuardSettings,
): FileFinding | undefined {
  if (severity === "off") {
    return undefined;
  }
  const { rule, value, offset, anchor = offset, launchTemplate } = found;
  const anchorLine = lines.positionOf(anchor).line;
  return {
    file,
    ...lines.positionOf(offset),
    anchorLine,
    rule,
    severity,
    value,
    ...wordsOf(found, parameterOf),
    launchTemplate,
  };
}
