import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { runAsking } from "../unit/commands/runs";
import { CATALOG, CONSUMER, Desk, HOME, OTHER, PLATFORM, ROLE } from "./usage-support";

let emulator: Emulator;
let folder: string;
/** AMI IDs by region and version. */
const amis: Record<string, Record<string, string>> = {};
const ids: Record<string, string> = {};

beforeAll(async () => {
  emulator = await startEmulator();
  Object.assign(process.env, emulator.environment());
  folder = makeFolder("usage");
  writeFileSync(join(folder, "catalog.yaml"), CATALOG);
  await Promise.all([HOME, OTHER].map(publish));
  const consumer = await Desk.at(emulator, CONSUMER, OTHER);
  await consumer.parameter("/golden/web/stable", ami(OTHER, "2"));
  await consumer.parameter("/team/base", ami(OTHER, "1"));
  ids.instance = await consumer.instance(ami(OTHER, "1"), "old server");
  ids.follower = await consumer.template("follower", "resolve:ssm:/golden/web/stable");
  ids.fixed = await consumer.template("fixed", ami(OTHER, "2"), ami(OTHER, "1"), ami(OTHER, "2"));
  await consumer.group("by-number", ids.fixed, "2");
  await consumer.group("by-latest", ids.follower, "$Latest");
  const platform = await Desk.at(emulator, PLATFORM, HOME);
  ids.pinned = await platform.template("pinned", "resolve:ssm:/golden/web/versions/1");
  ids.selected = await platform.template("selected", "resolve:ssm:/golden/web/stable:1");
}, 60_000);

afterAll(async () => {
  removeFolder(folder);
  await emulator.stop();
});

function ami(region: string, version: string): string {
  return amis[region]?.[version] ?? "";
}

async function publish(region: string): Promise<void> {
  const platform = await Desk.at(emulator, PLATFORM, region);
  const byVersion: Record<string, string> = {};
  for (const version of ["1", "2", "3"]) {
    const permissions = [{ userId: CONSUMER }];
    const { imageId } = await emulator.images.seed({
      name: `web-${version}`,
      region,
      launchPermissions: permissions,
    });
    byVersion[version] = imageId;
    await platform.parameter(`/golden/web/versions/${version}`, imageId);
  }
  amis[region] = byVersion;
  await platform.parameter("/golden/web/stable", ami(region, "2"));
}

async function usage(...args: string[]) {
  const file = join(folder, "catalog.yaml");
  const { code, output, errors } = await runAsking(["usage", "web", ...args, "--file", file, "--json"]);
  return { code, errors, document: JSON.parse(output) as Document };
}

interface Document {
  readonly versions: readonly {
    readonly version: string;
    readonly answer: string;
    readonly references: readonly {
      readonly accountId: string;
      readonly region: string;
      readonly [key: string]: unknown;
    }[];
  }[];
  readonly [key: string]: unknown;
}

test("debug", async () => {
  const { code, errors, document } = await usage("--role", ROLE);
  console.log(code, errors, JSON.stringify(document, undefined, 1));
  const all = await runAsking(["usage", "web", "--role", ROLE, "--file", join(folder, "catalog.yaml")]);
  console.log(all.output);
});
