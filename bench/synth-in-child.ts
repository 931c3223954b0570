import { App, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ChildReport, STACK } from "./child-report";

/** Builds one stack in `region` and writes its template, as the environment says where. */
export function synth(region: string, build: (stack: TerraformStack) => void): void {
  const app = new App();
  const stack = new TerraformStack(app, STACK);
  new AwsProvider(stack, "Aws", { region });
  build(stack);
  app.synth();
}

/** Does the same, measures it, and prints a `ChildReport`. */
export function synthAndReport(region: string, build: (stack: TerraformStack) => void): void {
  const start = process.hrtime.bigint();
  synth(region, build);
  const report: ChildReport = {
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.stdout.write(JSON.stringify(report));
}
