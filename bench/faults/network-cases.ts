import type { Fault, FaultKind } from "../../emulator";
import { type FaultCase, FIRST, type Struck } from "./fault-case";
import type { Ran } from "./run-program";
import { HOME, REGION, type Stage } from "./stage";

const ON = ["*:*"];
const DOWN: Fault = { on: ON, kind: "error503", region: REGION };
const TEN_SECONDS = 10_000;
/** Between the answer to a copy and its readiness, the emulator is away for so long, in milliseconds. */
const AWAY = 4_000;

const tenth = (kind: FaultKind, more: Partial<Fault> = {}): Fault => ({ on: ON, kind, every: 10, ...more });

/** What a network and a busy AWS do. */
export const NETWORK_CASES: readonly FaultCase[] = [
  under("throttling on every tenth call", [tenth("throttle")]),
  under("500 on every tenth call", [tenth("error500")]),
  under("503 on every tenth call", [tenth("error503")]),
  under("connection reset on every tenth call", [tenth("reset")]),
  under("every tenth call done, and its answer lost", [tenth("lost")]),
  under("every tenth answer after 10 seconds", [tenth("delay", { milliseconds: TEN_SECONDS })]),
  under(
    "all of these together",
    // One fault strikes a call: of equal periods the first alone would.
    [
      tenth("throttle"),
      tenth("error500", { every: 11 }),
      tenth("error503", { every: 12 }),
      tenth("reset", { every: 13 }),
      tenth("lost", { every: 7 }),
      tenth("delay", { every: 17, milliseconds: TEN_SECONDS, times: 1 }),
    ],
    { tested: true, byCdktf: true },
  ),
  {
    name: "AWS away for some seconds in the middle of a deploy",
    tested: false,
    async strike(stage) {
      await stage.synth(FIRST);
      const gone = new Promise<void>((resolve, reject) => {
        const unwatch = stage.emulator.calls.watch(({ action, ended }) => {
          if (action === "CopyImage" && ended !== undefined) {
            unwatch();
            stage.emulator.interrupt(AWAY).then(resolve, reject);
          }
        });
      });
      const { code } = await stage.apply();
      await gone;
      return { done: code === 0, note: code === 0 ? "waits, and ends well" : "is refused" };
    },
  },
  {
    name: "one of two regions down",
    tested: true,
    async strike(stage) {
      await stage.synth(FIRST);
      stage.emulator.faults.inject(DOWN);
      stage.giveUpSoon();
      const [here] = await Promise.all([stage.apply(), stage.apply(stage.homeStack)]);
      return failedAlone(stage, here);
    },
  },
  {
    name: "one of two regions down, by `cdktf deploy '*'`",
    tested: false,
    byCdktf: true,
    async strike(stage) {
      await stage.synth(FIRST);
      stage.emulator.faults.inject(DOWN);
      stage.giveUpSoon();
      return failedAlone(stage, await stage.cdktfDeploy("*"));
    },
  },
];

function under(name: string, faults: readonly Fault[], more: Partial<FaultCase> = {}): FaultCase {
  const { tested = false, byCdktf } = more;
  return {
    name,
    tested,
    byCdktf,
    async strike(stage) {
      await stage.synth({ ...FIRST, shared: !tested });
      faults.forEach((fault) => stage.emulator.faults.inject(fault));
      const { code } = byCdktf ? await stage.cdktfDeploy(stage.stack) : await stage.apply();
      return { done: code === 0, note: code === 0 ? "tries again, and ends well" : "is refused" };
    },
  };
}

/** @throws Error unless the deploy of one region has failed, and the other one has all that it shall have */
async function failedAlone(stage: Stage, { code, output }: Ran): Promise<Struck> {
  if (code === 0) {
    throw new Error("the deploy of a region that is down ended well");
  }
  const written = stage.emulator.calls
    .filter({ on: ["ssm:PutParameter"], region: HOME, status: 200 })
    .filter(({ params }) => String(params.Name).startsWith(stage.namespace));
  if (written.length !== 2 || (await stage.plan(stage.homeStack)) !== "") {
    throw new Error(`${HOME} has ${written.length} parameters of 2: ${output}`);
  }
  return { done: false, note: "fails there, and ends well in the other region" };
}
