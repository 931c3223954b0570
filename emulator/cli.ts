import { parseArgs } from "node:util";
import { type Emulator, startEmulator } from "./emulator";
import { MotoError } from "./moto/moto";
import { refuseRealCredentials } from "./real-credentials";

const HELP = `Usage: npm run emulator -- [--port N] [--region REGION]

Answers AWS on 127.0.0.1 until Ctrl-C: moto, with the rules of AWS that it lacks.

  --port N          port of the emulator (default: any free port)
  --region REGION   region in the environment that is printed (default: us-east-1)
  --help            this text

Example:
  npm run emulator -- --port 5000
`;

async function main(): Promise<void> {
  const { port, region, help } = readOptions();
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  refuseRealCredentials(process.env);
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const stopped = untilStopped();
  process.stderr.write("Starting AWS on this machine…\n");
  const emulator = await startEmulator({ port });
  print(emulator, region);
  const broken = emulator.ended.then(() => "moto ended unexpectedly");
  const problem = await Promise.race([stopped, broken]);
  await emulator.stop();
  if (problem !== undefined) throw new Error(problem);
}

interface Options {
  readonly port: number;
  readonly region: string;
  readonly help: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      region: { type: "string", default: "us-east-1" },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, got ${JSON.stringify(values.port)}`);
  }
  return { port, region: values.region, help: values.help };
}

function untilStopped(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => resolve(undefined));
    }
  });
}

function print(emulator: Emulator, region: string): void {
  const variables = Object.entries(emulator.environment(region));
  process.stdout.write(variables.map(([name, value]) => `export ${name}=${value}\n`).join(""));
  process.stderr.write(`The emulator answers on ${emulator.url}; Ctrl-C stops it.\n`);
}

function explain(error: unknown): string {
  if (error instanceof MotoError) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error) {
    return `port ${String(error.port)} is in use: give another one with --port, or none for any free port`;
  }
  return error instanceof Error ? error.message : String(error);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`emulator: ${explain(error)}\n`);
    process.exit(1);
  },
);
