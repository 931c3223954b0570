import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import {
  AddTagsToResourceCommand,
  GetParameterHistoryCommand,
  PutParameterCommand,
} from "@aws-sdk/client-ssm";
import { catalogStacks, parseCatalog } from "../../modules";
import { BUILD_TIMEOUT, buildProject } from "../support/build";
import { terraformEnvironment, type Workspace } from "../support/deploy";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { HOME_STACK } from "./catalog-support";
import { HOME, REGION } from "./names";

const PROJECT = resolve(__dirname, "..", "..");
const COMMANDS = join(PROJECT, "dist", "commands", "main.js");
const GUIDE = readFileSync(join(PROJECT, "docs", "guide", "adopt.md"), "utf8");
const run = promisify(execFile);

interface Finding {
  readonly action: string;
  readonly id: string;
}

describeDeploy("the guide to what exists", (deploy) => {
  beforeAll(buildProject, BUILD_TIMEOUT);

  /** The catalog of the guide, with AMIs that are there. */
  async function catalogOfGuide() {
    const { images } = deploy.emulator;
    const [home, other] = await Promise.all(
      [HOME, REGION].map((region) => images.seed({ name: "baked", region })),
    );
    const [, yaml = ""] = /```yaml[^\n]*\n(.*?)```/s.exec(GUIDE) ?? [];
    const text = yaml
      .replace("ami-0aaaaaaaaaaaaaaa1", home?.imageId ?? "")
      .replace("ami-0bbbbbbbbbbbbbbb2", other?.imageId ?? "");
    return { catalog: parseCatalog(text, "catalog.yaml").catalog, amiId: home?.imageId ?? "" };
  }

  async function adopt(workspace: Workspace): Promise<readonly Finding[]> {
    const args = [COMMANDS, "adopt", HOME_STACK, "--json", "--output", dirname(workspace.stacks)];
    const env = terraformEnvironment(deploy.emulator);
    const { stdout } = await run(process.execPath, args, { cwd: PROJECT, env });
    return (JSON.parse(stdout) as { readonly findings: readonly Finding[] }).findings;
  }

  test("takes over parameters that others made, without making any anew", async () => {
    const { catalog, amiId } = await catalogOfGuide();
    const home = await Account.of(deploy.emulator, deploy.emulator.accountId, HOME);
    const [stable, version] = ["/golden/web/stable", "/golden/web/versions/2026.10"];
    for (const Name of [stable, version]) {
      await home.ssm.send(
        new PutParameterCommand({ Name, Type: "String", DataType: "aws:ec2:image", Value: amiId }),
      );
    }
    await home.ssm.send(
      new AddTagsToResourceCommand({
        ResourceType: "Parameter",
        ResourceId: stable,
        Tags: [{ Key: "made-by", Value: "hand" }],
      }),
    );

    const workspace = deploy.workspace((app) => void catalogStacks(app, catalog));
    const adopted = [stable, version].map((id): unknown => expect.objectContaining({ action: "adopt", id }));
    expect(await adopt(workspace)).toEqual(adopted);

    deploy.emulator.calls.clear();
    expect(await workspace.apply(HOME_STACK)).toContain("2 changed, 0 destroyed");
    await workspace.expectEmptyPlan(HOME_STACK);

    expect(deploy.emulator.calls.all().map(({ action }) => action)).not.toContain("DeleteParameter");
    const { Parameters: history = [] } = await home.ssm.send(
      new GetParameterHistoryCommand({ Name: stable }),
    );
    expect(history[0]).toMatchObject({ Version: 1, Value: amiId });
    expect(await home.parameter(stable)).toBe(amiId);
    expect(await home.ownImages()).toEqual(["baked"]);
  });
});
