import { losses } from "./checks";
import type { FaultCase, Outcome } from "./fault-case";
import { errorsOf, type Ran } from "./run-program";
import type { Stage } from "./stage";

const DEPLOYS = 3;

/** Strikes a deploy, repairs what is left as `docs/faults.md` tells it, and looks for what was lost. */
export async function examine(fault: FaultCase, stage: Stage): Promise<Outcome> {
  const { faults } = stage.emulator;
  const { done, note, refused = false } = await fault.strike(stage).finally(() => faults.clear());
  const way = done && (await stage.plan()) === "" ? "the same deploy" : await repair(fault, stage, refused);
  const left = way === "the same deploy" ? "" : await stage.plan();
  const unsettled = left === "" ? [] : [`the plan after the next deploy is not empty: ${left}`];
  return { name: fault.name, note, way, lost: [...unsettled, ...(await losses(stage))] };
}

/** Deploys until it succeeds, and adopts where it is refused. */
async function repair(fault: FaultCase, stage: Stage, refused: boolean): Promise<Outcome["way"]> {
  let adopted = refused;
  if (refused) {
    await stage.adopt();
  }
  for (let deploys = 0; deploys < DEPLOYS; deploys += 1) {
    const ran = await deploy(fault, stage);
    stage.events.push(`deploy: code ${ran.code}; ${errorsOf(ran)}`);
    if (ran.code === 0) {
      return adopted ? "adopt, and the next deploy" : "the next deploy";
    }
    await stage.adopt();
    adopted = true;
  }
  return "none";
}

function deploy({ byCdktf = false }: FaultCase, stage: Stage): Promise<Ran> {
  return byCdktf ? stage.cdktfDeploy(stage.stack) : stage.apply();
}
