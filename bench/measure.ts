import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChildReport, STACK } from "./child-report";
import { median } from "./figure";

/** A program and its arguments, for a node process of its own. */
export type Program = readonly [script: string, ...args: string[]];

interface Run {
  readonly stdout: string;
  /** From the start of the process to its end. */
  readonly seconds: number;
}

function inTemporaryFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-ami-catalog-bench-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: Program, folder: string): Run {
  const start = process.hrtime.bigint();
  const { status, signal, stdout } = spawnSync(process.execPath, program, {
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: join(folder, "cdktf.out") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) {
    throw new Error(`${program.join(" ")} ended with ${signal ?? `status ${status}`}`);
  }
  return { stdout, seconds };
}

/** Seconds of a whole node process, from start to end. */
export function processSeconds(program: Program): number {
  return inTemporaryFolder((folder) => run(program, folder).seconds);
}

/** Seconds from the start of a node process until the last file of its `cdktf.out` is written. */
export function secondsUntilWritten(program: Program): number {
  return inTemporaryFolder((folder) => {
    const start = performance.timeOrigin + performance.now();
    run(program, folder);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const written = Math.max(...files.map((file) => statSync(join(folder, file)).mtimeMs));
    return (written - start) / 1e3;
  });
}

/** What a program that calls `synthAndReport` has measured of itself. */
export function reportOf(program: Program): ChildReport {
  return inTemporaryFolder((folder) => JSON.parse(run(program, folder).stdout) as ChildReport);
}

/** The text of the template that a program that calls `synthAndReport` writes. */
export function templateOf(program: Program): string {
  return inTemporaryFolder((folder) => {
    run(program, folder);
    return readFileSync(join(folder, "cdktf.out", "stacks", STACK, "cdk.tf.json"), "utf8");
  });
}

/** What subject and baseline measured in one round. */
export interface Pair<T> {
  readonly subject: T;
  readonly baseline: T;
}

/** Measures subject and baseline in turn, so that both see the same load of the machine. */
export function inTurn<T>(rounds: number, subject: () => T, baseline: () => T): readonly Pair<T>[] {
  return Array.from({ length: rounds }, () => ({ subject: subject(), baseline: baseline() }));
}

/** Median of the ratios of each round, subject by baseline. */
export function medianRatio<T>(pairs: readonly Pair<T>[], of: (measured: T) => number): number {
  return median(pairs.map(({ subject, baseline }) => of(subject) / of(baseline)));
}

/** Medians of both sides with their unit, and how often they were measured: `1.2 s against 1.1 s, 9 rounds`. */
export function bothSides<T>(
  pairs: readonly Pair<T>[],
  unit: string,
  of: (measured: T) => number,
  digits = 3,
): string {
  const side = (measured: readonly T[]): string => `${median(measured.map(of)).toPrecision(digits)} ${unit}`;
  const [subject, baseline] = [
    side(pairs.map((pair) => pair.subject)),
    side(pairs.map((pair) => pair.baseline)),
  ];
  return `${subject} against ${baseline}, ${pairs.length} rounds`;
}
