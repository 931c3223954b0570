import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseMarkdown, ROOT } from "../docs/markdown";
import { Project } from "./project";

const NAME = "cdktf-ami-catalog";
const readme = parseMarkdown("README.md", readFileSync(join(ROOT, "README.md"), "utf8"));
const example = readme.blocks.find(({ language }) => language === "ts")?.code ?? "";

let project: Project;

beforeAll(() => {
  project = new Project(["cdktf", "constructs", "@cdktf/provider-aws"]);
}, 120_000);

afterAll(() => project.remove());

/** What is exported for cdktf, as it is imported. */
function entries(): string[] {
  return Object.keys(project.installed.exports)
    .filter((path) => !path.startsWith("./cdktn") && path !== "./package.json")
    .map((path) => path.replace(/^\./, NAME));
}

test("the README's first example compiles and synthesizes, and so does each entry point", () => {
  const imports = entries().map((entry, index) => `import * as entry${index} from "${entry}";`);
  const objects = entries().map((_, index) => `entry${index}`);
  project.write("main.ts", example);
  project.write(
    "entries.ts",
    `${imports.join("\n")}\nfor (const entry of [${objects.join(", ")}]) console.log(Object.keys(entry).length);\n`,
  );
  expect(project.compile()).toEqual({ status: 0, stdout: "", stderr: "" });

  expect(project.node("main.js")).toMatchObject({ status: 0, stderr: "" });
  const stack = JSON.parse(project.read("cdktf.out/stacks/golden-eu-west-1/cdk.tf.json")) as {
    resource: Record<string, object>;
  };
  expect(Object.keys(stack.resource).sort()).toEqual([
    "aws_ami_copy",
    "aws_ami_launch_permission",
    "aws_kms_alias",
    "aws_kms_key",
    "aws_ssm_parameter",
  ]);

  const { status, stdout } = project.node("entries.js");
  expect(status).toBe(0);
  const exported = stdout.trim().split("\n").map(Number);
  expect(exported).toHaveLength(entries().length);
  expect(Math.min(...exported)).toBeGreaterThan(0);
}, 120_000);

test("the programs run", () => {
  project.write("catalog.yaml", readFileSync(join(ROOT, "catalog.yaml"), "utf8"));
  project.write("service/main.tf", 'resource "aws_instance" "web" {\n  ami = "ami-0c3fd0f5d4e7a9b21"\n}\n');
  expect(Object.keys(project.installed.bin).sort()).toEqual(["ami-catalog", "ami-guard"]);
  expect(project.bin("ami-catalog", "check")).toEqual({
    status: 0,
    stdout: "OK: catalog.yaml has 1 image, 2 versions, 2 channels, 3 regions\n",
    stderr: "",
  });
  expect(project.bin("ami-catalog", "explain", "USAGE")).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^# USAGE\n/),
  });
  expect(project.bin("ami-catalog", "usage", "al2023-arm64")).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(/run `npm install --save-dev .*` \[AWS_SDK_MISSING\]\n$/),
  });
  expect(project.bin("ami-guard", "service")).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("service/main.tf:2:10 hardcoded-ami-id"),
    stderr: "1 finding in 1 of 1 file\n",
  });
}, 60_000);

test("nothing is packed but what is used", () => {
  const packed = project.files();
  const wanted =
    /^(LICENSE|CHANGELOG\.md|catalog\.schema\.json|README\.md|package\.json|docs\/errors\/[\w-]+\.md|dist\/(cdktn|commands|guard|modules)\/.*\.(js|d\.ts))$/;
  expect(packed.filter((file) => !wanted.test(file))).toEqual([]);
  expect(packed).toEqual(
    expect.arrayContaining(["LICENSE", "README.md", "catalog.schema.json", "dist/modules/index.d.ts"]),
  );
});
