import { resolve } from "node:path";
import { SOURCE_IMAGES } from "../../emulator/demo/example";
import { catalogStacks, loadCatalog } from "../../modules";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { ORGANIZATION } from "./names";

const FILE = resolve(__dirname, "..", "..", "catalog.yaml");

describeDeploy("the example catalog", (deploy) => {
  test("applies in every region, plans nothing more, and leaves nothing behind", async () => {
    const { emulator } = deploy;
    emulator.organizations.join(emulator.accountId, { organizationArn: ORGANIZATION });
    for (const source of SOURCE_IMAGES) {
      await emulator.images.seed(source);
    }
    const { catalog } = loadCatalog(FILE);
    const owners = await Promise.all(
      Object.keys(catalog.regions).map((region) => Account.of(emulator, emulator.accountId, region)),
    );
    const standing = () =>
      Promise.all(
        owners.map(async (owner) => ({
          images: await owner.ownImages(),
          snapshots: await owner.ownSnapshots(),
          stable: await owner.parameter("/golden/al2023-arm64/stable"),
        })),
      );
    const before = await standing();

    const workspace = deploy.workspace((app) => void catalogStacks(app, catalog));
    await workspace.apply();
    await workspace.expectEmptyPlan();
    const published = await standing();
    expect(published.map(({ stable }) => stable)).not.toContain(undefined);

    await workspace.destroy();
    expect(workspace.state()).toEqual([]);
    expect(await standing()).toEqual(before);
  });
});
