import { AMI_ATTRIBUTES } from "../../../modules/ami-guard/ami-attributes";
import { TerraformStack } from "cdktf";
import { AMI_ID } from "../values";
import { found, resource } from "./guarded";

const PLACES = Object.entries(AMI_ATTRIBUTES).flatMap(([type, paths]) =>
  paths.map((path): [string, string] => [type, path]),
);

/** `{ a: [{ b: value }] }` for `a.b`, and the same in a `dynamic` block. */
function nested(path: string, value: unknown): Record<string, unknown> {
  const [name = "", ...rest] = path.split(".");
  return { [name]: rest.length === 0 ? value : [nested(rest.join("."), value)] };
}

function one(type: string, given: Record<string, unknown>): (stack: TerraformStack) => void {
  return (stack) => resource(stack, type, "One", given);
}

test("the table has every resource that takes an AMI ID, and none that takes another image", () => {
  expect(AMI_ATTRIBUTES).toMatchObject({
    aws_ami_copy: ["source_ami_id"],
    aws_ami_launch_permission: ["image_id"],
    aws_batch_compute_environment: [
      "compute_resources.image_id",
      "compute_resources.ec2_configuration.image_id_override",
    ],
    aws_cloud9_environment_ec2: ["image_id"],
    aws_emr_cluster: ["custom_ami_id"],
    aws_imagebuilder_container_recipe: ["instance_configuration.image"],
    aws_imagebuilder_image_recipe: ["parent_image"],
    aws_instance: ["ami"],
    aws_launch_configuration: ["image_id"],
    aws_launch_template: ["image_id"],
    aws_spot_fleet_request: ["launch_specification.ami"],
    aws_spot_instance_request: ["ami"],
  });
  for (const other of [
    "aws_codebuild_project",
    "aws_lambda_function",
    "aws_workspaces_workspace",
    "aws_ec2_fleet",
  ]) {
    expect(AMI_ATTRIBUTES).not.toHaveProperty(other);
  }
});

test.each(PLACES)("finds an AMI ID in %s.%s", (type, path) => {
  const indexed = path.split(".").join("[0].");
  expect(found(one(type, nested(path, AMI_ID)))).toEqual([
    `hardcoded-ami-id ${type}.One ${indexed} ${AMI_ID}`,
  ]);
  expect(found(one(type, nested(path, "${data.aws_ssm_parameter.Web.value}")))).toEqual([]);
});

test.each(PLACES.filter(([, path]) => path.includes(".")))(
  "finds one in a dynamic block of %s.%s",
  (type, path) => {
    const [block = "", ...rest] = path.split(".");
    const content = nested(rest.join("."), AMI_ID);
    const given = { dynamic: { [block]: { for_each: "${var.all}", content } } };
    const within = rest.join("[0].");
    expect(found(one(type, given))).toEqual([
      `hardcoded-ami-id ${type}.One dynamic.${block}.content.${within} ${AMI_ID}`,
    ]);
  },
);

test("finds one in an expression in place of a block", () => {
  const given = { launch_specification: `\${[{ ami = "${AMI_ID}", instance_type = var.type }]}` };
  expect(found(one("aws_spot_fleet_request", given))).toEqual([
    `hardcoded-ami-id aws_spot_fleet_request.One launch_specification ${AMI_ID}`,
  ]);
});
