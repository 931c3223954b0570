import { TARGET_REGION } from "../input";
import { inTemporaryFolder } from "../temporary-folder";
import { inWords, totalOf } from "./calls";
import { Side } from "./sides";
import { terraformEnvironment, TerraformFolder, TerraformRun } from "./terraform-folder";
import { inWorld } from "./world";

/** What one side took to publish a number of images in one region. */
export interface RegionRuns {
  /** Where nothing is there. */
  readonly plan: TerraformRun;
  readonly apply: TerraformRun;
  /** Where all is there and nothing is to be changed. */
  readonly planAgain: TerraformRun;
  /** The state, as JSON. */
  readonly state: string;
}

export type Command = "plan" | "apply" | "planAgain";

/** Plans, applies and plans again in a world of its own; the second plan must be empty. */
export async function runRegion(
  side: Side,
  count: number,
  installation: Readonly<Record<string, string>>,
): Promise<RegionRuns> {
  return inTemporaryFolder((folder) =>
    inWorld(count, [TARGET_REGION], async ({ emulator, keys }) => {
      const root = side.write(folder, count, keys[TARGET_REGION] ?? "");
      const terraform = new TerraformFolder(root, emulator, terraformEnvironment(emulator, installation));
      await terraform.init();
      const plan = say(side, count, "plan", await terraform.plan());
      const apply = say(side, count, "apply", await terraform.apply());
      const planAgain = say(side, count, "plan again", await terraform.planOfNothing());
      return { plan, apply, planAgain, state: await terraform.state() };
    }),
  );
}

/** One line of progress: what is behind the figures. */
function say({ name }: Side, count: number, command: string, run: TerraformRun): TerraformRun {
  const { seconds, cpuSeconds, residentBytes, calls } = run;
  const cells = [
    name,
    `${count}`,
    command,
    `${seconds.toFixed(1)} s`,
    `${cpuSeconds.toFixed(1)} s`,
    `${(residentBytes / 1e6).toFixed(0)} MB`,
    `${totalOf(calls)}`,
    inWords(calls),
  ];
  process.stderr.write(`| ${cells.join(" | ")} |\n`);
  return run;
}
