import type { LoggedCall } from "../../emulator";
import { danglingParameters } from "./checks";
import { type FaultCase, FIRST } from "./fault-case";
import { randomFrom } from "./random";
import type { Ran } from "./run-program";
import type { Show, Stage } from "./stage";

/** Calls among which a deploy is killed: one that makes a copy, with its key and its shares, has about as many. */
const CALLS = 60;

/** Deploys, and kills Terraform and its provider at the first call that is meant. */
export async function killAt(stage: Stage, isMeant: (call: LoggedCall) => boolean): Promise<Ran> {
  const running = await stage.startApply();
  const unwatch = stage.emulator.calls.watch((call) => {
    if (isMeant(call)) {
      running.kill();
    }
  });
  const ran = await running.ended.finally(unwatch);
  await quiet(stage);
  return ran;
}

/** What a dead process has asked for is still done. */
async function quiet({ emulator }: Stage): Promise<void> {
  while (emulator.calls.all().some(({ ended }) => ended === undefined)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Deploys that are killed one after the other, each at a random call, before or after it is answered. */
export function killedAtRandom(kills: number, seed: number, more: Partial<FaultCase & Show> = {}): FaultCase {
  const { tested = false, shared = true } = more;
  return {
    name: `Terraform killed at ${kills} random points`,
    tested,
    async strike(stage) {
      const random = randomFrom(seed);
      let [killed, refused, version] = [0, 0, 1];
      await stage.synth({ ...FIRST, shared });
      while (killed < kills) {
        const ran = await killAt(stage, atCall(random(CALLS), random(2) === 0));
        if (ran.code === 0) {
          version += 1;
          await stage.synth({ versions: [`${version}`], stable: `${version}`, shared });
        } else if (isKilled(ran)) {
          killed += 1;
        } else {
          refused += 1;
          await stage.adopt();
        }
        requireNamed(stage);
      }
      return { done: false, note: `${refused} of the deploys after are refused; seed ${seed}` };
    },
  };
}

/** The n-th call from now on, when it comes or when it has been answered. */
function atCall(position: number, answered: boolean): (call: LoggedCall) => boolean {
  const seen = new Set<number>();
  return ({ id, ended }) => {
    if ((ended !== undefined) === answered) {
      seen.add(id);
    }
    return seen.size > position;
  };
}

function isKilled({ code, output }: Ran): boolean {
  return code === -1 && !output.includes("Error: ");
}

function requireNamed(stage: Stage): void {
  const [dangling] = danglingParameters(stage);
  if (dangling !== undefined) {
    throw new Error(dangling);
  }
}
