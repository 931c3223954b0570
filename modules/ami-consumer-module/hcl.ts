import { hclText } from "../support";

/** Text as a quoted string. */
export function hclString(text: string): string {
  return `"${hclText(text)}"`;
}

/** A list on one line: `["eu-west-1", "us-east-1"]`. */
export function hclList(texts: readonly string[]): string {
  return `[${texts.map(hclString).join(", ")}]`;
}

/** A list with a line for each entry, which `terraform fmt` aligns with nothing. */
export function hclLines(texts: readonly string[], indent: string): string {
  return `[\n${texts.map((text) => `${indent}  ${hclString(text)},\n`).join("")}${indent}]`;
}
