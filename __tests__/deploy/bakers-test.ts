import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { catalogStacks, loadCatalog } from "../../modules";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { manifestOf, writeManifest } from "../unit/ami-source/packer";
import { Account } from "./aws";
import { catalogOf, COPY_STACK, HOME_STACK, refusalOf, summaryOf } from "./catalog-support";
import { ImageBuilder } from "./image-builder";
import { HOME, REGION, STRANGER } from "./names";

const THIRD_REGION = "ap-southeast-2";
const REGIONS = [HOME, REGION, THIRD_REGION] as const;
type Region = (typeof REGIONS)[number];

const CATALOG = `
namespace: /golden
homeRegion: ${HOME}
regions: { ${HOME}: {}, ${REGION}: {}, ${THIRD_REGION}: {} }
images:
  web:
    versions:
      packer: { source: { packerManifest: { manifest: packer-manifest.json, builder: web } } }
      state:
        source:
          remoteState:
            local: { path: bakery/terraform.tfstate }
            output: ami_ids
            outputPath: [web, "2026.10"]
            regions: [${HOME}, ${REGION}]
    channels: { stable: packer, candidate: state }
`;

describeDeploy("AMIs that other tools have baked", (deploy) => {
  let folder = "";
  beforeEach(() => (folder = makeFolder("bakers")));
  afterEach(() => removeFolder(folder));

  /** AMIs of two regions, as a baker leaves them. */
  async function baked(name: string): Promise<Record<string, string>> {
    const { images } = deploy.emulator;
    const [home, other] = await Promise.all([
      images.seed({ name, region: HOME }),
      images.seed({ name, region: REGION }),
    ]);
    return { [HOME]: home.imageId, [REGION]: other.imageId };
  }

  function writePackerManifest(amiIds: Readonly<Record<string, string>>): void {
    const artifact = Object.entries(amiIds).map((pair) => pair.join(":"));
    const older = { packer_run_uuid: "older", artifact_id: "" };
    const database = { name: "db", builder_type: "googlecompute", artifact_id: "db-1" };
    writeManifest(folder, manifestOf(older, database, { artifact_id: artifact.join(",") }));
  }

  /** What another team applies, with a state of its own. */
  function bakery(amiIds: Readonly<Record<string, string>>): (app: App) => void {
    return (app) => {
      const stack = new TerraformStack(app, "bakery");
      new LocalBackend(stack, { path: join(folder, "bakery", "terraform.tfstate") });
      const value = { web: { "2026.10": amiIds } };
      new TerraformOutput(stack, "Ids", { value }).overrideLogicalId("ami_ids");
    };
  }

  function catalog(): (app: App) => void {
    const file = join(folder, "catalog.yaml");
    writeFileSync(file, CATALOG);
    const loaded = loadCatalog(file).catalog;
    return (app) => void catalogStacks(app, loaded);
  }

  async function published(name: string): Promise<Record<Region, string | undefined>> {
    const { emulator } = deploy;
    const pairs = await Promise.all(
      REGIONS.map(async (region) => {
        const account = await Account.of(emulator, emulator.accountId, region);
        return [region, await account.parameter(`/golden/web/${name}`)] as const;
      }),
    );
    return Object.fromEntries(pairs) as Record<Region, string | undefined>;
  }

  async function sourceOf(region: Region, amiId: string | undefined): Promise<string | undefined> {
    const { emulator } = deploy;
    const account = await Account.of(emulator, emulator.accountId, region);
    const { Tags: tags = [] } = (await account.image(amiId ?? "")) ?? {};
    return tags.find(({ Key }) => Key === "ami-catalog:source-ami")?.Value;
  }

  test("are published in every region, and stay what they were when the baker goes on", async () => {
    const packer = await baked("packer-web");
    const other = await baked("bakery-web");
    writePackerManifest(packer);
    const team = deploy.workspace(bakery(other));
    await team.apply();
    const workspace = deploy.workspace(catalog());
    await workspace.apply();
    await workspace.expectEmptyPlan();

    const stable = await published("stable");
    expect(stable).toEqual({ ...packer, [THIRD_REGION]: expect.stringMatching(/^ami-[0-9a-f]{17}$/) });
    expect(await sourceOf(THIRD_REGION, stable[THIRD_REGION])).toBe(packer[HOME]);
    expect(await published("versions/packer")).toEqual(stable);

    const candidate = await published("candidate");
    expect(await sourceOf(HOME, candidate[HOME])).toBe(other[HOME]);
    expect(await sourceOf(REGION, candidate[REGION])).toBe(other[REGION]);
    expect(await sourceOf(THIRD_REGION, candidate[THIRD_REGION])).toBe(other[HOME]);

    team.synth(bakery(await baked("bakery-web-2")));
    await team.apply();
    await workspace.expectEmptyPlan();

    writePackerManifest(await baked("packer-web-2"));
    workspace.synth(catalog());
    expect(await refusalOf(workspace.plan(`golden-${REGION}`))).toContain("means one image for ever");
    expect(await published("stable")).toEqual(stable);

    writePackerManifest(packer);
    workspace.synth(catalog());
    await workspace.destroy();
    expect(await published("stable")).toEqual({});
  });

  test("are those of Image Builder in its regions, of the account that is named", async () => {
    const { accountId } = deploy.emulator;
    const arn = `arn:aws:imagebuilder:${HOME}:${accountId}:image/web/1.0.0/1`;
    const built = await baked("built-web");
    const strangers = await baked("built-for-others");
    const amisOf = (amiIds: Readonly<Record<string, string>>, account: string) =>
      Object.entries(amiIds).map(([region, image]) => ({ region, image, accountId: account }));
    const builder = await ImageBuilder.start();
    try {
      builder.put(arn, [...amisOf(strangers, STRANGER), ...amisOf(built, accountId)]);
      const source = (further: string) => `{ source: { imageBuilder: { imageArn: "${arn}", ${further} } } }`;
      const catalogWith = (further: string) =>
        catalogOf({ versions: `{ "1": ${source(further)} }`, channels: '{ stable: "1" }' });
      const regions = `regions: [${HOME}, ${REGION}]`;
      const workspace = deploy.workspace(catalogWith(`${regions}, accountId: "${accountId}"`), {
        environment: builder.environment,
      });
      await workspace.apply();
      await workspace.expectEmptyPlan();
      expect(await published("stable")).toEqual(built);
      expect(workspace.state().filter(({ type }) => type === "aws_ami_copy")).toEqual([]);

      workspace.synth(catalogWith(regions));
      expect(await refusalOf(workspace.plan(HOME_STACK))).toContain(
        `The Image Builder image must have exactly one AMI of ${HOME}: check its distribution settings`,
      );
      workspace.synth(catalogWith(`accountId: "${accountId}"`));
      expect(summaryOf(await workspace.plan(COPY_STACK))).toContain(`${COPY_STACK} create aws_ami_copy`);
    } finally {
      await builder.stop();
    }
  });
});
