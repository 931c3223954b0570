import { columns, optionRows } from "../commands/help-columns";
import { OPTIONS } from "./options";
import { FILE_RULE_IDS, FILE_RULES } from "./rules";

/** Command lines, without the program. */
export const EXAMPLES = ["infrastructure", "infrastructure --catalog catalog.yaml --fix --dry-run"] as const;

/** The help of the program. */
export function helpText(program: string): string {
  const rules = FILE_RULE_IDS.map((rule) => [rule, FILE_RULES[rule].summary] as const);
  return [
    `Usage: ${program} DIR… [OPTIONS]\n`,
    "Finds hard-coded AMI IDs, and aliases where AWS does not take them, in .tf, .tofu, .tf.json, .tfvars,\n.tfvars.json and Terragrunt's .hcl files: FILE:LINE:COLUMN RULE MESSAGE.\n",
    `Options:\n${columns(optionRows(OPTIONS))}`,
    `Rules:\n${columns(rules)}`,
    `Examples:\n${EXAMPLES.map((example) => `  ${program} ${example}\n`).join("")}`,
    "A comment `# ami-guard:ignore RULE REASON` on the line, or on the line above, lets a finding pass.\n",
    "Exit codes: 0 nothing found, or warnings alone; 1 findings; 2 wrong usage, or files that can't be read.\n",
  ].join("\n");
}
