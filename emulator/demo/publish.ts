import { Emulator, startEmulator } from "..";
import { CONSUMER_ACCOUNT, HOME_REGION, ORGANIZATION_ARN, SOURCE_IMAGES } from "./example";
import { Project } from "./project";
import { readBack } from "./read-back";
import { Report, StepReport } from "./report";
import { Step } from "./steps";
import { Tools } from "./tools";

/** Deploys the example against the emulator, step by step, and reads back what stands there. */
export async function publish(
  tools: Tools,
  steps: readonly Step[],
  say: (line: string) => void,
): Promise<Report> {
  say("Starting AWS on this machine…");
  const emulator = await startEmulator();
  const project = await Project.create();
  const stop = async () => {
    await Promise.all([emulator.stop(), project.remove(), tools.remove()]);
  };
  const interrupted = () => void stop().then(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const amiIds = await seed(emulator, say);
    const reports: StepReport[] = [];
    for (const { step, changes } of steps) {
      for (const change of changes(amiIds)) {
        say(`catalog ${change.join(" ")}`);
        await project.change(change, say);
      }
      say("Deploying with cdktf deploy '*' --auto-approve…");
      await project.deploy({ ...emulator.environment(HOME_REGION), ...tools.environment }, say);
      reports.push(await look(emulator, project, step, say));
    }
    return { deployed: true, steps: reports };
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await stop();
  }
}

async function look(
  emulator: Emulator,
  project: Project,
  step: string,
  say: (line: string) => void,
): Promise<StepReport> {
  const regions = [];
  for (const [region, parameters] of await project.declaredParameters()) {
    say(`Reading back ${region} as account ${CONSUMER_ACCOUNT}, and launching an instance there…`);
    const names = parameters.map(({ name }) => name);
    regions.push(await readBack(emulator, region, names));
  }
  return { step, regions, instance: regions.find(({ region }) => region === HOME_REGION)?.instance };
}

/** @returns IDs of the seeded AMIs by name */
async function seed(emulator: Emulator, say: (line: string) => void): Promise<ReadonlyMap<string, string>> {
  emulator.organizations.join(emulator.accountId, { organizationArn: ORGANIZATION_ARN });
  emulator.organizations.join(CONSUMER_ACCOUNT, { organizationArn: ORGANIZATION_ARN });
  const amiIds = new Map<string, string>();
  for (const source of SOURCE_IMAGES) {
    const { imageId } = await emulator.images.seed(source);
    amiIds.set(source.name, imageId);
    say(`Seeded ${source.name} as ${imageId} in ${HOME_REGION}.`);
  }
  return amiIds;
}
