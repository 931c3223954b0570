import { cpus } from "node:os";
import { Figure, isMet, Row } from "./figure";
import { rows } from "./rows";
import { table } from "./table";

function measured(row: Row): readonly Figure[] {
  process.stderr.write(`measuring ${row.title}\n`);
  return row.measure();
}

function json(figures: readonly Figure[]): string {
  return JSON.stringify(
    figures.map((figure) => {
      const { name, value, limit, unit } = figure;
      return { name, value, limit, unit, ok: isMet(figure) };
    }),
  );
}

function main(args: readonly string[]): void {
  const figures = rows.flatMap(measured);
  if (args.includes("--json")) {
    process.stdout.write(`${json(figures)}\n`);
  } else {
    process.stdout.write(`node ${process.version}, ${cpus().length} cores\n\n${table(figures)}`);
  }
  process.exitCode = figures.every(isMet) ? 0 : 1;
}

main(process.argv.slice(2));
