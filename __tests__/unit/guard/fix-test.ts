import { chmodSync, statSync, symlinkSync } from "node:fs";
import { ami, Ran, yards } from "./runs";

const yard = yards();
const CATALOG = `namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: {} }
images:
  web:
    versions:
      "2026.10": { source: { ami: { us-east-1: ${ami("1")} } } }
      "2026.11": { source: { ami: { us-east-1: ${ami("2")} } } }
    channels: { stable: "2026.10" }
`;
const READ = "nonsensitive(data.aws_ssm_parameter.golden_web_stable.value)";
const DATA = `data "aws_ssm_parameter" "golden_web_stable" {\n  name = "/golden/web/stable"\n}\n`;

function instance(name: string, value: string, more = ""): string {
  return `resource "aws_instance" "${name}" {\n${more}  ami = ${value}\n}\n`;
}

function template(name: string, value: string): string {
  return `resource "aws_launch_template" "${name}" {\n  image_id = ${value}\n}\n`;
}

async function fix(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> {
  yard.write({ ...files, "catalog.yaml": CATALOG });
  return yard.run("--fix", "--catalog", yard.path("catalog.yaml"), ...args);
}

/** What a file becomes; running once more changes nothing. */
async function fixed(text: string, others: Readonly<Record<string, string>> = {}): Promise<string> {
  await fix({ "main.tf": text, ...others });
  const after = yard.text("main.tf");
  const again = await yard.run("--fix", "--catalog", yard.path("catalog.yaml"));
  expect(yard.text("main.tf")).toBe(after);
  expect(again.output).not.toContain("@@");
  return after;
}

const ID = `"${ami("1")}"`;

test("a launch template gets the alias", async () => {
  expect(await fixed(template("a", ID))).toBe(template("a", '"resolve:ssm:/golden/web/stable"'));
});

test("instances of a module share one data source in the file of the first", async () => {
  const files = { "other.tf": instance("c", ID) };
  expect(await fixed(`${instance("a", ID)}${instance("b", ID)}`, files)).toBe(
    `${instance("a", READ)}${instance("b", READ)}\n${DATA}`,
  );
  expect(yard.text("other.tf")).toBe(instance("c", READ));
});

test("a data source that reads the parameter already is used", async () => {
  const data = DATA.replace("golden_web_stable", "mine");
  expect(await fixed(instance("a", ID), { "data.tf": data })).toBe(
    instance("a", "nonsensitive(data.aws_ssm_parameter.mine.value)"),
  );
});

test.each(["override.tf", "web_override.tf", "web_override.tofu"])(
  "what %s overrides reads the ID from a data source of another file",
  async (name) => {
    const main = instance("a", "var.image");
    expect(await fixed(main, { [name]: instance("a", ID) })).toBe(`${main}\n${DATA}`);
    expect(yard.text(name)).toBe(instance("a", READ));
  },
);

test("a data source that reads another parameter, once it is overridden, is left", async () => {
  const others = { "data.tf": DATA, "override.tf": DATA.replace("/golden/web/stable", "/other") };
  const read = READ.replace("stable", "stable_2");
  expect(await fixed(instance("a", ID), others)).toBe(
    `${instance("a", read)}\n${DATA.replace("web_stable", "web_stable_2")}`,
  );
});

test("a file of overrides alone gets an alias, and no data source", async () => {
  const text = `${instance("a", ID)}${template("a", ID)}`;
  const { errors } = await fix({ "override.tf": text, "main.tf.json": "{}" });
  expect(errors.split("\n")[0]).toBe(
    `${yard.path("override.tf")}:2 aws_instance.a stays: an override file takes no data source, and no other file is there for it`,
  );
  expect(yard.text("override.tf")).toBe(
    `${instance("a", ID)}${template("a", '"resolve:ssm:/golden/web/stable"')}`,
  );
});

test("its name is free in the module", async () => {
  const taken = {
    "a.tf": 'data "aws_ssm_parameter" "golden_web_stable" {\n  name = "/x"\n}\n',
    "b.tf.json": '{"data": {"aws_ssm_parameter": {"golden_web_stable_2": {"name": "/y"}}}}',
  };
  expect(await fixed(instance("a", ID), taken)).toContain(
    "ami = nonsensitive(data.aws_ssm_parameter.golden_web_stable_3.value)",
  );
});

test("provider and region go along; count, for_each and comments stay", async () => {
  const more = "  for_each = var.names # all of them\n  provider = aws.west\n";
  expect(
    await fixed(`# First.\n${instance("a", ID, more)}${instance("b", ID, '  region = "eu-west-1"\n')}`),
  ).toBe(
    `# First.\n${instance("a", READ, more)}${instance("b", READ.replace("stable", "stable_2"), '  region = "eu-west-1"\n')}\n` +
      `data "aws_ssm_parameter" "golden_web_stable" {\n  provider = aws.west\n  name     = "/golden/web/stable"\n}\n\n` +
      `data "aws_ssm_parameter" "golden_web_stable_2" {\n  region = "eu-west-1"\n  name   = "/golden/web/stable"\n}\n`,
  );
});

test("a launch template that may not have the alias reads the ID", async () => {
  const nodes =
    'resource "aws_eks_node_group" "a" {\n  launch_template {\n    id = aws_launch_template.a.id\n  }\n}\n';
  expect(await fixed(`${template("a", ID)}${template("b", ID)}`, { "nodes.tf": nodes })).toBe(
    `${template("a", READ)}${template("b", '"resolve:ssm:/golden/web/stable"')}\n${DATA}`,
  );
});

test("an image that an instance takes from a launch template is no alias; what is beside it is rewritten", async () => {
  const locals = "locals {\n  image = aws_launch_template.a.image_id\n}\n";
  const main = `${template("a", ID)}${template("b", ID)}${locals}${instance("c", "local.image")}`;
  expect(await fixed(main, { "other.tf": instance("d", ID) })).toBe(
    `${template("a", READ)}${template("b", '"resolve:ssm:/golden/web/stable"')}${locals}${instance("c", "local.image")}\n${DATA}`,
  );
  expect(yard.text("other.tf")).toBe(instance("d", READ));
});

test("each of many launch templates reads the ID whose image an instance takes", async () => {
  const names = Array.from("abcdefgh");
  const choice = names.map((name) => `aws_launch_template.${name}.image_id`).join(", ");
  const user = instance("i", `coalesce(${choice})`);
  expect(await fixed(`${names.map((name) => template(name, ID)).join("")}${user}`)).toBe(
    `${names.map((name) => template(name, READ)).join("")}${user}\n${DATA}`,
  );
});

test("a parameter of data type text is read, and its name no alias", async () => {
  const parameter =
    'resource "aws_ssm_parameter" "p" {\n  name = "/golden/web/stable"\n  type = "String"\n}\n';
  expect(await fixed(template("a", ID), { "p.tf": parameter })).toBe(`${template("a", READ)}\n${DATA}`);
});

test("a file that proves broken is left, the others are not", async () => {
  const broken = `${instance("b", ID)}locals {\n  a = 1 2\n}\n`;
  const { code, errors } = await fix({ "main.tf": template("a", ID), "other.tf": broken });
  expect(yard.text("main.tf")).toBe(template("a", '"resolve:ssm:/golden/web/stable"'));
  expect(yard.text("other.tf")).toBe(broken);
  expect({ code, errors }).toEqual({
    code: 2,
    errors: expect.stringContaining("other.tf:2 aws_instance.b stays: its file is broken\n"),
  });
});

const NODES = (id: string, more = ""): string =>
  `resource "aws_eks_node_group" "n" {\n${more}  launch_template {\n    id = ${id}\n  }\n}\n`;

test.each([
  ["a local", `${NODES("local.lt")}locals {\n  lt = aws_launch_template.a.id\n}\n`],
  [
    "locals of locals",
    `${NODES("local.x.lt")}locals {\n  x  = { lt = local.lt }\n  lt = aws_launch_template.a.id\n}\n`,
  ],
  [
    "a dynamic block",
    'resource "aws_eks_node_group" "n" {\n  dynamic "launch_template" {\n    for_each = [aws_launch_template.a]\n    content {\n      id = launch_template.value.id\n    }\n  }\n}\n',
  ],
  [
    "an iterator",
    'resource "aws_eks_node_group" "n" {\n  dynamic "launch_template" {\n    for_each = [aws_launch_template.a]\n    iterator = it\n    content {\n      id = it.value.id\n    }\n  }\n}\n',
  ],
  ["for_each", NODES("each.value.lt", "  for_each = { n = { lt = aws_launch_template.a.id } }\n")],
  [
    "for_each of a local",
    `${NODES("each.value.lt", "  for_each = local.groups\n")}locals {\n  groups = { n = { lt = aws_launch_template.a.id } }\n}\n`,
  ],
  [
    "a data source",
    `${NODES("data.aws_launch_template.a.id")}data "aws_launch_template" "a" {\n  name = aws_launch_template.a.name\n}\n`,
  ],
  ["an output", 'output "lt" {\n  value = aws_launch_template.a.id\n}\n'],
  [
    "an output of a local",
    'output "lt" {\n  value = local.lt\n}\nlocals {\n  lt = aws_launch_template.a\n}\n',
  ],
  ["a module", 'module "nodes" {\n  source = "./nodes"\n  groups = [{ lt = aws_launch_template.a.id }]\n}\n'],
  ["a resource of unknown use", 'resource "other_fleet" "a" {\n  template = aws_launch_template.a.id\n}\n'],
  ["a name of Terraform's alone", NODES('format("%s", var.name)')],
  [
    "a data source of unknown name",
    `${NODES("data.aws_launch_template.a.id")}data "aws_launch_template" "a" {\n  tags = { a = 1 }\n}\n`,
  ],
])("a launch template that gets to a node group by %s reads the ID", async (_, user) => {
  expect(await fixed(`${template("a", ID)}${user}`)).toBe(`${template("a", READ)}${user}\n${DATA}`);
});

test.each([
  ["its name", '"web"', '"web"', ""],
  ["a name of a local", "local.name", '"web"', 'locals {\n  name = "web"\n}\n'],
  ["a name of a variable", '"${var.name}-web"', '"${var.name}-web"', ""],
])("a launch template that is found by %s reads the ID", async (_, name, wanted, more) => {
  const named = (image: string) =>
    `resource "aws_launch_template" "a" {\n  name     = ${name}\n  image_id = ${image}\n}\n`;
  const user = `data "aws_launch_template" "a" {\n  name = ${wanted}\n}\n${NODES("data.aws_launch_template.a.id")}${more}`;
  expect(await fixed(`${named(ID)}${user}`)).toBe(`${named(READ)}${user}\n${DATA}`);
});

test.each([
  [
    "a group",
    'resource "aws_autoscaling_group" "g" {\n  launch_template {\n    id = local.lt\n  }\n}\nlocals {\n  lt = aws_launch_template.a.id\n}\n',
  ],
  [
    "an instance",
    'resource "aws_instance" "g" {\n  launch_template {\n    id = aws_launch_template.a.id\n  }\n}\n',
  ],
  ["an output of its version", 'output "version" {\n  value = aws_launch_template.a.latest_version\n}\n'],
  ["what waits for it", 'resource "other_a" "a" {\n  depends_on = [aws_launch_template.a]\n}\n'],
  ["nodes of another template", NODES("var.template")],
  [
    "nodes of another key",
    `${NODES("local.lts.b")}locals {\n  lts = { a = aws_launch_template.a.id, b = var.b }\n}\n`,
  ],
])("a launch template beside %s gets the alias", async (_, user) => {
  expect(await fixed(`${template("a", ID)}${user}`)).toBe(
    `${template("a", '"resolve:ssm:/golden/web/stable"')}${user}`,
  );
});

test("comments beside neighbouring lines stay in one column", async () => {
  const before = `resource "aws_launch_template" "a" {\n  name     = "a"                     # one\n  image_id = ${ID} # two\n}\n`;
  expect(await fixed(before)).toBe(
    `resource "aws_launch_template" "a" {\n  name     = "a"                              # one\n  image_id = "resolve:ssm:/golden/web/stable" # two\n}\n`,
  );
});

test("CRLF, a byte order mark, a missing line end and the mode stay", async () => {
  const text = `\ufeff${instance("a", ID).replaceAll("\n", "\r\n").trimEnd()}`;
  yard.write({ "main.tf": text });
  chmodSync(yard.path("main.tf"), 0o640);
  await fix({});
  expect(yard.text("main.tf")).toBe(`\ufeff${`${instance("a", READ)}\n${DATA}`.replaceAll("\n", "\r\n")}`);
  expect(statSync(yard.path("main.tf")).mode & 0o777).toBe(0o640);
});

test("a link stays a link", async () => {
  yard.write({ "target/a.tf": instance("a", ID) });
  symlinkSync("target/a.tf", yard.path("0.tf"));
  await fix({});
  expect(yard.text("target/a.tf")).toContain(READ);
  expect(yard.text("0.tf")).toBe(yard.text("target/a.tf"));
});

test.each([
  ["a variable", `variable "a" {\n  default = ${ID}\n}\n`],
  ["a map", `locals {\n  a = { b = ${ID} }\n}\n`],
  ["an expression", instance("a", `true ? ${ID} : var.b`)],
  ["an unknown AMI", instance("a", `"${ami("9")}"`)],
  ["a region of each instance", instance("a", ID, "  region = each.value\n")],
  ["an input of a module", `module "a" {\n  image_id = ${ID}\n}\n`],
  ["the source of a copy", `resource "aws_ami_copy" "a" {\n  source_ami_id = ${ID}\n}\n`],
  ["a broken file", `${instance("a", ID)}}\n`, 2],
])("%s stays a finding", async (_, text, code = 1) => {
  const ran = await fix({ "main.tf": text });
  expect(ran.code).toBe(code);
  expect(ran.output).toMatch(/^\S*main\.tf:\d+:\d+ hardcoded-ami-id /);
  expect(yard.text("main.tf")).toBe(text);
});

test.each(["main.tf.json", "terraform.tfvars", "terragrunt.hcl"])("%s is never written", async (name) => {
  const text = name.endsWith("json")
    ? `{"resource": {"aws_instance": {"a": {"ami": ${ID}}}}}`
    : `resource "aws_instance" "a" {\n  ami = ${ID}\n}\n`;
  expect(await fix({ [name]: text })).toMatchObject({ code: 1 });
  expect(yard.text(name)).toBe(text);
});

test("what is exempt, or off, is left", async () => {
  const text = instance("a", ID, "  # ami-guard:ignore hardcoded-ami-id pinned\n");
  expect(await fix({ "main.tf": text })).toMatchObject({ code: 0, output: "" });
  await fix({ "main.tf": instance("a", ID) }, "--rule", "hardcoded-ami-id=off");
  expect(yard.text("main.tf")).toBe(instance("a", ID));
});

test("the diff comes first, then what is left", async () => {
  const { code, output, errors } = await fix({
    "main.tf": `${instance("a", ID)}${instance("b", `"${ami("9")}"`)}`,
  });
  expect(code).toBe(1);
  expect(output.replaceAll(`${yard.folder}/`, "")).toBe(
    `--- main.tf
+++ main.tf
@@ -1,6 +1,10 @@
 resource "aws_instance" "a" {
-  ami = ${ID}
+  ami = ${READ}
 }
 resource "aws_instance" "b" {
   ami = "${ami("9")}"
 }
+
+data "aws_ssm_parameter" "golden_web_stable" {
+  name = "/golden/web/stable"
+}
main.tf:5:10 hardcoded-ami-id ${output.split("hardcoded-ami-id ")[1]}`,
  );
  expect(errors).toBe("1 finding in 1 of 1 file\n");
});

test("--dry-run prints the diff, all findings, and writes nothing", async () => {
  const { code, output } = await fix({ "main.tf": instance("a", ID) }, "--dry-run");
  expect(code).toBe(1);
  expect(output).toContain(`+  ami = ${READ}`);
  expect(output).toContain("main.tf:2:10 hardcoded-ami-id ");
  expect(yard.text("main.tf")).toBe(instance("a", ID));
});

test("with --json standard output is the array, and the diff goes to standard error", async () => {
  const { code, output, errors } = await fix({ "main.tf": instance("a", ID) }, "--json");
  expect({ code, output }).toEqual({ code: 0, output: "[]\n" });
  expect(errors).toContain(`+  ami = ${READ}`);
});
