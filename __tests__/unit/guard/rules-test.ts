import { ami, yards } from "./runs";

const yard = yards();
const TEMPLATE = `resource "aws_launch_template" "web" {
  image_id = "resolve:ssm:/golden/web/stable"
}
`;
const USE = "launch_template {\n    id = aws_launch_template.web.id\n  }";

/** `FILE:LINE:COLUMN RULE` of a module. */
async function places(files: Readonly<Record<string, string>>): Promise<string[]> {
  yard.write(files);
  return yard.places();
}

describe("an alias", () => {
  test("in a launch template, and in what may use it, is right", async () => {
    expect(
      await places({
        "main.tf": `${TEMPLATE}resource "aws_autoscaling_group" "a" {\n  ${USE}\n}\nresource "aws_ec2_fleet" "a" {\n  type = "instant"\n  launch_template_config {\n    launch_template_specification {\n      launch_template_id = aws_launch_template.web.id\n    }\n  }\n}\nresource "aws_instance" "a" {\n  ${USE}\n}\n`,
      }),
    ).toEqual([]);
  });

  test.each([
    ["aws_instance", "ami", "alias-on-instance"],
    ["aws_spot_instance_request", "ami", "alias-on-instance"],
    ["aws_launch_configuration", "image_id", "alias-in-launch-configuration"],
    ["aws_emr_cluster", "custom_ami_id", "alias-in-emr"],
    ["aws_ami_copy", "source_ami_id", "alias-not-supported"],
  ])("on %s", async (type, argument, rule) => {
    expect(
      await places({
        "main.tf": `resource "${type}" "a" {\n  ${argument} = "resolve:ssm:/golden/web/stable"\n}\n`,
      }),
    ).toEqual([`main.tf:2:${argument.length + 7} ${rule}`]);
  });

  test("on an instance that keeps its image is right, unless that has a root volume of its own", async () => {
    const alias = '  ami = "resolve:ssm:/a"\n';
    const keeps = "  lifecycle {\n    ignore_changes = [\n      tags,\n      ami,\n    ]\n  }\n";
    const all = "  lifecycle {\n    ignore_changes = all\n  }\n";
    const tags = "  lifecycle {\n    ignore_changes = [tags]\n  }\n";
    const volume = "  root_block_device {\n    encrypted = true\n  }\n";
    const bodies = [keeps, all, tags, `${keeps}${volume}`].map((body) => `${alias}${body}`);
    expect(
      await places(
        Object.fromEntries(
          bodies.map((body, index) => [`${index}.tf`, `resource "aws_instance" "a${index}" {\n${body}}\n`]),
        ),
      ),
    ).toEqual(["2.tf:2:10 alias-on-instance", "3.tf:2:10 alias-on-instance"]);
  });

  test.each([
    ["a local", { "b.tf": 'locals {\n  image = "resolve:ssm:/a"\n}\n' }, "local.image"],
    [
      "the value of a key",
      { "b.tf": 'locals {\n  images = { a = "resolve:ssm:/a", b = 1 }\n}\n' },
      "local.images.a",
    ],
    ["a variable", { "b.tf": 'variable "image" {\n  default = "resolve:ssm:/a"\n}\n' }, "var.image"],
    [
      "a variable with a value",
      { "b.tf": 'variable "image" {\n}\n', "terraform.tfvars": 'image = "resolve:ssm:/a"\n' },
      "var.image",
    ],
    ["a local in JSON", { "b.tf.json": '{"locals": {"image": "resolve:ssm:/a"}}' }, "local.image"],
    [
      "a local of a variable",
      { "b.tf": 'locals {\n  image = var.x\n}\nvariable "x" {\n  default = "resolve:ssm:/a"\n}\n' },
      "local.image",
    ],
  ])("by %s of the module", async (_, files, reference) => {
    expect(
      await places({ "main.tf": `resource "aws_instance" "a" {\n  ami = ${reference}\n}\n`, ...files }),
    ).toEqual(["main.tf:2:9 alias-on-instance"]);
  });

  test("by another key of a map, or a local of another directory, is none", async () => {
    expect(
      await places({
        "main.tf":
          'resource "aws_instance" "a" {\n  ami = local.images.b\n}\nresource "aws_instance" "b" {\n  ami = local.image\n}\n',
        "b.tf": 'locals {\n  images = { a = "resolve:ssm:/a", b = var.b }\n}\n',
        "other/b.tf": 'locals {\n  image = "resolve:ssm:/a"\n}\n',
      }),
    ).toEqual([]);
  });

  test.each([
    ["a node group", `resource "aws_eks_node_group" "a" {\n  ${USE}\n}\n`, "3:10 alias-in-eks-node-group"],
    [
      "a group with a warm pool",
      `resource "aws_autoscaling_group" "a" {\n  ${USE}\n  warm_pool {\n  }\n}\n`,
      "3:10 alias-with-warm-pool-or-skip-matching",
    ],
    [
      "a group with skip matching",
      `resource "aws_autoscaling_group" "a" {\n  ${USE}\n  instance_refresh {\n    preferences {\n      skip_matching = true\n    }\n  }\n}\n`,
      "3:10 alias-with-warm-pool-or-skip-matching",
    ],
    [
      "a group by attributes",
      `resource "aws_autoscaling_group" "a" {\n  mixed_instances_policy {\n    launch_template {\n      launch_template_specification {\n        launch_template_id = aws_launch_template.web.id\n      }\n      override {\n        instance_requirements {\n        }\n      }\n    }\n  }\n}\n`,
      "5:30 alias-with-attribute-based-instances",
    ],
    [
      "a spot fleet",
      `resource "aws_spot_fleet_request" "a" {\n  launch_template_config {\n    launch_template_specification {\n      id = aws_launch_template.web.id\n    }\n  }\n}\n`,
      "4:12 alias-in-spot-fleet",
    ],
    [
      "a fleet that maintains itself",
      `resource "aws_ec2_fleet" "a" {\n  launch_template_config {\n    launch_template_specification {\n      launch_template_id = aws_launch_template.web.id\n    }\n  }\n}\n`,
      "4:28 alias-in-ec2-fleet",
    ],
  ])("in a launch template of %s in another file", async (_, text, place) => {
    expect(await places({ "template.tf": TEMPLATE, "use.tf": text })).toEqual([`use.tf:${place}`]);
  });

  test.each([
    ["a local", "local.lt", "  lt = aws_launch_template.web.id\n", "3:10"],
    ["for_each", "each.value", "  for_each = { n = aws_launch_template.web.id }\n", "4:10"],
  ])("by %s in a node group", async (_, id, more, place) => {
    const [local, loop] = id === "local.lt" ? [more, ""] : ["", more];
    expect(
      await places({
        "template.tf": `${TEMPLATE}locals {\n${local}}\n`,
        "use.tf": `resource "aws_eks_node_group" "a" {\n${loop}  launch_template {\n    id = ${id}\n  }\n}\n`,
      }),
    ).toEqual([`use.tf:${place} alias-in-eks-node-group`]);
  });

  test("is told with the launch template that has it", async () => {
    yard.write({
      "a.tf": TEMPLATE,
      "b.tf.json":
        '{"resource": {"aws_eks_node_group": {"n": {"launch_template": {"id": "${aws_launch_template.web.id}"}}}}}',
    });
    expect(await yard.find()).toEqual([
      {
        file: "b.tf.json",
        line: 1,
        column: 70,
        rule: "alias-in-eks-node-group",
        value: "resolve:ssm:/golden/web/stable",
        message:
          'aws_eks_node_group.n.launch_template.id is "resolve:ssm:/golden/web/stable" by aws_launch_template.web: a managed node group of EKS takes no launch template with `resolve:ssm:`',
        fix: expect.stringMatching(/^read the ID from an SSM parameter/),
      },
    ]);
  });
});

test.each([
  ["a literal", `"${ami("1")}"`, "3:12"],
  ["the ID of a copy", "aws_ami_copy.web.id", "3:11"],
])("a parameter of data type text with %s", async (_, value, place) => {
  const rest = `  type = "String"\n  value = ${value}\n`;
  expect(
    await places({
      "main.tf": `resource "aws_ssm_parameter" "a" {\n${rest}}\nresource "aws_ssm_parameter" "b" {\n${rest}  data_type = "aws:ec2:image"\n}\n`,
    }),
  ).toEqual([`main.tf:${place} parameter-not-ec2-image`]);
});

test("a lookup without owners is told at its block, or at its empty owners", async () => {
  yard.write({
    "main.tf":
      'data "aws_ami" "a" {\n  most_recent = true\n}\n\ndata "aws_ami" "b" {\n  owners = ["self"]\n}\n\ndata "aws_ami" "c" {\n  owners = []\n}\n',
    "x.tf.json": '{"data": {"aws_ami": {"d": {}}}}',
  });
  expect(await yard.find()).toMatchObject([
    { file: "main.tf", line: 1, column: 1, rule: "lookup-without-owners", value: "data.aws_ami.a" },
    { file: "main.tf", line: 10, column: 12, rule: "lookup-without-owners", value: "data.aws_ami.c" },
    { file: "x.tf.json", line: 1, column: 28, rule: "lookup-without-owners", value: "data.aws_ami.d" },
  ]);
});

describe("a comment lets a finding pass", () => {
  const ID = ami("1");
  test.each([
    ["on the line", `locals {\n  a = "${ID}" # ami-guard:ignore hardcoded-ami-id it moves next week\n}\n`],
    [
      "on the line above",
      `locals {\n  // ami-guard:ignore hardcoded-ami-id it moves next week\n  a = "${ID}"\n}\n`,
    ],
    ["in a block comment", `locals {\n  a = "${ID}" /* ami-guard:ignore hardcoded-ami-id moves */\n}\n`],
    [
      "above another comment",
      `locals {\n  # ami-guard:ignore hardcoded-ami-id moves\n  # The old one.\n  a = "${ID}"\n}\n`,
    ],
    [
      "above a heredoc",
      `locals {\n  # ami-guard:ignore hardcoded-ami-id moves\n  a = <<EOT\n${ID}\nEOT\n}\n`,
    ],
    [
      "for two rules",
      `# ami-guard:ignore lookup-without-owners,hardcoded-ami-id ours\ndata "aws_ami" "a" {\n}\n`,
    ],
  ])("%s", async (_, text) => {
    expect(await places({ "main.tf": text })).toEqual([]);
  });

  test("in JSON", async () => {
    expect(
      await places({
        "a.tf.json": `{"locals": {\n  "//": "ami-guard:ignore hardcoded-ami-id moves",\n  "a": "${ID}",\n  "b": "${ID}"\n}}`,
      }),
    ).toEqual(["a.tf.json:4:9 hardcoded-ami-id"]);
  });

  test.each([
    [
      "of another rule",
      `locals {\n  a = "${ID}" # ami-guard:ignore lookup-without-owners moves\n}\n`,
      ["2:8 hardcoded-ami-id"],
    ],
    [
      "beside the line above",
      `locals {\n  b = 1 # ami-guard:ignore hardcoded-ami-id moves\n  a = "${ID}"\n}\n`,
      ["3:8 hardcoded-ami-id"],
    ],
    [
      "in a text",
      `locals {\n  a = ["${ID}", "# ami-guard:ignore hardcoded-ami-id moves"]\n}\n`,
      ["2:9 hardcoded-ami-id"],
    ],
    [
      "without a reason",
      `locals {\n  a = "${ID}" # ami-guard:ignore hardcoded-ami-id\n}\n`,
      ["2:8 hardcoded-ami-id", "2:33 ignore-without-reason"],
    ],
    ["without a rule", "# ami-guard:ignore\n", ["1:3 ignore-without-reason"]],
    ["of no rule that there is", "# ami-guard:ignore hard-coded because\n", ["1:3 ignore-without-reason"]],
  ])("but not one %s", async (_, text, wanted) => {
    expect(await places({ "main.tf": text })).toEqual(wanted.map((place) => `main.tf:${place}`));
  });
});
