import { Emulator, startEmulator } from "..";
import { CONSUMER_ACCOUNT, HOME_REGION, ORGANIZATION_ARN, SOURCE_IMAGE } from "./example";
import { Project } from "./project";
import { readBack } from "./read-back";
import { Report } from "./report";
import { Tools } from "./tools";

/** Deploys the example against the emulator, and reads back what stands there. */
export async function publish(tools: Tools, say: (line: string) => void): Promise<Report> {
  say("Starting AWS on this machine…");
  const emulator = await startEmulator();
  const project = await Project.create();
  const stop = async () => {
    await Promise.all([emulator.stop(), project.remove(), tools.remove()]);
  };
  const interrupted = () => void stop().then(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    await seed(emulator, say);
    say("Deploying with cdktf deploy '*' --auto-approve…");
    await project.deploy({ ...emulator.environment(HOME_REGION), ...tools.environment }, say);
    const declared = await project.declaredParameters();
    const regions = [];
    for (const [region, parameters] of declared) {
      say(`Reading back ${region} as account ${CONSUMER_ACCOUNT}, and launching an instance there…`);
      regions.push(
        await readBack(
          emulator,
          region,
          parameters.map(({ name }) => name),
        ),
      );
    }
    return { deployed: true, regions };
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await stop();
  }
}

async function seed(emulator: Emulator, say: (line: string) => void): Promise<void> {
  emulator.organizations.join(emulator.accountId, { organizationArn: ORGANIZATION_ARN });
  emulator.organizations.join(CONSUMER_ACCOUNT, { organizationArn: ORGANIZATION_ARN });
  const image = await emulator.images.seed(SOURCE_IMAGE);
  say(`Seeded ${SOURCE_IMAGE.name} as ${image.imageId} in ${HOME_REGION}.`);
}
