import type { LoggedCall } from "../../emulator";
import { danglingParameters } from "./checks";
import { type FaultCase, FIRST } from "./fault-case";
import { randomFrom } from "./random";
import { errorsOf, type Ran } from "./run-program";
import type { Show, Stage } from "./stage";

/** Calls among which a deploy is killed: one that makes a copy, with its key and its shares, has about as many. */
const CALLS = 60;

/** Deploys, and kills Terraform and its provider at the first call that is meant. */
export async function killAt(stage: Stage, isMeant: (call: LoggedCall) => boolean): Promise<Ran> {
  const running = await stage.startApply();
  let last = "";
  const unwatch = stage.emulator.calls.watch((call) => {
    if (last === "" && isMeant(call)) {
      running.kill();
      last = `, ${call.action} ${call.ended === undefined ? "has come" : "is answered"}`;
    }
  });
  const ran = await running.ended.finally(unwatch);
  await quiet(stage);
  const state = `state of ${stage.stateBytes() ?? "no"} bytes`;
  stage.events.push(`deploy: code ${ran.code}${last}; ${state}; ${errorsOf(ran)}`);
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
          requireProgress(refused, kills, ran);
          await stage.adopt();
        }
        requireNamed(stage);
      }
      return { done: false, note: `${refused} of the deploys after are refused; seed ${seed}` };
    },
  };
}

/** Deploys that are killed while AWS makes something. */
export const KILL_CASES: readonly FaultCase[] = [
  killedAt("CopyImage", "Terraform killed while AWS makes a copy", true),
  killedAt("PutParameter", "Terraform killed while AWS makes a parameter", true),
  killedAt("CreateKey", "Terraform killed while AWS makes a key, and `adopt` is run", true),
  killedAt("CreateKey", "Terraform killed while AWS makes a key, and `adopt` is forgotten", false),
  killedAt("CreateResourceShare", "Terraform killed while AWS makes a share", true),
  killedAt("AssociateResourceShare", "Terraform killed while AWS adds to a share", true),
  killedInState("and `adopt` is run", true),
  killedInState("and `adopt` is forgotten", false),
  {
    name: "Terraform killed, with its state in S3",
    tested: false,
    async strike(stage) {
      await stage.synth({ ...FIRST, inS3: true });
      await killAt(stage, ({ action }) => action === "CopyImage");
      const { output } = await stage.apply();
      const lock = /Error acquiring the state lock[\s\S]*?Lock Info:[\s│]+ID:\s+([\w-]+)/.exec(output)?.[1];
      if (lock === undefined) {
        throw new Error(`the next deploy must say that the state is locked:\n${output}`);
      }
      await stage.unlock(lock);
      return { done: false, note: "the next finds the lock, until `terraform force-unlock`" };
    },
  },
];

function killedAt(action: string, name: string, adopts: boolean): FaultCase {
  return {
    name,
    tested: false,
    async strike(stage) {
      await stage.synth({ ...FIRST, shared: true });
      await killAt(stage, (call) => call.action === action);
      return { done: false, refused: adopts, note: "dies" };
    },
  };
}

/** The second deploy, of a new version, dies when it has written its copy into the state, and leaves the state empty. */
function killedInState(ending: string, adopts: boolean): FaultCase {
  return {
    name: `Terraform killed while it writes its state, ${ending}`,
    tested: false,
    async strike(stage) {
      await stage.synth({ ...FIRST, shared: true });
      await stage.apply();
      await stage.synth({ versions: ["1", "2"], stable: "2", shared: true });
      await killAt(stage, ({ action }) => action === "PutParameter");
      stage.emptyState();
      return { done: false, refused: adopts, note: "leaves an empty file" };
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

/** Each deploy that is refused follows one that was killed. */
function requireProgress(refused: number, kills: number, { output }: Ran): void {
  if (refused > kills) {
    throw new Error(`adopting doesn't help: ${output}`);
  }
}

function requireNamed(stage: Stage): void {
  const [dangling] = danglingParameters(stage);
  if (dangling !== undefined) {
    throw new Error(dangling);
  }
}
