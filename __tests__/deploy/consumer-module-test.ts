import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../../modules";
import { writeConsumerModule } from "../../modules/ami-consumer-module";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { Account } from "./aws";
import { refusalOf } from "./catalog-support";
import { QUIET, Terraform } from "./hcl-terraform";
import { HOME, REGION } from "./names";

const versions = {};
const CATALOG: Catalog = {
  namespace: "/golden",
  homeRegion: HOME,
  regions: { [HOME]: {}, [REGION]: {} },
  images: {
    web: { versions, channels: { stable: "1", candidate: "1" } },
    base: { versions, channels: { next: "1" } },
  },
};
/** Two providers, as a team that works in two regions has them. */
const CALLER = `
provider "aws" {}

provider "aws" {
  alias  = "other"
  region = "${REGION}"
}

module "here" {
  source      = "./consumer"
  image       = "web"
  channel     = "stable"
}

module "there" {
  source      = "./consumer"
  image       = "base"
  channel     = "next"
  account_id  = "222222222222"
  look_up_ami = false
  providers   = { aws = aws.other }
}

output "here" {
  value = module.here
}

output "there" {
  value = module.there
}
`;

describeDeploy("the consumer module", (deploy) => {
  const folders: string[] = [];
  const running: Terraform[] = [];

  afterAll(async () => {
    await Promise.all(running.map((terraform) => terraform.stop()));
    folders.forEach(removeFolder);
  });

  /** The module of a catalog, in a new folder. */
  function written(catalog: Catalog): string {
    const folder = makeFolder("consumer");
    folders.push(folder);
    writeConsumerModule(catalog, folder);
    return folder;
  }

  async function initialized(folder: string, region = HOME): Promise<Terraform> {
    const terraform = new Terraform(deploy.emulator, folder, region);
    running.push(terraform);
    await terraform.run("init", ...QUIET);
    return terraform;
  }

  test("is formatted and valid, whatever the catalog says", async () => {
    const evil = 'we"b${path.module}%{ if true }\\\n';
    const catalogs: Catalog[] = [
      CATALOG,
      { ...CATALOG, images: {} },
      { ...CATALOG, namespace: '/go"ld${x}', images: { [evil]: { versions, channels: { 'a"${b}': "1" } } } },
    ];
    for (const catalog of catalogs) {
      const terraform = await initialized(join(written(catalog), "consumer"));
      expect(await terraform.run("fmt", "-check", "-diff")).toBe("");
      expect(await terraform.run("validate", "-no-color")).toBe("Success! The configuration is valid.\n\n");
    }
  });

  test("names parameter and AMI in the region of each provider that it is given", async () => {
    const { emulator } = deploy;
    const { imageId } = await emulator.images.seed({ name: "baked-for-consumers", region: HOME });
    const owner = await Account.of(emulator, emulator.accountId, HOME);
    await owner.ssm.send(
      new PutParameterCommand({
        Name: "/golden/web/stable",
        Value: imageId,
        Type: "String",
        DataType: "aws:ec2:image",
      }),
    );
    const folder = written(CATALOG);
    writeFileSync(join(folder, "main.tf"), CALLER);
    const terraform = await initialized(folder);
    await terraform.run("apply", "-auto-approve", ...QUIET);
    expect(await terraform.outputs()).toEqual({
      here: {
        parameter_name: "/golden/web/stable",
        parameter_arn: `arn:aws:ssm:${HOME}:${emulator.accountId}:parameter/golden/web/stable`,
        launch_template_image_id: "resolve:ssm:/golden/web/stable",
        ami_id: imageId,
      },
      there: {
        parameter_name: "/golden/base/next",
        parameter_arn: `arn:aws:ssm:${REGION}:222222222222:parameter/golden/base/next`,
        launch_template_image_id: `resolve:ssm:arn:aws:ssm:${REGION}:222222222222:parameter/golden/base/next`,
        ami_id: null,
      },
    });
    expect(await terraform.run("plan", "-detailed-exitcode", ...QUIET)).toContain("No changes");
  });

  test.each([
    [
      HOME,
      ["image=wob", "channel=stable"],
      'There is no image "wob" in the catalog /golden. It has: base and web.',
    ],
    [
      HOME,
      ["image=base", "channel=stable"],
      'The image base of the catalog /golden has no channel "stable". It has: next.',
    ],
    [
      "sa-east-1",
      ["image=base", "channel=next"],
      "The catalog /golden is not published in sa-east-1. It is in: eu-west-1, us-east-1.",
    ],
    [
      HOME,
      ["image=base", "channel=next", "account_id=12"],
      'An account ID is 12 digits, in quotes: "123456789012".',
    ],
  ])("in %s refuses %j with one sentence", async (region, variables, sentence) => {
    const terraform = await initialized(join(written(CATALOG), "consumer"), region);
    const refusal = await refusalOf(
      terraform.run("plan", ...QUIET, ...variables.map((variable) => `-var=${variable}`)),
    );
    expect(refusal).toContain(sentence);
    expect(refusal.match(/Error:/g)).toHaveLength(1);
  });
});
