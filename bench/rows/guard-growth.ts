import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../guard/run";
import { Figure, Row } from "../figure";
import { HOSTILE_CATALOGS, HOSTILE_TERRAFORM, HostileText } from "../hostile-texts";
import { inTemporaryFolder } from "../temporary-folder";

const FEW = 4_000;
const TIMES = 8;
const ROUNDS = 3;

/** Milliseconds of processor time that the guard takes for a text: the least of the rounds. */
function milliseconds({ file, text }: HostileText, n: number): Promise<number> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, file);
    const args = file === "catalog.yaml" ? [folder, "--catalog", path] : [folder];
    writeFileSync(path, text(n));
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = process.cpuUsage();
      await run(args, { env: {}, colours: false, print: () => undefined, printError: () => undefined });
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1e3);
    }
    return Math.min(...times);
  });
}

async function measure(): Promise<readonly Figure[]> {
  const growths: { readonly of: string; readonly few: number; readonly many: number }[] = [];
  for (const hostile of [...HOSTILE_TERRAFORM, ...HOSTILE_CATALOGS]) {
    await milliseconds(hostile, FEW);
    const [few, many] = [await milliseconds(hostile, FEW), await milliseconds(hostile, TIMES * FEW)];
    growths.push({ of: `${hostile.of} of ${hostile.file}`, few, many });
  }
  const [worst] = growths.sort((a, b) => b.many / b.few - a.many / a.few);
  if (!worst) {
    throw new Error("there is no hostile text");
  }
  return [
    {
      name: `guard on ${TIMES} times as much of a hostile text, time`,
      value: worst.many / worst.few,
      limit: 3 * TIMES,
      unit: "x",
      goal: "at most",
      detail: `the worst of ${growths.length} kinds: ${worst.of}, ${worst.many.toPrecision(3)} ms against ${worst.few.toPrecision(3)} ms, the least of ${ROUNDS} rounds`,
    },
  ];
}

/** `ami-guard` on texts that grow: its time may grow in proportion, and no faster. */
export const guardGrowth: Row = { title: "ami-guard on hostile texts that grow", measure };
