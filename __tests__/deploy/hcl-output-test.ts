import { resolve } from "node:path";
import type { App } from "cdktf";
import { SOURCE_IMAGES } from "../../emulator/demo/example";
import { catalogStacks, loadCatalog } from "../../modules";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { catalogOf, COPY_STACK } from "./catalog-support";
import { QUIET, synthesize, Terraform } from "./hcl-terraform";
import { HOME, ORGANIZATION, RECIPIENT } from "./names";

const EXAMPLE = resolve(__dirname, "..", "..", "catalog.yaml");
/** The others are like the second one. */
const EXAMPLE_STACKS = ["golden-us-east-1", "golden-eu-west-1"];
const VALID = "Success! The configuration is valid.\n\n";
/** Text that is easily written wrong, in a flow map of YAML. */
const DESCRIPTION = "'say \"hi\" to ${path.module}, %{ if } and C:\\new'";

describeDeploy("cdktf synth --hcl", (deploy) => {
  const folders: string[] = [];
  const running: Terraform[] = [];

  afterAll(async () => {
    await Promise.all(running.map((terraform) => terraform.stop()));
    folders.forEach(removeFolder);
  });

  function newFolder(): string {
    const folder = makeFolder("hcl");
    folders.push(folder);
    return folder;
  }

  /** Terraform in the named stacks of a format, after `init`. */
  async function stacksIn(
    format: "hcl" | "json",
    folder: string,
    build: (app: App) => void,
    names: readonly string[],
  ) {
    const stacks = new Map<string, Terraform>();
    const folders = synthesize(format, folder, build);
    for (const name of names) {
      const stackFolder = folders.get(name) ?? "";
      const terraform = new Terraform(deploy.emulator, stackFolder, HOME);
      running.push(terraform);
      await terraform.run("init", ...QUIET);
      stacks.set(name, terraform);
    }
    return stacks;
  }

  test("the example validates, without a warning, and plans what its JSON plans", async () => {
    const { emulator } = deploy;
    emulator.organizations.join(emulator.accountId, { organizationArn: ORGANIZATION });
    for (const source of SOURCE_IMAGES) {
      await emulator.images.seed(source);
    }
    const { catalog } = loadCatalog(EXAMPLE);
    const folder = newFolder();
    const build = (app: App) => void catalogStacks(app, catalog);
    const json = await stacksIn("json", folder, build, EXAMPLE_STACKS);
    const hcl = await stacksIn("hcl", folder, build, EXAMPLE_STACKS);
    for (const stack of EXAMPLE_STACKS) {
      expect(await hcl.get(stack)?.run("validate", "-no-color")).toBe(VALID);
      const planned = await hcl.get(stack)?.plan();
      expect(planned?.length).toBeGreaterThan(5);
      expect(planned).toEqual(await json.get(stack)?.plan());
    }
  });

  test("text stays text, conditions and checks stand, and what is released is forgotten", async () => {
    const { imageId } = await deploy.emulator.images.seed({ name: "baked-web-hcl", region: HOME });
    const catalog = (state: string) =>
      catalogOf({
        top: `shareWith: { accountIds: ["${RECIPIENT}"] }
shareParameters: true
copyParametersTo: [{ accountId: "${RECIPIENT}", roleArn: "arn:aws:iam::${RECIPIENT}:role/ami-parameters" }]`,
        versions: `{ "1": { source: { ami: ${imageId} } },
          "2": { source: { lookup: { owners: ["123456789012"], filters: [{ name: name, values: [baked-web-hcl] }] } }, state: ${state} } }`,
        channels: '{ stable: "1" }',
        web: `description: ${DESCRIPTION}, tags: { Number: "12", Zero: "012", "-a": "1", for: "2" }`,
      });
    const folder = newFolder();
    const stackIn = async (format: "hcl" | "json", state: string) =>
      (await stacksIn(format, folder, catalog(state), [COPY_STACK])).get(COPY_STACK) as Terraform;
    await (await stackIn("json", "active")).run("apply", "-auto-approve", ...QUIET);
    const hcl = await stackIn("hcl", "active");
    expect(await hcl.run("validate", "-no-color")).toBe(VALID);
    expect(await hcl.run("plan", "-detailed-exitcode", ...QUIET)).toContain("No changes");

    const planned = await (await stackIn("hcl", "released")).plan();
    expect(planned.map(({ actions }) => actions.join())).toEqual(planned.map(() => "forget"));
    expect(planned.map(({ address }) => address.split(".")[0])).toContain("aws_ami_copy");
  });
});
