/** Name of the one stack that a measured program writes. */
export const STACK = "bench";

/** What a measured program prints on standard output, as JSON. */
export interface ChildReport {
  /** From `new App` to the written template, without the start of node and the loading of modules. */
  readonly seconds: number;
  /** Highest resident set size of the whole process. */
  readonly peakBytes: number;
}

/** Runs what is measured, and prints a `ChildReport`. */
export function measureAndReport(run: () => void): void {
  const start = process.hrtime.bigint();
  run();
  const report: ChildReport = {
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.stdout.write(JSON.stringify(report));
}
