import { App, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";

/** Name of the one stack that the measured programs write. */
export const STACK = "bench";

/** What a measured program prints on standard output, as JSON. */
export interface ChildReport {
  /** From `new App` to the written template, without the start of node and the loading of modules. */
  readonly seconds: number;
  /** Highest resident set size of the whole process. */
  readonly peakBytes: number;
}

/** The body of a measured program: builds one stack in `region`, synthesizes it, reports. */
export function synthAndReport(region: string, build: (stack: TerraformStack) => void): void {
  const start = process.hrtime.bigint();
  const app = new App();
  const stack = new TerraformStack(app, STACK);
  new AwsProvider(stack, "Aws", { region });
  build(stack);
  app.synth();
  const report: ChildReport = {
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.stdout.write(JSON.stringify(report));
}
