/** What a file, or a part of it, must hold to break a rule by itself. */
const TRIGGERS = ["ami-", "resolve:ssm", "aws_ami", "aws_ssm_parameter"];
const ALIAS = "resolve:ssm";

/** Whether a text may break a rule by itself. */
export function mayMatter(text: string): boolean {
  return TRIGGERS.some((trigger) => text.includes(trigger));
}

/** Whether a text may have an alias: all that it stands beside matters then. */
export function mayHaveAlias(text: string): boolean {
  return text.includes(ALIAS);
}
