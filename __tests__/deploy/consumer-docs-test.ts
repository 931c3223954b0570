import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { CreateLaunchTemplateCommand } from "@aws-sdk/client-ec2";
import { commandsOf } from "../docs/commands";
import { type Block, readMarkdown, ROOT } from "../docs/markdown";
import { TerraformRunner } from "../support/run-terraform";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { REGION } from "./names";
import { move, publisherOf, seedImages } from "./reference-support";

const PARAMETER = "/golden/al2023-arm64/stable";
const blocks = ["docs/consumers", "docs/guide"]
  .flatMap((folder) => readMarkdown(join(ROOT, folder)))
  .flatMap((page) => page.blocks);
const awsCommands = new Set(
  blocks
    .filter(isOf("sh"))
    .flatMap(commandsOf)
    .map(({ command }) => command)
    .filter((command) => command.startsWith("aws ")),
);

function isOf(language: string, mark?: string): (block: Block) => boolean {
  return (block) => block.language === language && (mark === undefined || block.marks.includes(mark));
}

/** Skipped aloud where the AWS CLI is missing. */
function testWithCli(name: string, run: () => Promise<void>): void {
  if (spawnSync("aws", ["--version"]).status === 0) {
    test(name, run);
  } else {
    process.stderr.write(`SKIPPED ${name}: the AWS CLI is missing\n`);
    test.skip(name, run);
  }
}

describeDeploy("docs/consumers and docs/guide", (deploy) => {
  test("every HCL block marked `validate` is valid, and formatted", async () => {
    const hcl = blocks.filter(isOf("hcl", "validate"));
    expect(hcl.length).toBeGreaterThan(5);
    const folder = makeFolder("docs");
    const terraform = new TerraformRunner(process.env as Record<string, string>);
    try {
      // Each block is a module of its own, so that the provider starts once for all.
      const calls = hcl.map(({ file, line, code }, index) => {
        const name = `block-${index}`;
        mkdirSync(join(folder, name));
        writeFileSync(join(folder, name, `${basename(file, ".md")}-${line}.tf`), `${code}\n`);
        const variables = [...code.matchAll(/^variable "(\w+)"/gm)].map(([, variable]) => [
          variable,
          "${null}",
        ]);
        return [name, { source: `./${name}`, ...Object.fromEntries(variables) }];
      });
      writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ module: Object.fromEntries(calls) }));
      await terraform.run(folder, ["init", "-input=false", "-no-color"]);
      await terraform.run(folder, ["validate", "-no-color"]);
      await terraform.run(folder, ["fmt", "-check", "-diff", "-recursive"]);
    } finally {
      await terraform.stop();
      removeFolder(folder);
    }
  });

  testWithCli("every command of the AWS CLI works as it is written", async () => {
    const publisher = await publisherOf(deploy.emulator);
    const { first, second } = await seedImages(deploy.emulator, "baked-web");
    await move(publisher, PARAMETER, first);
    await move(publisher, PARAMETER, second);
    await publisher.ec2.send(
      new CreateLaunchTemplateCommand({
        LaunchTemplateName: "web",
        LaunchTemplateData: { ImageId: `resolve:ssm:${PARAMETER}`, InstanceType: "t4g.micro" },
      }),
    );
    const outputs = [];
    for (const command of awsCommands) {
      const env = { ...process.env, ...deploy.emulator.environment(REGION) };
      const { stdout } = await promisify(execFile)("bash", ["-c", command], { env });
      outputs.push([command, stdout]);
    }
    expect(outputs.map(([command = ""]) => command.split(" ").slice(1, 3).join(" ")).sort()).toEqual([
      "ec2 describe-launch-template-versions",
      "ec2 run-instances",
      "ssm get-parameter",
      "ssm get-parameter-history",
      "ssm get-parameters-by-path",
    ]);
    outputs.forEach(([command, output]) => expect(`${command}\n${output}`).toContain(second));
  });
});
