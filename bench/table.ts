import { Figure, isMet } from "./figure";

const HEAD = ["measure", "value", "goal", "met", "medians"];

function cells(figure: Figure): readonly string[] {
  const { name, value, limit, unit, goal, detail } = figure;
  return [name, `${value.toFixed(2)} ${unit}`, `${goal} ${limit}`, isMet(figure) ? "yes" : "NO", detail];
}

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  const lines = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const [head, ...body] = lines.map((line) =>
    row(line.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  );
  const rule = row(widths.map((width) => "-".repeat(width)));
  return [head, rule, ...body].map((line) => `${line}\n`).join("");
}

function row(line: readonly string[]): string {
  return `| ${line.join(" | ")} |`;
}
