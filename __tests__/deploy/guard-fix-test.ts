import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { run } from "../../guard/run";
import { TerraformRunner } from "../support/run-terraform";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { Account } from "./aws";
import { REGION } from "./names";

const STABLE = "/golden/web/stable";
const QUIET = ["-input=false", "-no-color"];

/** A module as teams write them: its AMI ID in two launch templates, a group, and instances. */
function moduleOf(amiId: string): string {
  return `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {}

provider "aws" {
  alias = "other"
}

resource "aws_launch_template" "web" {
  name          = "web"                   # all of them
  image_id      = "${amiId}" # the image
  instance_type = "t3.micro"
}

resource "aws_launch_template" "pooled" {
  name          = "pooled"
  image_id      = "${amiId}"
  instance_type = "t3.micro"
}

resource "aws_autoscaling_group" "pooled" {
  name               = "pooled"
  availability_zones = ["${REGION}a"]
  min_size           = 0
  max_size           = 1

  launch_template {
    id      = aws_launch_template.pooled.id
    version = "$Latest"
  }

  warm_pool {
    min_size = 0
  }
}

resource "aws_instance" "web" {
  count         = 2
  ami           = "${amiId}"
  instance_type = "t3.micro"
}

resource "aws_instance" "other" {
  provider      = aws.other
  ami           = "${amiId}"
  instance_type = "t3.micro"
}
`;
}

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly after: { readonly image_id?: string } | null;
    };
  }[];
}

describeDeploy("ami-guard --fix", (deploy) => {
  const folder = makeFolder("guard-fix");
  let terraform: TerraformRunner;
  beforeAll(() => {
    const own = Object.entries(process.env).filter(([name]) => !/^AWS_|^TF_VAR_/.test(name));
    terraform = new TerraformRunner({
      ...Object.fromEntries(own),
      ...deploy.emulator.environment(REGION),
      TF_IN_AUTOMATION: "1",
    });
  });
  afterAll(async () => {
    await terraform.stop();
    removeFolder(folder);
  });
  const call = (...args: string[]) => terraform.run(folder, args);

  /** Publishes an AMI, and writes a catalog that names it. */
  async function publish(): Promise<{ amiId: string; catalog: string }> {
    const { imageId: amiId } = await deploy.emulator.images.seed({ name: "web", region: REGION });
    const { ssm } = await Account.of(deploy.emulator, deploy.emulator.accountId, REGION);
    await ssm.send(
      new PutParameterCommand({ Name: STABLE, Value: amiId, Type: "String", DataType: "aws:ec2:image" }),
    );
    const catalog = join(folder, "catalog.yaml");
    writeFileSync(
      catalog,
      `namespace: /golden\nhomeRegion: ${REGION}\nregions: { ${REGION}: {} }\nimages: { web: { versions: { "1": { source: { ami: { ${REGION}: ${amiId} } } } }, channels: { stable: "1" } } }\n`,
    );
    return { amiId, catalog };
  }

  async function guard(...args: string[]): Promise<{ code: number; printed: string }> {
    let printed = "";
    const print = (text: string): void => {
      printed += text;
    };
    const code = await run([folder, ...args], { env: {}, print, printError: print, colours: false });
    return { code, printed };
  }

  async function plannedChanges() {
    await call("plan", "-out=plan", ...QUIET);
    const { stdout } = await call("show", "-json", "plan");
    return ((JSON.parse(stdout) as Plan).resource_changes ?? [])
      .filter(({ change }) => change.actions.join() !== "no-op")
      .map(({ address, change }) => ({ address, actions: change.actions, imageId: change.after?.image_id }));
  }

  test("rewrites a module that stays valid and formatted, and changes nothing that runs", async () => {
    const { amiId, catalog } = await publish();
    const main = join(folder, "main.tf");
    writeFileSync(main, moduleOf(amiId));
    await call("init", ...QUIET);
    await call("fmt", "-no-color", "main.tf");
    await call("validate", "-no-color");
    await call("apply", "-auto-approve", ...QUIET);

    expect(await guard("--fix", "--catalog", catalog)).toMatchObject({
      code: 0,
      printed: expect.stringContaining(`+  image_id      = "resolve:ssm:${STABLE}"`),
    });
    const fixed = readFileSync(main, "utf8");
    expect(fixed).not.toContain(amiId);
    await call("fmt", "-check", "-no-color", "main.tf");
    await call("validate", "-no-color");
    expect(await plannedChanges()).toEqual([
      { address: "aws_launch_template.web", actions: ["update"], imageId: `resolve:ssm:${STABLE}` },
    ]);

    await call("apply", ...QUIET, "plan");
    expect(await plannedChanges()).toEqual([]);
    expect((await guard("--fix", "--catalog", catalog)).printed).toBe("0 findings in 1 file\n");
    expect(readFileSync(main, "utf8")).toBe(fixed);
    await call("destroy", "-auto-approve", ...QUIET);
  });
});
