import { pathToFileURL } from "node:url";
import { isAbsolute, sep } from "node:path";
import { FileFinding } from "./finding";
import { Problem } from "./problem";
import type { Report } from "./report";
import { FILE_RULE_IDS, FILE_RULES, FileRule } from "./rules";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/**
 * The findings in the Static Analysis Results Interchange Format.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf({ findings, problems }: Report): object {
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ami-guard", rules: FILE_RULE_IDS.map(ruleOf) } },
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map(notificationOf),
          },
        ],
        columnKind: "utf16CodeUnits",
        results: findings.map(resultOf),
      },
    ],
  };
}

function ruleOf(id: FileRule): object {
  const { summary, fix, source } = FILE_RULES[id];
  return {
    id,
    shortDescription: { text: summary },
    help: { text: fix.replaceAll("{parameter}", "an SSM parameter of data type `aws:ec2:image`") },
    helpUri: source,
    defaultConfiguration: { level: "error" },
  };
}

function resultOf({ file, line, column, rule, severity, value, message, fix }: FileFinding): object {
  return {
    ruleId: rule,
    ruleIndex: FILE_RULE_IDS.indexOf(rule),
    level: severity === "warn" ? "warning" : "error",
    message: { text: `${message}; ${fix}` },
    locations: [location(file, { startLine: line, startColumn: column })],
    partialFingerprints: { "ruleAndValue/v1": `${rule}:${value}` },
  };
}

function notificationOf({ file, line, column, message }: Problem): object {
  return {
    level: "error",
    message: { text: message },
    locations: [location(file, line === undefined ? undefined : { startLine: line, startColumn: column })],
  };
}

function location(file: string, region: object | undefined): object {
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(region && { region }) } };
}

/** Relative where the user named a relative path, as code scanning wants it. */
function uriOf(file: string): string {
  return isAbsolute(file)
    ? pathToFileURL(file).href
    : file
        .split(sep)
        .map((part) => encodeURIComponent(part))
        .join("/");
}
