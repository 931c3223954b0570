import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LOCAL_MODULES, ServiceStack } from "../../examples/cdktf-service/service-stack";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { REGION } from "./names";
import { move, publisherOf, runningImages, seedImages } from "./reference-support";

const ROOT = join(__dirname, "../..");
const PARAMETER = "/golden/al2023-arm64/stable";

/** All files below a folder, with their text. */
function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => [file.slice(folder.length), readFileSync(file, "utf8")]),
  );
}

describeDeploy("examples/hcl-module", (deploy) => {
  test("is what .gen/ binds: `npm run get` changes nothing", () => {
    const folder = makeFolder("bindings");
    try {
      execFileSync("npx", ["cdktf", "get", "--force", "--output", join(folder, ".gen")], {
        cwd: ROOT,
        env: { ...process.env, CHECKPOINT_DISABLE: "1" },
        stdio: "ignore",
      });
      expect(filesOf(join(folder, ".gen"))).toEqual(filesOf(join(ROOT, ".gen")));
    } finally {
      removeFolder(folder);
    }
  });

  test("boots what the parameter names, in the stack of a CDKTF team", async () => {
    const publisher = await publisherOf(deploy.emulator);
    const { first, second } = await seedImages(deploy.emulator, "baked-web");
    await move(publisher, PARAMETER, first);
    const workspace = deploy.workspace((app) => {
      app.node.setContext("cdktfRelativeModules", LOCAL_MODULES);
      new ServiceStack(app, "web", { region: REGION, parameterName: PARAMETER, minSize: 1 });
    });
    await workspace.apply();
    const group = `${workspace.output().autoscaling_group_name}`;
    expect(await runningImages(publisher, "aws:autoscaling:groupName", group)).toEqual([first]);
    await workspace.expectEmptyPlan();

    await move(publisher, PARAMETER, second);
    await workspace.expectEmptyPlan();
  });
});
