import { ami, yards } from "./runs";

const yard = yards();
const ID = ami("1");

/** The values that the guard finds in a file, in their order. */
async function values(text: string, name = "main.tf"): Promise<string[]> {
  yard.write({ [name]: text });
  return (await yard.find()).filter(({ rule }) => rule === "hardcoded-ami-id").map(({ value }) => value);
}

describe("an AMI ID that decides what boots is found", () => {
  test.each([
    ["an instance", `resource "aws_instance" "a" {\n  ami = "${ID}"\n}\n`],
    ["an ID of eight digits", `resource "aws_instance" "a" {\n  ami = "ami-0a1b2c3d"\n}\n`, "ami-0a1b2c3d"],
    ["a launch template", `resource "aws_launch_template" "a" {\n  image_id = "${ID}"\n}\n`],
    [
      "a nested block",
      `resource "aws_spot_fleet_request" "a" {\n  launch_specification {\n    ami = "${ID}"\n  }\n}\n`,
    ],
    [
      "a dynamic block",
      `resource "aws_spot_fleet_request" "a" {\n  dynamic "launch_specification" {\n    for_each = [1]\n    content {\n      ami = "${ID}"\n    }\n  }\n}\n`,
    ],
    [
      "a batch environment",
      `resource "aws_batch_compute_environment" "a" {\n  compute_resources {\n    ec2_configuration {\n      image_id_override = "${ID}"\n    }\n  }\n}\n`,
    ],
    [
      "a filter",
      `data "aws_ami" "a" {\n  owners = ["self"]\n  filter {\n    name = "image-id"\n    values = ["${ID}"]\n  }\n}\n`,
    ],
    ["the default of a variable", `variable "a" {\n  default = "${ID}"\n}\n`],
    ["a map of regions", `variable "a" {\n  default = {\n    eu-west-1 = "${ID}"\n  }\n}\n`],
    ["a map in a list of maps", `locals {\n  a = [{ region = "eu-west-1", image = "${ID}" }]\n}\n`],
    ["a local", `locals {\n  a = "${ID}"\n}\n`],
    ["a list with commas", `locals {\n  a = "eu-west-1:${ID},us-east-1"\n}\n`],
    ["the default of lookup", `locals {\n  a = lookup(var.images, var.region, "${ID}")\n}\n`],
    ["a branch of a conditional", `locals {\n  a = var.old ? "${ID}" : var.image\n}\n`],
    ["a conditional in a template", `locals {\n  a = "\${var.old ? "${ID}" : var.image}"\n}\n`],
    ["a directive in a template", `locals {\n  a = "%{if var.old}${ID}%{else}\${var.image}%{endif}"\n}\n`],
    [
      "a function in a function",
      `locals {\n  a = coalesce(try(var.image, null), format("%s", "${ID}"))\n}\n`,
    ],
    ["a for expression", `locals {\n  a = { for region in var.regions : region => "${ID}" }\n}\n`],
    ["for_each", `resource "aws_instance" "a" {\n  for_each = toset(["${ID}"])\n  ami = each.key\n}\n`],
    [
      "a key of for_each",
      `resource "aws_instance" "a" {\n  for_each = { "${ID}" = 1 }\n  ami = each.key\n}\n`,
    ],
    ["an input of a module", `module "a" {\n  source = "./a"\n  image  = "${ID}"\n}\n`],
    [
      "a deep input of a module",
      `module "a" {\n  source = "./a"\n  groups = { web = { ami_id = "${ID}" } }\n}\n`,
    ],
    ["an output", `output "image" {\n  value = "${ID}"\n}\n`],
    ["a heredoc", `resource "aws_instance" "a" {\n  ami = trimspace(<<-EOT\n    ${ID}\n  EOT\n  )\n}\n`],
    ["JSON in a heredoc", `locals {\n  a = jsondecode(<<EOT\n{"eu-west-1": "${ID}"}\nEOT\n  )\n}\n`],
    ["keepers", `resource "random_id" "a" {\n  keepers = {\n    image = "${ID}"\n  }\n}\n`],
    ["a resource of another provider", `resource "spotinst_ocean_aws" "a" {\n  image_id = "${ID}"\n}\n`],
    [
      "a variable of a function",
      `resource "aws_lambda_function" "a" {\n  environment {\n    variables = { IMAGE = "${ID}" }\n  }\n}\n`,
    ],
    [
      "a launch in a script",
      `resource "aws_instance" "a" {\n  user_data = <<EOT\naws ec2 run-instances --image-id ${ID}\nEOT\n}\n`,
    ],
    [
      "Karpenter's terms",
      `resource "kubectl_manifest" "a" {\n  yaml_body = <<-EOT\n    spec:\n      amiSelectorTerms:\n        - id: ${ID}\n  EOT\n}\n`,
    ],
    [
      "the default of a parameter of a template",
      `resource "aws_cloudformation_stack" "a" {\n  template_body = <<EOT\nParameters:\n  Image: { Type: String, Default: ${ID} }\nEOT\n}\n`,
    ],
    [
      "a mapping of a template",
      `resource "aws_cloudformation_stack" "a" {\n  template_body = <<EOT\n{"Mappings": {"Amis": {"eu-west-1": {"HVM64": "${ID}"}}}}\nEOT\n}\n`,
    ],
    [
      "a mapping of an encoded template",
      `resource "aws_cloudformation_stack" "a" {\n  template_body = jsonencode({ Mappings = { Amis = { eu-west-1 = { HVM64 = "${ID}" } } } })\n}\n`,
    ],
    [
      "a document of SSM",
      `resource "aws_ssm_document" "a" {\n  content = <<EOT\nmainSteps:\n  - inputs: { ImageId: ${ID} }\nEOT\n}\n`,
    ],
    ["a variable that is called ami_name", `variable "ami_name" {\n  default = "${ID}"\n}\n`],
    [
      "an input of a module that is called docs",
      `module "docs" {\n  source = "./a"\n  ami    = "${ID}"\n}\n`,
    ],
    ["a map of images", `variable "service_amis" {\n  default = { docs = "${ID}" }\n}\n`],
    ["an image in a map by services", `locals {\n  services = { docs = { ami = "${ID}" } }\n}\n`],
    [
      "a for_each by services",
      `resource "aws_instance" "a" {\n  for_each = { docs = "${ID}" }\n  ami      = each.value\n}\n`,
    ],
    ["the source of a copy", `resource "aws_ami_copy" "a" {\n  source_ami_id = "${ID}"\n}\n`],
  ])("%s", async (_, text, wanted = ID) => {
    expect(await values(text)).toEqual([wanted]);
  });

  test.each([
    ["main.tofu", `locals {\n  a = "${ID}"\n}\n`],
    ["terraform.tfvars", `image = "${ID}"\n`],
    ["prod.auto.tfvars", `images = {\n  eu-west-1 = "${ID}"\n}\n`],
    ["terraform.tfvars.json", `{"image": "${ID}"}`],
    ["prod.auto.tfvars.json", `{"images": [{"eu-west-1": "${ID}"}]}`],
    ["main.tf.json", `{"resource": {"aws_instance": {"a": {"ami": "${ID}"}}}}`],
    ["cdk.tf.json", `{"resource": {"aws_launch_template": {"a": [{"image_id": "${ID}"}]}}}`],
    ["main.tofu.json", `{"locals": {"a": "\${var.old ? \\"${ID}\\" : var.image}"}}`],
    ["terragrunt.hcl", `inputs = {\n  image = "${ID}"\n}\n`],
    ["env.hcl", `locals {\n  image = "${ID}"\n}\n`],
    [
      "terragrunt.hcl",
      `generate "a" {\n  contents = <<EOT\nresource "aws_instance" "a" {\n  ami = "${ID}"\n}\nEOT\n}\n`,
    ],
    [
      "terragrunt.hcl",
      `terraform {\n  extra_arguments "a" {\n    env_vars = { TF_VAR_image = "${ID}" }\n  }\n}\n`,
    ],
    ["terraform.tfvars", `service_amis = {\n  notes = "${ID}"\n}\n`],
    [
      "terragrunt.stack.hcl",
      `unit "docs" {\n  values = {\n    ami = "${ID}"\n    region = "eu-west-1"\n  }\n}\n`,
    ],
    ["terragrunt.stack.hcl", `unit "docs" {\n  values = { boots = "${ID}" }\n}\n`],
    [
      "terragrunt.hcl",
      `terraform {\n  extra_arguments "docs" {\n    env_vars = { TF_VAR_x = "${ID}" }\n  }\n}\n`,
    ],
    ...[
      `resource "aws_instance" "a" {\n  ami = var.arm ? "${ID}" : var.image\n}`,
      `locals {\n  amis = { us-east-1 = "${ID}" }\n}`,
    ].map((code) => ["terragrunt.hcl", `generate "a" {\n  contents = <<EOT\n${code}\nEOT\n}\n`] as const),
    ...[`"-var", "image=${ID}"`, `"-var=image=${ID}"`].map(
      (words) =>
        [
          "terragrunt.hcl",
          `terraform {\n  extra_arguments "a" {\n    arguments = [${words}]\n  }\n}\n`,
        ] as const,
    ),
    ["terragrunt.hcl.json", `{"inputs": {"image": "${ID}"}}`],
  ])("in %s: %s", async (name, text) => {
    expect(await values(text, name)).toEqual([ID]);
  });
});

describe("an AMI ID that boots nothing is passed over", () => {
  test.each([
    ["comments", `# ${ID}\n// "${ID}"\n/* ami = "${ID}" */\nlocals {\n  a = 1 # "${ID}"\n}\n`],
    [
      "a description",
      `variable "image" {\n  description = "${ID}"\n}\noutput "a" {\n  value       = 1\n  description = "${ID}"\n}\n`,
    ],
    [
      "a validation",
      `variable "image" {\n  validation {\n    condition     = var.image != "${ID}"\n    error_message = "${ID}"\n  }\n}\n`,
    ],
    [
      "a precondition",
      `resource "aws_instance" "a" {\n  lifecycle {\n    precondition {\n      condition     = contains(["${ID}"], var.image)\n      error_message = "${ID}"\n    }\n  }\n}\n`,
    ],
    [
      "a key pair",
      `resource "aws_instance" "a" {\n  key_name = "${ID}"\n}\nresource "aws_key_pair" "a" {\n  key_name = "${ID}"\n}\n`,
    ],
    [
      "tags",
      `resource "aws_instance" "a" {\n  tags = { Name = "${ID}" }\n}\nlocals {\n  tags = { image_id = "${ID}" }\n}\n`,
    ],
    ["tags of a provider", `provider "aws" {\n  default_tags {\n    tags = { image = "${ID}" }\n  }\n}\n`],
    [
      "what describes an image",
      `locals {\n  amis = [{ id = 1, description = "${ID}", tags = { from = "${ID}" } }]\n  docs = "${ID}"\n}\n`,
    ],
    ["a documentation heredoc", `locals {\n  usage = <<-EOT\n    Start it from ${ID}.\n  EOT\n}\n`],
    ["a sentence", `locals {\n  history = "${ID} was the first"\n}\n`],
    [
      "a comment in a script",
      `resource "aws_instance" "a" {\n  user_data = <<EOT\n# made from ${ID}\nEOT\n}\n`,
    ],
    ["what is compared", `locals {\n  a = var.image == "${ID}" ? 1 : 2\n}\n`],
    ["a test", `locals {\n  a = contains(var.images, "${ID}") || can(regex("${ID}", var.image))\n}\n`],
    ["the key of a map", `locals {\n  a = { "${ID}" = "web" }\n}\n`],
    [
      "an index, and the key of lookup",
      `locals {\n  a = var.names["${ID}"]\n  b = lookup(var.names, "${ID}", "web")\n}\n`,
    ],
    ["an import", `import {\n  to = aws_ami_copy.a\n  id = "${ID}"\n}\n`],
    [
      "a part of a longer word",
      `locals {\n  a = "my-${ID}"\n  b = "${ID}0"\n  c = "ami-0a1b2c3d4e5f6071"\n}\n`,
    ],
    [
      "a parameter that names it",
      `resource "aws_ssm_parameter" "a" {\n  type      = "String"\n  data_type = "aws:ec2:image"\n  value     = "${ID}"\n}\n`,
    ],
    ["a tag of an AMI", `resource "aws_ec2_tag" "a" {\n  resource_id = "${ID}"\n}\n`],
    ["the source of a module", `module "a" {\n  source = "./${ID}"\n}\n`],
  ])("%s", async (_, text) => {
    yard.write({ "main.tf": text });
    expect(await yard.run()).toEqual({ code: 0, output: "", errors: "0 findings in 1 file\n" });
  });

  test.each([
    ["main.tf.json", `{"//": "${ID}", "variable": {"a": {"description": "${ID}"}}}`],
    [
      "cdk.tf.json",
      `{"//": {"metadata": {"ami": "${ID}"}}, "resource": {"aws_instance": {"a": {"//": {"ami": "${ID}"}, "tags": {"a": "${ID}"}}}}}`,
    ],
    ["terraform.tfvars", `description = "${ID}"\nkey_name = "${ID}"\n`],
    [
      "terragrunt.hcl",
      `generate "a" {\n  contents = <<EOT\n# ami = "${ID}"\nvariable "image" {\n  description = "${ID}"\n}\nEOT\n}\n`,
    ],
    [
      "terragrunt.hcl",
      `terraform {\n  extra_arguments "a" {\n    arguments = ["-var", "description=${ID}", "${ID}"]\n  }\n}\n`,
    ],
    [
      "main.tf",
      `resource "aws_cloudformation_stack" "a" {\n  template_body = <<EOT\n# from ${ID}\n# Default: ${ID}\nDescription: ${ID}\nTags: [{ Key: from, Value: ${ID} }]\nEOT\n}\n`,
    ],
    [
      "main.tf",
      `resource "kubectl_manifest" "a" {\n  yaml_body = <<EOT\nmetadata:\n  name: ${ID}\n  labels: { image-id: ${ID}, ami: ${ID} }\nEOT\n}\n`,
    ],
    ["terragrunt.hcl", `dependency "a" {\n  mock_outputs = { ami = "${ID}" }\n}\n`],
  ])("in %s: %s", async (name, text) => {
    expect(await values(text, name)).toEqual([]);
  });

  test("where images are published, with --allow-publisher", async () => {
    yard.write({
      "main.tf": `resource "aws_ami_copy" "a" {\n  source_ami_id = "${ID}"\n}\nresource "aws_ami_launch_permission" "a" {\n  image_id = "${ID}"\n}\noutput "ami_ids" {\n  value = ["${ID}"]\n}\nresource "aws_instance" "a" {\n  ami = "${ID}"\n}\n`,
    });
    expect(await yard.places()).toHaveLength(4);
    expect(await yard.places("--allow-publisher")).toEqual(["main.tf:11:10 hardcoded-ami-id"]);
  });
});

test("each of several IDs has its own place", async () => {
  const hcl = `locals {\r\n  é = "😀" == "" ? "${ami("2")}" : "${ami("3")}" # "${ami("4")}"\r\n\ta = [\r\n\t\t"${ami("5")}",\r\n\t]\r\n}\r\n`;
  const json = `{\n  "locals": {"a": "\\u00e9\\n,${ami("6")}", "b": "\${true ? \\"\\" : \\"${ami("7")}\\"}",\n "c": ",${ami("8")}"}\n}`;
  yard.write({ "main.tf": hcl, "b.tf.json": json });
  const found = await yard.find();
  const asFound = ({ file, line, column, value }: (typeof found)[number]) => {
    const lines = (file === "main.tf" ? hcl : json).split("\n");
    return [value, lines[line - 1]?.indexOf(value)].join() === [value, column - 1].join();
  };
  expect(found.filter(({ value }) => value === ami("6"))).toEqual([]);
  expect(found.map(({ value }) => value)).toEqual(["7", "8", "2", "3", "5"].map(ami));
  expect(found.filter((finding) => !asFound(finding))).toEqual([]);
});
