import { parseArgs } from "node:util";
import { MotoError } from "..";
import { findTools, Tools } from "./tools";
import { publish, STEPS } from "./publish";
import { asTable, Report } from "./report";
import { preview } from "./preview";

const HELP = `Publishes the example of main.ts against AWS on this machine.

Usage: npm start [-- --json]

  --json   print one JSON document on standard output, and nothing else
  --help   print this

Starts the emulator, seeds a source AMI, runs \`cdktf deploy '*'\`, reads back what a consumer in
another account sees, launches an instance through the parameter, and stops everything. Without
Terraform or moto it says what is missing, synthesizes, and prints what would be published.
`;

/** Progress goes to standard error, so that standard output holds the result alone. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function produce(tools: Tools): Promise<Report> {
  if (tools.missing.length > 0) {
    tools.missing.forEach(say);
    return preview(tools.missing, say);
  }
  try {
    return await publish(tools, STEPS, say);
  } catch (error) {
    if (error instanceof MotoError) {
      say(error.message);
      return preview([error.message], say);
    }
    throw error;
  }
}

function asText(report: Report): string {
  return report.steps.map((step) => `\n${step.step}\n\n${asTable(step)}\n`).join("");
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const tools = await findTools();
  try {
    const report = await produce(tools);
    process.stdout.write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : asText(report));
  } finally {
    await tools.remove();
  }
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
