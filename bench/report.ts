import { cpus } from "node:os";
import { Figure, isMet, Row } from "./figure";
import { table } from "./table";

async function measured(rows: readonly Row[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const row of rows) {
    process.stderr.write(`measuring ${row.title}\n`);
    figures.push(...(await row.measure()));
  }
  return figures;
}

function json(figures: readonly Figure[]): string {
  return JSON.stringify(
    figures.map((figure) => {
      const { name, value, limit, unit } = figure;
      return { name, value, limit, unit, ok: isMet(figure) };
    }),
  );
}

/** Measures rows in turn and prints their figures, as a table or as JSON; the exit code says whether all goals are met. */
export async function report(rows: readonly Row[], asJson: boolean): Promise<void> {
  const figures = await measured(rows);
  process.stdout.write(
    asJson ? `${json(figures)}\n` : `node ${process.version}, ${cpus().length} cores\n\n${table(figures)}`,
  );
  process.exitCode = figures.every(isMet) ? 0 : 1;
}
