import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { DescribeInstancesCommand, type Filter } from "@aws-sdk/client-ec2";
import { SOURCE_IMAGES } from "../../emulator/demo/example";
import { catalogStacks, loadCatalog } from "../../modules";
import { writeConsumerModule } from "../../modules/ami-consumer-module";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { Account } from "./aws";
import { refusalOf, unwrapped } from "./catalog-support";
import { QUIET, synthesize, Terraform } from "./hcl-terraform";
import { HOME, ORGANIZATION, RECIPIENT } from "./names";

const PROJECT = resolve(__dirname, "..", "..");
const STACK = `golden-${HOME}`;
const NAME = "/golden/al2023-arm64/stable";

describeDeploy("examples/hcl-service", (deploy) => {
  const root = makeFolder("hcl-service");
  const running: Terraform[] = [];
  let owner: Account;
  let published: string;

  /** Lays the example and the module out as they lie in the project, and publishes the catalog. */
  beforeAll(async () => {
    const { emulator } = deploy;
    for (const accountId of [emulator.accountId, RECIPIENT]) {
      emulator.organizations.join(accountId, { organizationArn: ORGANIZATION });
    }
    for (const source of SOURCE_IMAGES) {
      await emulator.images.seed(source);
    }
    const { catalog } = loadCatalog(join(PROJECT, "catalog.yaml"));
    const stacks = synthesize("json", root, (app) => void catalogStacks(app, catalog));
    const publisher = terraformIn(stacks.get(STACK) ?? "");
    await publisher.run("init", ...QUIET);
    await publisher.run("apply", "-auto-approve", ...QUIET);
    owner = await Account.of(emulator, emulator.accountId, HOME);
    published = (await owner.parameter(NAME)) ?? "";
    cpSync(join(PROJECT, "examples", "hcl-service"), join(root, "examples", "hcl-service"), {
      recursive: true,
      filter: (path) => !/\.terraform|tfstate/.test(path),
    });
    writeConsumerModule(catalog, join(root, "cdktf.out"));
  });

  afterAll(async () => {
    await Promise.all(running.map((terraform) => terraform.stop()));
    removeFolder(root);
  });

  function terraformIn(folder: string, environment?: Readonly<Record<string, string>>): Terraform {
    const terraform = new Terraform(deploy.emulator, folder, HOME, environment);
    running.push(terraform);
    return terraform;
  }

  function service(name: string, environment?: Readonly<Record<string, string>>): Terraform {
    return terraformIn(join(root, "examples", "hcl-service", name), environment);
  }

  async function amiOf(account: Account, filter: Filter): Promise<string | undefined> {
    const { Reservations: [{ Instances: [instance] = [] } = {}] = [] } = await account.ec2.send(
      new DescribeInstancesCommand({ Filters: [filter] }),
    );
    return instance?.ImageId;
  }

  test("is formatted, with the module that it calls", async () => {
    expect(await terraformIn(join(root, "examples")).run("fmt", "-check", "-recursive")).toBe("");
    expect(await terraformIn(join(root, "cdktf.out")).run("fmt", "-check", "-recursive")).toBe("");
  });

  test("launches the published AMI from a group, through the module", async () => {
    const team = service("with-module");
    await team.run("init", ...QUIET);
    expect(await team.run("validate", "-no-color")).toBe("Success! The configuration is valid.\n\n");
    await team.run("apply", "-auto-approve", ...QUIET);
    const { group_name: group, image_id: imageId, ami_id: amiId } = await team.outputs();
    expect([imageId, amiId]).toEqual([`resolve:ssm:${NAME}`, published]);
    const filter = { Name: "tag:aws:autoscaling:groupName", Values: [String(group)] };
    expect(await amiOf(owner, filter)).toBe(published);
    expect(await team.run("plan", "-detailed-exitcode", ...QUIET)).toContain("No changes");

    expect(await refusalOf(team.run("plan", ...QUIET, "-var=image=al2032-arm64"))).toContain(
      'There is no image "al2032-arm64" in the catalog /golden. It has: al2023-arm64',
    );
    const wrongChannel = await refusalOf(team.run("plan", ...QUIET, "-var=channel=staple"));
    expect(wrongChannel).toContain(
      'The image al2023-arm64 of the catalog /golden has no channel "staple". It has: candidate, stable.',
    );
    expect(wrongChannel.match(/Error:/g)).toHaveLength(1);
    await team.run("destroy", "-auto-approve", ...QUIET);
  });

  test("launches it in another account, which names the parameter by its ARN", async () => {
    const { emulator } = deploy;
    const { accessKeyId, secretAccessKey, sessionToken } = await emulator.credentials(RECIPIENT);
    const team = service("with-module", {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken ?? "",
    });
    const publisher = `-var=publisher_account_id=${emulator.accountId}`;
    await team.run("apply", "-auto-approve", ...QUIET, publisher);
    const { group_name: group, image_id: imageId, ami_id: amiId } = await team.outputs();
    const arn = `arn:aws:ssm:${HOME}:${emulator.accountId}:parameter${NAME}`;
    expect([imageId, amiId]).toEqual([`resolve:ssm:${arn}`, published]);
    const consumer = await Account.of(emulator, RECIPIENT, HOME);
    const filter = { Name: "tag:aws:autoscaling:groupName", Values: [String(group)] };
    expect(await amiOf(consumer, filter)).toBe(published);
    expect(await team.run("plan", "-detailed-exitcode", ...QUIET, publisher)).toContain("No changes");
  });

  test("launches an instance through the state of the publisher's stack", async () => {
    const team = service("with-remote-state");
    const state = `-var=state=${join(root, `${STACK}.tfstate`)}`;
    await team.run("init", ...QUIET);
    await team.run("apply", "-auto-approve", ...QUIET, state);
    const { instance_id: instance, image_id: imageId } = await team.outputs();
    expect(imageId).toBe(`resolve:ssm:${NAME}`);
    expect(await amiOf(owner, { Name: "instance-id", Values: [String(instance)] })).toBe(published);
    expect(await team.run("plan", "-detailed-exitcode", ...QUIET, state)).toContain("No changes");
    const wrong = await refusalOf(team.run("plan", ...QUIET, state, "-var=channel=staple"));
    expect(unwrapped(wrong)).toContain(
      'The catalog has no channel "staple" of the image "al2023-arm64". The image has: candidate, stable.',
    );
  });
});
