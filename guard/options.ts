import { parseArgs } from "node:util";
import type { Option } from "../commands/command";
import { didYouMean } from "../modules/ami-catalog/suggestion";
import { GuardSeverity } from "../modules/ami-guard/rules";
import { UsageError } from "./problem";
import { FILE_RULE_IDS, FileRule, isFileRule } from "./rules";

/** What a command line says. */
export interface GuardOptions {
  /** Directories and files. */
  readonly names: readonly string[];
  readonly format: "text" | "json" | "sarif";
  /** Catalogs, or outputs of their stacks. */
  readonly catalogs: readonly string[];
  readonly severities: Readonly<Partial<Record<FileRule, GuardSeverity>>>;
  readonly allowPublisher: boolean;
  readonly fix: boolean;
  /** Print what `fix` would change, and change nothing. */
  readonly dryRun: boolean;
  readonly help: boolean;
}

export const OPTIONS: Readonly<Record<string, Option>> = {
  json: { type: "boolean", help: "Print the findings as a JSON array, and nothing else, on standard output" },
  sarif: { type: "boolean", help: "Print them as SARIF 2.1.0, for code scanning" },
  catalog: {
    type: "string",
    multiple: true,
    placeholder: "FILE",
    help: "Name the parameter of each AMI that this catalog, or these outputs of its stacks, publish; may be repeated",
  },
  rule: {
    type: "string",
    multiple: true,
    placeholder: "RULE=error|warn|off",
    help: "Only warn of what breaks a rule, or leave the rule out; may be repeated",
  },
  "allow-publisher": {
    type: "boolean",
    help: "Let IDs stand in aws_ami_copy, aws_ami_launch_permission and outputs: this code publishes images",
  },
  fix: { type: "boolean", help: "Rewrite what can be rewritten safely, and print the diff; needs --catalog" },
  "dry-run": { type: "boolean", help: "With --fix: print the diff, and write nothing" },
  help: { type: "boolean", short: "h", help: "Print this" },
};

const SEVERITIES: readonly string[] = ["error", "warn", "off"] satisfies GuardSeverity[];

/** @throws UsageError */
export function readOptions(args: readonly string[]): GuardOptions {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { ...OPTIONS },
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === "option") {
      checkOption(token);
    }
  }
  const flag = (name: string): boolean => values[name] === true;
  const texts = (name: string): string[] =>
    [values[name] ?? []].flat().filter((value) => typeof value === "string");
  const options: GuardOptions = {
    names: positionals,
    format: flag("sarif") ? "sarif" : flag("json") ? "json" : "text",
    catalogs: texts("catalog"),
    severities: Object.fromEntries(texts("rule").map(readRule)),
    allowPublisher: flag("allow-publisher"),
    fix: flag("fix"),
    dryRun: flag("dry-run"),
    help: flag("help"),
  };
  return options.help ? options : checked(options, flag("json") && flag("sarif"));
}

function checked(options: GuardOptions, hasTwoFormats: boolean): GuardOptions {
  if (hasTwoFormats) {
    throw new UsageError("there is one output: write either --json or --sarif");
  }
  if (options.names.length === 0) {
    throw new UsageError("a directory or a file is needed: ami-guard .");
  }
  if (options.names.includes("")) {
    throw new UsageError("the name of a directory is empty");
  }
  if (options.fix && options.catalogs.length === 0) {
    throw new UsageError("--fix needs --catalog FILE, which says what parameter each AMI ID has");
  }
  if (options.dryRun && !options.fix) {
    throw new UsageError("--dry-run goes with --fix");
  }
  return options;
}

function checkOption({ name, rawName, value, inlineValue }: OptionToken): void {
  const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  const names = Object.keys(OPTIONS);
  if (!option) {
    const known = names.map((known) => `--${known}`).join(", ");
    throw new UsageError(`there is no option ${rawName}${didYouMean(name, names)}; the options are ${known}`);
  }
  if (option.type === "string" && (!value || (!inlineValue && value.startsWith("-")))) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${option.placeholder ?? "VALUE"}`);
  }
  if (option.type === "boolean" && value !== undefined) {
    throw new UsageError(`${rawName} takes no value: write ${rawName} alone`);
  }
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string;
  readonly inlineValue?: boolean;
}

function readRule(text: string): [FileRule, GuardSeverity] {
  const [, rule = text, severity = ""] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (!isFileRule(rule)) {
    const rules = FILE_RULE_IDS.join(", ");
    throw new UsageError(
      `--rule ${text}: there is no such rule${didYouMean(rule, FILE_RULE_IDS)}; the rules are ${rules}`,
    );
  }
  if (!isSeverity(severity)) {
    throw new UsageError(`--rule ${text}: write ${rule}=error, ${rule}=warn or ${rule}=off`);
  }
  return [rule, severity];
}

function isSeverity(text: string): text is GuardSeverity {
  return SEVERITIES.includes(text);
}
