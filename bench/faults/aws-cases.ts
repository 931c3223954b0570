import { type FaultCase, FIRST } from "./fault-case";
import { killAt } from "./kills";
import { REGION, type Stage } from "./stage";

/** What AWS does after it has answered. */
export const AWS_CASES: readonly FaultCase[] = [
  {
    name: "a copy that ends in state `failed`",
    tested: true,
    async strike(stage) {
      await stage.synth(FIRST);
      stage.emulator.faults.inject({ on: ["ec2:CopyImage"], kind: "fail", times: 1 });
      const { code } = await stage.apply();
      return { done: code === 0, note: "is refused" };
    },
  },
  {
    name: "a copy that stays `pending`, and a deploy that dies",
    tested: false,
    async strike(stage) {
      await stage.synth(FIRST);
      stage.emulator.faults.inject({ on: ["ec2:CopyImage"], kind: "hang", times: 1 });
      await killAt(stage, ({ action, ended }) => action === "CopyImage" && ended !== undefined);
      await requireRefused(stage, "InvalidAMIName.Duplicate");
      await requireSaid(stage, "none");
      pending(stage).forEach((image) => stage.emulator.images.settle(image, "available"));
      return { done: false, refused: true, note: "the next is refused while the copy is pending" };
    },
  },
  {
    name: "the move of a channel, which AWS drops without a word",
    tested: false,
    async strike(stage) {
      await stage.synth(FIRST);
      await stage.apply();
      await stage.synth({ versions: ["1", "2"], stable: "2" });
      stage.emulator.faults.inject({ on: ["ssm:PutParameter"], kind: "fail", every: 2, times: 1 });
      const { code, output } = await stage.apply();
      return {
        done: code === 0,
        note: output.includes("Check block assertion failed") ? "warns" : "ends well",
      };
    },
  },
  {
    name: "a new parameter, which AWS drops without a word",
    tested: false,
    async strike(stage) {
      await stage.synth(FIRST);
      stage.emulator.faults.inject({ on: ["ssm:PutParameter"], kind: "fail", times: 1 });
      const { code } = await stage.apply();
      return { done: code === 0, note: code === 0 ? "ends well" : "is refused" };
    },
  },
  {
    name: "two deploys of one state at once",
    tested: true,
    async strike(stage) {
      await stage.synth(FIRST);
      await stage.init();
      const [one, other] = await Promise.all([stage.apply(), stage.apply()]);
      const refused = [one, other].filter(({ code }) => code !== 0);
      if (refused.length !== 1 || refused[0]?.output.includes("Error acquiring the state lock") !== true) {
        throw new Error(
          `one of two deploys must find the lock:\n${refused.map(({ output }) => output).join("\n")}`,
        );
      }
      return { done: true, note: "the second says that the state is locked" };
    },
  },
];

function pending(stage: Stage) {
  return stage.emulator.images
    .all(REGION)
    .filter(({ name, state }) => name.startsWith(stage.name) && state === "pending");
}

async function requireRefused(stage: Stage, words: string): Promise<void> {
  const { code, output } = await stage.apply();
  if (code === 0 || !output.includes(words)) {
    throw new Error(`a deploy must be refused with ${words}:\n${output}`);
  }
}

async function requireSaid(stage: Stage, action: string): Promise<void> {
  const said = await stage.adopt();
  if (!said.some((each) => each.action === action)) {
    throw new Error(`adopt must say ${action}, and said ${JSON.stringify(said)}`);
  }
}
