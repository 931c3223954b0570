import { execFile } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { terraformEnvironment } from "../../__tests__/support/deploy";
import { TerraformResult, TerraformRunner } from "../../__tests__/support/run-terraform";
import { describeDeploy } from "../../__tests__/support/skip";
import { readStateFile } from "../../__tests__/support/state-file";
import { makeFolder, removeFolder } from "../../__tests__/support/temporary-folder";

const PROJECT = resolve(__dirname, "..", "..");
const CDKTF = join(PROJECT, "dist", "main.js");
const CDKTN = join(PROJECT, "compat", ".work", "cdktn", "dist", "main.js");
const IMAGE = "al2023-arm64";
const REGION_STACKS = ["golden-us-east-1", "golden-eu-west-1"];
const SERVICE_STACK = "web";
const STACKS = [...REGION_STACKS, SERVICE_STACK];
const VERSIONS = ["2026.11.24", "2026.12.01"] as const;
/** The HCL module that the service uses, from the folder that the stacks are written in. */
const HCL_MODULE = join("examples", "hcl-module");
/** Types of the resources that a region and the service are made of. */
const PUBLISHED = [
  "aws_ami_copy",
  "aws_ami_launch_permission",
  "aws_kms_alias",
  "aws_kms_key",
  "aws_ram_principal_association",
  "aws_ram_resource_association",
  "aws_ram_resource_share",
  "aws_ssm_parameter",
];
const SERVICE = ["aws_autoscaling_group", "aws_launch_template"];
const QUIET = ["-input=false", "-no-color"];

/** As in the example of the project: two versions, two regions with keys, and a service that follows `stable`. */
function catalogOf(stable: string): string {
  const versions = VERSIONS.map((version) => {
    const filters = [{ name: "name", values: [`baked-${version}`] }];
    return [version, { source: { lookup: { owners: ["self"], filters } } }] as const;
  });
  return JSON.stringify({
    namespace: "/golden",
    homeRegion: "us-east-1",
    regions: { "us-east-1": { createKey: true }, "eu-west-1": { createKey: true } },
    shareWith: { accountIds: ["222222222222"] },
    shareParameters: true,
    images: { [IMAGE]: { versions: Object.fromEntries(versions), channels: { stable } } },
  });
}

/** The folder of a team's project: catalog, `cdktf.out` and states, whichever framework writes the stacks. */
class TeamFolder {
  private readonly folder = makeFolder("moving");

  constructor(private readonly terraform: TerraformRunner) {
    cpSync(join(PROJECT, HCL_MODULE), join(this.folder, HCL_MODULE), { recursive: true });
  }

  /** Runs the example's `main.ts` as it was compiled for a framework. */
  async synth(main: string, stable: string): Promise<void> {
    writeFileSync(join(this.folder, "catalog.yaml"), catalogOf(stable));
    const env = { ...process.env, CDKTF_OUTDIR: join(this.folder, "cdktf.out") };
    await promisify(execFile)(process.execPath, [main], { cwd: this.folder, env });
  }

  /** Keeps Terraform to the provider that the state was written by: the JSON of CDK Terrain names a newer one. */
  keepProvider(stack: string): void {
    const aws = { source: "hashicorp/aws", version: "5.100.0" };
    const override = { terraform: { required_providers: { aws } } };
    writeFileSync(this.path(stack, "provider_override.tf.json"), JSON.stringify(override));
  }

  required(stack: string): unknown {
    const { terraform } = JSON.parse(readFileSync(this.path(stack, "cdk.tf.json"), "utf8")) as {
      terraform: { required_providers: Record<string, unknown> };
    };
    return terraform.required_providers.aws;
  }

  run(stack: string, args: readonly string[], accepted?: readonly number[]): Promise<TerraformResult> {
    return this.terraform.run(this.path(stack, "."), [...args, ...QUIET], accepted);
  }

  /** Types of the resources in the state of a stack. */
  managed(stack: string): string[] {
    const { resources } = readStateFile(join(this.folder, `terraform.${stack}.tfstate`));
    return [...new Set(resources.filter(({ mode }) => mode === "managed").map(({ type }) => type))].sort();
  }

  async remove(): Promise<void> {
    await this.terraform.stop();
    removeFolder(this.folder);
  }

  private path(stack: string, file: string): string {
    return join(this.folder, "cdktf.out", "stacks", stack, file);
  }
}

describeDeploy("a team that moves to CDK Terrain", (deploy) => {
  let team: TeamFolder;
  afterAll(() => team.remove());

  test("plans nothing for what cdktf has applied, and goes on as before", async () => {
    const { emulator } = deploy;
    team = new TeamFolder(new TerraformRunner(terraformEnvironment(emulator)));
    for (const version of VERSIONS) {
      await emulator.images.seed({ name: `baked-${version}`, region: "us-east-1", architecture: "arm64" });
    }
    await team.synth(CDKTF, VERSIONS[0]);
    const apply = async (stack: string) => {
      await team.run(stack, ["init"]);
      await team.run(stack, ["apply", "-auto-approve"]);
    };
    await Promise.all(REGION_STACKS.map(apply));
    await apply(SERVICE_STACK);
    expect(STACKS.map((stack) => team.managed(stack))).toEqual([PUBLISHED, PUBLISHED, SERVICE]);

    await team.synth(CDKTN, VERSIONS[0]);
    const plan = async (stack: string) => {
      expect(team.required(stack)).toEqual({ source: "hashicorp/aws", version: "6.66.0" });
      team.keepProvider(stack);
      await team.run(stack, ["init"]);
      return team.run(stack, ["plan", "-detailed-exitcode"], [0, 2]);
    };
    for (const { code, output } of await Promise.all(STACKS.map(plan))) {
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("No changes.") });
    }

    await team.synth(CDKTN, VERSIONS[1]);
    const { output } = await team.run("golden-eu-west-1", ["apply", "-auto-approve"]);
    expect(output).toContain("Resources: 0 added, 1 changed, 0 destroyed.");
  });
});
