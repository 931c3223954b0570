import { parseArgs } from "node:util";
import { MotoError } from "..";
import { refuseRealCredentials } from "../real-credentials";
import { findTools, Tools } from "./tools";
import { publish } from "./publish";
import { LIFE, SHORT, Step } from "./steps";
import { asTable, Report } from "./report";
import { preview } from "./preview";

const HELP = `Publishes the example of catalog.yaml to AWS on this machine, and promotes a channel.

Usage: npm start [-- OPTIONS]

  --life   the whole life of an image: publish, candidate, promote, roll back, release, retire
  --json   print one JSON document on standard output, and nothing else
  --help   print this

Example:
  npm start --silent -- --json

Starts the emulator, seeds source AMIs, and for each step runs \`cdktf deploy '*'\`, reads back what a
consumer in another account sees, and launches an instance through the parameter; then stops everything.
Without Terraform or moto it says what is missing, synthesizes, and prints what would be published.
`;

/** Progress goes to standard error, so that standard output holds the result alone. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function produce(tools: Tools, steps: readonly Step[]): Promise<Report> {
  if (tools.missing.length > 0) {
    tools.missing.forEach(say);
    return preview(tools.missing, say);
  }
  try {
    return await publish(tools, steps, say);
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
  const { values } = parseArgs({
    options: {
      json: { type: "boolean" },
      life: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  refuseRealCredentials(process.env);
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const tools = await findTools();
  try {
    const report = await produce(tools, values.life ? LIFE : SHORT);
    process.stdout.write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : asText(report));
  } finally {
    await tools.remove();
  }
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
