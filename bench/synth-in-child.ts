import { App, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { measureAndReport, STACK } from "./child-report";

const WARM_UPS = 5;

/** Builds one stack in `region` and writes its template, as the environment says where. */
function synth(region: string, build: (stack: TerraformStack) => void): void {
  const app = new App();
  const stack = new TerraformStack(app, STACK);
  new AwsProvider(stack, "Aws", { region });
  build(stack);
  app.synth();
}

/** Does the same a few times unmeasured: what cdktf and node pay once in a process is paid then. */
export function warmUp(region: string, build: (stack: TerraformStack) => void): void {
  for (let round = 0; round < WARM_UPS; round++) {
    synth(region, build);
  }
}

/** Does the same once, measures it, and prints a `ChildReport`. */
export function synthAndReport(region: string, build: (stack: TerraformStack) => void): void {
  measureAndReport(() => synth(region, build));
}

/** Builds the stacks of an app and writes their templates, measures it, and prints a `ChildReport`. */
export function appAndReport(build: (app: App) => void): void {
  measureAndReport(() => {
    const app = new App();
    build(app);
    app.synth();
  });
}
