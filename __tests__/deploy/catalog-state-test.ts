import { catalogStacks } from "../../modules";
import type { Catalog } from "../../modules";
import { describeDeploy } from "../support/skip";
import { HOME, REGION } from "./names";

const BUCKET = "terraform-state";

describeDeploy("state in S3", (deploy) => {
  test("is kept there for each region, and locked by a file while an apply runs", async () => {
    const { emulator } = deploy;
    const { imageId } = await emulator.images.seed({ name: "baked-web", region: HOME });
    const path = `${emulator.url}/${BUCKET}`;
    expect((await fetch(path, { method: "PUT" })).status).toBe(200);
    const catalog: Catalog = {
      namespace: "/golden",
      homeRegion: HOME,
      regions: { [HOME]: {}, [REGION]: {} },
      state: { s3: { bucket: BUCKET, region: HOME, keyPrefix: "catalog" } },
      images: {
        web: {
          versions: { "1": { source: { ami: { [HOME]: { amiId: imageId } } } } },
          channels: { stable: "1" },
        },
      },
    };
    const workspace = deploy.workspace((app) => void catalogStacks(app, catalog));
    emulator.calls.clear();
    await workspace.apply();
    await workspace.expectEmptyPlan();
    const listed = await (await fetch(`${path}?list-type=2`)).text();
    expect([...listed.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key)).toEqual([
      `catalog/golden-${REGION}.tfstate`,
      `catalog/golden-${HOME}.tfstate`,
    ]);
    for (const region of [HOME, REGION]) {
      const key = `/${BUCKET}/catalog/golden-${region}.tfstate`;
      const [locked, written, unlocked] = ["PUT .tflock", "PUT ", "DELETE .tflock"].map((call) => {
        const [method, suffix = ""] = call.split(" ");
        return emulator.calls.filter({ on: [`s3:${method} ${key}${suffix}`] })[0];
      });
      expect(locked?.ended).toBeLessThanOrEqual(written?.time ?? 0);
      expect(written?.ended).toBeLessThanOrEqual(unlocked?.time ?? 0);
    }
  });
});
