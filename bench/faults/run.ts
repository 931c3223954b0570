import { isMissing, providerInstallation } from "../../emulator/terraform";
import { startEmulator } from "../../emulator";
import { faultCases, seedOf } from "./cases";
import { examine } from "./examine";
import type { Outcome } from "./fault-case";
import { Stage } from "./stage";
import { table } from "./table";

/** Tries each fault whose name holds the first argument, all without one, and prints what became of it. */
async function main([wanted = ""]: readonly string[]): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const provider = await providerInstallation();
  if (isMissing(provider)) {
    throw new Error(provider.missing);
  }
  Object.assign(process.env, provider.environment);
  const seed = seedOf(process.env);
  process.stderr.write(`FAULTS_SEED=${seed}\n`);
  const outcomes: Outcome[] = [];
  for (const fault of faultCases(seed).filter(({ name }) => name.includes(wanted))) {
    process.stderr.write(`trying: ${fault.name}\n`);
    outcomes.push(await tried(fault));
  }
  await provider.remove();
  process.stdout.write(table(outcomes));
  process.exitCode = outcomes.every(({ lost }) => lost.length === 0) ? 0 : 1;
}

async function tried(fault: ReturnType<typeof faultCases>[number]): Promise<Outcome> {
  const emulator = await startEmulator();
  const stage = new Stage(emulator);
  try {
    return await examine(fault, stage);
  } catch (error) {
    return {
      name: fault.name,
      note: "",
      way: "none",
      lost: [error instanceof Error ? error.message : String(error)],
    };
  } finally {
    stage.events.forEach((event) => process.stderr.write(`  ${event}\n`));
    stage.remove();
    await emulator.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
