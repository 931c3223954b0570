import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { makeFolder, removeFolder } from "../../__tests__/support/temporary-folder";

const PROJECT = resolve(__dirname, "..", "..");
const MINUTES = 3;

interface Framework {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  /** Entry of this package. */
  readonly entry: string;
}

const CDKTF: Framework = {
  name: "cdktf",
  packages: { cdktf: "0.21.0", "@cdktf/provider-aws": "20.1.0" },
  entry: "cdktf-ami-catalog",
};
const CDKTN: Framework = {
  name: "cdktn",
  packages: { cdktn: "0.24.0", "@cdktn/provider-aws": "25.7.0" },
  entry: "cdktf-ami-catalog/cdktn",
};

/** A user's program: types, a main entry and one below it, in CommonJS. */
function programFor({ name, entry }: Framework): string {
  return `import { App, TerraformStack } from "${name}";
import { AwsProvider } from "@${name}/provider-aws/lib/provider";
import { AmiCopy } from "${entry}";
import { AmiSsmParameter } from "${entry}/ami-ssm-parameter";

const app = new App({ outdir: "out" });
const stack = new TerraformStack(app, "images");
const provider = new AwsProvider(stack, "Aws", { region: "eu-west-1" });
const copy = new AmiCopy(stack, "Copy", {
  name: "web",
  sourceAmiId: "ami-0c3fd0f5d4e7a9b21",
  sourceAmiRegion: "us-east-1",
  provider,
});
new AmiSsmParameter(stack, "Stable", { parameterName: "/web/stable", amiId: copy.amiId, provider });
app.synth();
`;
}

let shared: string;
let tarball: string;

async function output(cwd: string, program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd });
  return stdout;
}

function node(cwd: string, args: readonly string[]): Promise<string> {
  return output(cwd, process.execPath, args);
}

beforeAll(async () => {
  shared = makeFolder("package");
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", shared];
  const [packed] = JSON.parse(await output(PROJECT, "npm", args)) as { filename: string }[];
  tarball = join(shared, basename(packed?.filename ?? ""));
}, MINUTES * 60_000);

afterAll(() => removeFolder(shared));

describe.each([CDKTF, CDKTN])("a project with $name alone", (framework) => {
  const { name, packages } = framework;
  let project: string;

  beforeAll(async () => {
    project = join(shared, name);
    mkdirSync(project);
    const dependencies = { ...packages, "cdktf-ami-catalog": `file:${tarball}` };
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, dependencies }));
    writeFileSync(join(project, "main.ts"), programFor(framework));
    writeFileSync(join(project, "catalog.yaml"), readFileSync(join(PROJECT, "catalog.yaml")));
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await output(project, "npm", ["install", ...quiet]);
  }, MINUTES * 60_000);

  test("installs, and gets neither package of the other", () => {
    const [other] = [CDKTF, CDKTN].filter((each) => each.name !== name);
    const installed = (one: string) => existsSync(join(project, "node_modules", one));
    expect(Object.keys(packages).filter(installed)).toEqual(Object.keys(packages));
    expect(Object.keys(other?.packages ?? {}).filter(installed)).toEqual([]);
  });

  test(
    "compiles and runs a program that takes the modules from both kinds of entry",
    async () => {
      const options = ["--module", "node16", "--target", "es2022", "--strict", "--skipLibCheck"];
      await node(project, [require.resolve("typescript/bin/tsc"), ...options, "main.ts"]);
      await node(project, ["main.js"]);
      const json = readFileSync(join(project, "out", "stacks", "images", "cdk.tf.json"), "utf8");
      const { resource } = JSON.parse(json) as { resource: object };
      expect(Object.keys(resource)).toEqual(["aws_ami_copy", "aws_ssm_parameter"]);
    },
    MINUTES * 60_000,
  );

  test("runs the programs", async () => {
    const program = (file: string) => join("node_modules", "cdktf-ami-catalog", "dist", file);
    expect(await node(project, [program("commands/main.js"), "check"])).toMatch(/^OK: catalog\.yaml has /);
    writeFileSync(
      join(project, "main.tf"),
      'resource "aws_instance" "web" { ami = "ami-0c3fd0f5d4e7a9b21" }',
    );
    await expect(
      node(project, [program("guard/main.js"), "--catalog", "catalog.yaml", "."]),
    ).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining("hardcoded-ami-id") });
  }, 60_000);

  test("says which packages a command needs that asks AWS, since none of them is installed", async () => {
    const program = join("node_modules", "cdktf-ami-catalog", "dist", "commands", "main.js");
    await expect(node(project, [program, "usage", "al2023-arm64"])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/run `npm install --save-dev .*@aws-sdk\/client-ec2 .*AWS_SDK_MISSING/),
    });
  }, 60_000);
});
