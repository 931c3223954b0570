import { AmiCopy } from "@cdktf/provider-aws/lib/ami-copy";
import { AmiLaunchPermission } from "@cdktf/provider-aws/lib/ami-launch-permission";
import { BatchComputeEnvironment } from "@cdktf/provider-aws/lib/batch-compute-environment";
import { Cloud9EnvironmentEc2 } from "@cdktf/provider-aws/lib/cloud9-environment-ec2";
import { DataAwsAmi } from "@cdktf/provider-aws/lib/data-aws-ami";
import { DataAwsAmiIds } from "@cdktf/provider-aws/lib/data-aws-ami-ids";
import { DataAwsInstances } from "@cdktf/provider-aws/lib/data-aws-instances";
import { EmrCluster } from "@cdktf/provider-aws/lib/emr-cluster";
import { ImagebuilderContainerRecipe } from "@cdktf/provider-aws/lib/imagebuilder-container-recipe";
import { ImagebuilderImageRecipe } from "@cdktf/provider-aws/lib/imagebuilder-image-recipe";
import { Instance, InstanceConfig } from "@cdktf/provider-aws/lib/instance";
import { LaunchConfiguration } from "@cdktf/provider-aws/lib/launch-configuration";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SpotFleetRequest } from "@cdktf/provider-aws/lib/spot-fleet-request";
import { SpotInstanceRequest } from "@cdktf/provider-aws/lib/spot-instance-request";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformStack } from "cdktf";
import { AMI_ID, REGION } from "../values";
import { found, resource } from "./guarded";

const ALIAS = "resolve:ssm:/golden/web/stable";

type Build = (stack: TerraformStack, image: string) => void;

/** Each resource with an image, and the rule that an alias breaks there. */
const RESOURCES: readonly (readonly [address: string, aliasRule: string | undefined, build: Build])[] = [
  ["aws_instance.One ami", "alias-on-instance", (stack, ami) => new Instance(stack, "One", { ami })],
  [
    "aws_spot_instance_request.One ami",
    "alias-on-instance",
    (stack, ami) => new SpotInstanceRequest(stack, "One", { ami }),
  ],
  [
    "aws_launch_template.One image_id",
    undefined,
    (stack, imageId) => new LaunchTemplate(stack, "One", { imageId }),
  ],
  [
    "aws_launch_configuration.One image_id",
    "alias-in-launch-configuration",
    (stack, imageId) => new LaunchConfiguration(stack, "One", { imageId, instanceType: "t3.micro" }),
  ],
  [
    "aws_spot_fleet_request.One launch_specification[0].ami",
    "alias-in-spot-fleet",
    (stack, ami) =>
      new SpotFleetRequest(stack, "One", {
        iamFleetRole: "arn:aws:iam::111111111111:role/fleet",
        targetCapacity: 1,
        launchSpecification: [{ ami, instanceType: "t3.micro" }],
      }),
  ],
  [
    "aws_emr_cluster.One custom_ami_id",
    "alias-in-emr",
    (stack, customAmiId) =>
      new EmrCluster(stack, "One", {
        name: "one",
        releaseLabel: "emr-7.0.0",
        serviceRole: "emr",
        customAmiId,
      }),
  ],
  [
    "aws_batch_compute_environment.One compute_resources.image_id",
    "alias-in-batch",
    (stack, imageId) => batch(stack, { imageId }),
  ],
  [
    "aws_batch_compute_environment.One compute_resources.ec2_configuration[0].image_id_override",
    "alias-in-batch",
    (stack, imageIdOverride) => batch(stack, { ec2Configuration: [{ imageIdOverride }] }),
  ],
  [
    "aws_cloud9_environment_ec2.One image_id",
    undefined,
    (stack, imageId) =>
      new Cloud9EnvironmentEc2(stack, "One", { name: "one", instanceType: "t3.micro", imageId }),
  ],
  [
    "aws_imagebuilder_image_recipe.One parent_image",
    "alias-not-supported",
    (stack, parentImage) =>
      new ImagebuilderImageRecipe(stack, "One", {
        name: "one",
        version: "1.0.0",
        component: [],
        parentImage,
      }),
  ],
  [
    "aws_imagebuilder_container_recipe.One instance_configuration.image",
    "alias-not-supported",
    (stack, image) =>
      new ImagebuilderContainerRecipe(stack, "One", {
        name: "one",
        version: "1.0.0",
        component: [],
        containerType: "DOCKER",
        parentImage: "amazonlinux:latest",
        targetRepository: { repositoryName: "one", service: "ECR" },
        instanceConfiguration: { image },
      }),
  ],
  [
    "aws_ami_copy.One source_ami_id",
    "alias-not-supported",
    (stack, sourceAmiId) => new AmiCopy(stack, "One", { name: "one", sourceAmiRegion: REGION, sourceAmiId }),
  ],
  [
    "aws_ami_launch_permission.One image_id",
    "alias-not-supported",
    (stack, imageId) => new AmiLaunchPermission(stack, "One", { group: "all", imageId }),
  ],
  [
    "data.aws_ami.One filter[0].values[0]",
    "alias-not-supported",
    (stack, id) =>
      new DataAwsAmi(stack, "One", { owners: ["self"], filter: [{ name: "image-id", values: [id] }] }),
  ],
  [
    "data.aws_instances.One filter[0].values[0]",
    "alias-not-supported",
    (stack, id) => new DataAwsInstances(stack, "One", { filter: [{ name: "image-id", values: [id] }] }),
  ],
];

function batch(
  stack: TerraformStack,
  image: { imageId?: string; ec2Configuration?: { imageIdOverride: string }[] },
): void {
  new BatchComputeEnvironment(stack, "One", {
    type: "MANAGED",
    computeResources: { type: "EC2", maxVcpus: 1, subnets: ["subnet-1"], ...image },
  });
}

describe.each(RESOURCES)("%s", (place, aliasRule, build) => {
  test("takes no AMI ID", () => {
    expect(found((stack) => build(stack, AMI_ID))).toEqual([`hardcoded-ami-id ${place} ${AMI_ID}`]);
  });

  test(aliasRule === undefined ? "takes an alias" : `takes no alias: ${aliasRule}`, () => {
    const findings = aliasRule === undefined ? [] : [`${aliasRule} ${place} ${ALIAS}`];
    expect(found((stack) => build(stack, ALIAS))).toEqual(findings);
  });

  test("takes what a parameter names", () => {
    expect(found((stack) => build(stack, "${data.aws_ssm_parameter.Web.insecure_value}"))).toEqual([]);
  });
});

describe("alias-on-instance", () => {
  const instance = (given: Partial<InstanceConfig>): string[] =>
    found((stack) => new Instance(stack, "One", { ami: ALIAS, ...given }));
  const refused = [`alias-on-instance aws_instance.One ami ${ALIAS}`];

  test.each([[["ami"]], ["all"]])("accepts an instance that keeps its image: %j", (ignoreChanges) => {
    const lifecycle = { ignoreChanges: ignoreChanges as string[] };
    expect(instance({ lifecycle })).toEqual([]);
    expect(instance({ lifecycle, rootBlockDevice: { volumeSize: 20 } })).toEqual(refused);
  });

  test("refuses one that keeps something else", () => {
    expect(instance({ lifecycle: { ignoreChanges: ["tags"] } })).toEqual(refused);
  });

  test("still refuses an AMI ID", () => {
    expect(instance({ ami: AMI_ID, lifecycle: { ignoreChanges: ["ami"] } })).toEqual([
      `hardcoded-ami-id aws_instance.One ami ${AMI_ID}`,
    ]);
  });
});

describe("parameter-not-ec2-image", () => {
  function parameter(given: Readonly<Record<string, unknown>>): string[] {
    return found((stack) =>
      resource(stack, "aws_ssm_parameter", "Web", { name: "/web", type: "String", ...given }),
    );
  }

  test.each(["value", "insecure_value", "value_wo"])("a text parameter holds no AMI ID in %s", (name) => {
    expect(parameter({ [name]: AMI_ID })).toEqual([
      `parameter-not-ec2-image aws_ssm_parameter.Web ${name} ${AMI_ID}`,
    ]);
    expect(parameter({ [name]: AMI_ID, data_type: "aws:ec2:image" })).toEqual([]);
    expect(parameter({ [name]: "t3.micro" })).toEqual([]);
  });

  test("nor one that Terraform knows", () => {
    const id = "${aws_ami_copy.Web.id}";
    expect(parameter({ insecure_value: id })).toEqual([
      `parameter-not-ec2-image aws_ssm_parameter.Web insecure_value ${id}`,
    ]);
    expect(parameter({ value: "${data.aws_ami.Web.image_id}" })).toHaveLength(1);
    expect(parameter({ value: "${aws_ami_copy.Web.arn}" })).toEqual([]);
    expect(parameter({ value: id, data_type: "aws:ec2:image" })).toEqual([]);
    expect(parameter({ value: id, data_type: "${var.data_type}" })).toEqual([]);
  });

  test("nor does one of another type", () => {
    expect(parameter({ value: AMI_ID, type: "StringList", data_type: "aws:ec2:image" })).toHaveLength(1);
  });

  test.each([
    ["its name", () => ALIAS],
    ["its reference", (made: SsmParameter) => `resolve:ssm:${made.name}`],
  ])("a launch template's alias names none, by %s", (_, alias) => {
    const build =
      (dataType: string) =>
      (stack: TerraformStack): void => {
        const made = new SsmParameter(stack, "Web", {
          name: "/golden/web/stable",
          type: "String",
          value: "x",
          dataType,
        });
        new LaunchTemplate(stack, "Template", { imageId: alias(made) });
      };
    const findings = found(build("text"));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(
      /^parameter-not-ec2-image aws_launch_template\.Template image_id resolve:ssm:/,
    );
    expect(found(build("aws:ec2:image"))).toEqual([]);
  });
});

describe("lookup-without-owners", () => {
  const WITHOUT = ["lookup-without-owners data.aws_ami.One owners"];
  const lookup = (given: ConstructorParameters<typeof DataAwsAmi>[2]): string[] =>
    found((stack) => new DataAwsAmi(stack, "One", given));
  const filter = (name: string): { name: string; values: string[] }[] => [{ name, values: ["web-*"] }];

  test("refuses a lookup by name alone", () => {
    expect(lookup({ mostRecent: true, filter: filter("name") })).toEqual(WITHOUT);
    expect(lookup({ mostRecent: true, owners: [], nameRegex: "^web-" })).toEqual(WITHOUT);
    expect(lookup({ mostRecent: true, executableUsers: ["self"] })).toEqual(WITHOUT);
    expect(found((stack) => new DataAwsAmiIds(stack, "One", { owners: [] }))).toEqual([
      "lookup-without-owners data.aws_ami_ids.One owners",
    ]);
  });

  test("accepts owners, and filters that fix the owner", () => {
    expect(lookup({ owners: ["self"], filter: filter("name") })).toEqual([]);
    expect(lookup({ filter: filter("owner-id") })).toEqual([]);
    expect(lookup({ filter: filter("owner-alias") })).toEqual([]);
    expect(lookup({ filter: filter("image-id") })).toEqual([]);
    expect(lookup({ filter: filter("${var.filter}") })).toEqual([]);
    expect(found((stack) => new DataAwsAmiIds(stack, "One", { owners: ["self"] }))).toEqual([]);
  });
});
