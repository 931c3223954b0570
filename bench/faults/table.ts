import type { Outcome } from "./fault-case";

/** Faults tried, how a deploy came through, and what was lost, as a Markdown table and a sum. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ name, note, way, lost }) => [
    name,
    note,
    way,
    lost.length === 0 ? "nothing" : lost.join("; "),
  ]);
  const survived = outcomes.filter(({ lost }) => lost.length === 0).length;
  const sum = `${outcomes.length} tried, ${survived} survived, ${outcomes.length - survived} lost something\n`;
  return `${markdown(["fault", "the deploy", "an empty plan by", "lost"], rows)}\n${sum}`;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("");
}
