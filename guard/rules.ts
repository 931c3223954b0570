import { GUARD_RULES, GuardRule, GuardRuleFacts, GuardSeverity } from "../modules/ami-guard/rules";

/** ID of a rule of the guard for files: those of the aspect, and one for its comments. */
export type FileRule = GuardRule | "ignore-without-reason";

/** All rules, in the order in which findings of one place are shown. */
export const FILE_RULES: Readonly<Record<FileRule, GuardRuleFacts>> = {
  ...GUARD_RULES,
  "ignore-without-reason": {
    summary: "an exemption names a rule, and says why, for whoever reads it next",
    fix: "write `ami-guard:ignore RULE REASON`",
    source: "https://en.wikipedia.org/wiki/Lint_(software)",
    severity: "error",
  },
};

export const FILE_RULE_IDS = Object.keys(FILE_RULES) as FileRule[];

/** What each rule does, where the user says so. */
export type Severities = Readonly<Partial<Record<FileRule, GuardSeverity>>>;

export function isFileRule(name: string): name is FileRule {
  return Object.hasOwn(FILE_RULES, name);
}

export function severityOf(rule: FileRule, severities: Severities): GuardSeverity {
  return severities[rule] ?? FILE_RULES[rule].severity;
}
