import { execFileSync } from "node:child_process";
import { join } from "node:path";

test("the table is what the bindings of the provider say", () => {
  const script = join(__dirname, "../../../.ci/ami-attributes.mjs");
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
});
