import { AutoscalingGroup, AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import { BatchComputeEnvironment } from "@cdktf/provider-aws/lib/batch-compute-environment";
import { Ec2Fleet } from "@cdktf/provider-aws/lib/ec2-fleet";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SpotFleetRequest } from "@cdktf/provider-aws/lib/spot-fleet-request";
import { TerraformLocal, TerraformStack, TerraformVariable } from "cdktf";
import { AmiReference } from "../../../modules/ami-reference";
import { REGION } from "../values";
import { found, guarded } from "./guarded";

const ALIAS = "resolve:ssm:/golden/web/stable";
const PUBLIC_ALIAS = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
const READ = "${data.aws_ssm_parameter.Web.insecure_value}";

type User = (stack: TerraformStack, template: LaunchTemplate) => void;

/** What is found where a launch template with this image is used. */
function used(imageId: string, user: User): string[] {
  return found((stack) => user(stack, new LaunchTemplate(stack, "Template", { name: "web", imageId })));
}

const nodeGroup =
  (of: (template: LaunchTemplate) => { id?: string; name?: string }): User =>
  (stack, template) =>
    new EksNodeGroup(stack, "Group", {
      clusterName: "c",
      nodeRoleArn: "arn:aws:iam::111111111111:role/node",
      subnetIds: ["subnet-1"],
      scalingConfig: { desiredSize: 1, maxSize: 1, minSize: 1 },
      launchTemplate: { ...of(template), version: "1" },
    });

const spotFleet: User = (stack, template) =>
  new SpotFleetRequest(stack, "Fleet", {
    iamFleetRole: "arn:aws:iam::111111111111:role/fleet",
    targetCapacity: 1,
    launchTemplateConfig: [{ launchTemplateSpecification: { id: template.id, version: "1" } }],
  });

const fleet =
  (type?: string): User =>
  (stack, template) =>
    new Ec2Fleet(stack, "Fleet", {
      type,
      targetCapacitySpecification: { defaultTargetCapacityType: "spot", totalTargetCapacity: 1 },
      launchTemplateConfig: [
        {
          launchTemplateSpecification: {
            launchTemplateId: template.id,
            version: template.latestVersion.toString(),
          },
        },
      ],
    });

const batch: User = (stack, template) =>
  new BatchComputeEnvironment(stack, "Batch", {
    type: "MANAGED",
    computeResources: {
      type: "EC2",
      maxVcpus: 1,
      subnets: ["subnet-1"],
      launchTemplate: { launchTemplateId: template.id },
    },
  });

const group =
  (of: (template: LaunchTemplate) => Partial<AutoscalingGroupConfig>): User =>
  (stack, template) =>
    new AutoscalingGroup(stack, "Group", { minSize: 1, maxSize: 1, ...of(template) });

function mixed(template: LaunchTemplate, byAttributes: boolean): Partial<AutoscalingGroupConfig> {
  const requirements = { vcpuCount: { min: 1 }, memoryMib: { min: 1 } };
  return {
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id },
        override: byAttributes ? [{ instanceRequirements: requirements }] : [{ instanceType: "t3.micro" }],
      },
    },
  };
}

const plain = (template: LaunchTemplate): Partial<AutoscalingGroupConfig> => ({
  launchTemplate: { id: template.id, version: "$Latest" },
});

const refreshed =
  (preferences: Readonly<Record<string, boolean>>) =>
  (template: LaunchTemplate): Partial<AutoscalingGroupConfig> => ({
    ...plain(template),
    instanceRefresh: { strategy: "Rolling", preferences },
  });

const CASES: readonly (readonly [what: string, finding: string, user: User])[] = [
  [
    "a node group",
    "alias-in-eks-node-group aws_eks_node_group.Group launch_template.id",
    nodeGroup(({ id }) => ({ id })),
  ],
  [
    "a node group by reference to the name",
    "alias-in-eks-node-group aws_eks_node_group.Group launch_template.name",
    nodeGroup(({ name }) => ({ name })),
  ],
  [
    "a node group by the literal name",
    "alias-in-eks-node-group aws_eks_node_group.Group launch_template.name",
    nodeGroup(() => ({ name: "web" })),
  ],
  [
    "a Spot Fleet",
    "alias-in-spot-fleet aws_spot_fleet_request.Fleet launch_template_config[0].launch_template_specification.id",
    spotFleet,
  ],
  [
    "an EC2 Fleet of the default type",
    "alias-in-ec2-fleet aws_ec2_fleet.Fleet launch_template_config[0].launch_template_specification.launch_template_id",
    fleet(),
  ],
  [
    "an EC2 Fleet of type request",
    "alias-in-ec2-fleet aws_ec2_fleet.Fleet launch_template_config[0].launch_template_specification.launch_template_id",
    fleet("request"),
  ],
  [
    "Batch",
    "alias-in-batch aws_batch_compute_environment.Batch compute_resources.launch_template.launch_template_id",
    batch,
  ],
  [
    "a group with attribute-based instances",
    "alias-with-attribute-based-instances aws_autoscaling_group.Group mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
    group((template) => mixed(template, true)),
  ],
  [
    "a group with a warm pool",
    "alias-with-warm-pool-or-skip-matching aws_autoscaling_group.Group launch_template.id",
    group((template) => ({ ...plain(template), warmPool: {} })),
  ],
  [
    "a group that skips matching instances",
    "alias-with-warm-pool-or-skip-matching aws_autoscaling_group.Group launch_template.id",
    group(refreshed({ skipMatching: true })),
  ],
  [
    "a group that rolls back",
    "alias-with-warm-pool-or-skip-matching aws_autoscaling_group.Group launch_template.id",
    group(refreshed({ autoRollback: true })),
  ],
];

describe.each(CASES)("%s", (_, finding, user) => {
  test("takes no launch template with an alias", () => {
    expect(used(ALIAS, user)).toEqual([`${finding} ${ALIAS}`]);
  });

  test("takes one with an AMI ID that is read", () => {
    expect(used(READ, user)).toEqual([]);
  });
});

test.each([
  ["a group", group(plain)],
  ["a group of several instance types", group((template) => mixed(template, false))],
  ["a group that refreshes all", group(refreshed({ skipMatching: false, autoRollback: false }))],
  ["an EC2 Fleet of type instant", fleet("instant")],
  ["an EC2 Fleet of a type that Terraform knows", fleet("${var.type}")],
  ["a node group with another template", nodeGroup(() => ({ name: "api" }))],
])("%s takes a launch template with an alias", (_, user) => {
  expect(used(ALIAS, user)).toEqual([]);
});

test("Batch reads a public parameter, a node group doesn't", () => {
  expect(used(PUBLIC_ALIAS, batch)).toEqual([]);
  expect(
    used(
      PUBLIC_ALIAS,
      nodeGroup(({ id }) => ({ id })),
    ),
  ).toHaveLength(1);
});

test("instance requirements of the launch template count in a mixed group", () => {
  const build =
    (imageId: string) =>
    (stack: TerraformStack): void => {
      const template = new LaunchTemplate(stack, "Template", {
        imageId,
        instanceRequirements: { vcpuCount: { min: 1 }, memoryMib: { min: 1 } },
      });
      group(() => mixed(template, false))(stack, template);
    };
  expect(found(build(ALIAS)).map((line) => line.split(" ")[0])).toEqual([
    "alias-with-attribute-based-instances",
  ]);
  expect(found(build(READ))).toEqual([]);
});

test("an alias is followed through locals and variables, by key", () => {
  const throughLocal = (key: string): string[] =>
    found((stack) => {
      const variable = new TerraformVariable(stack, "Image", { type: "string", default: ALIAS });
      const images = new TerraformLocal(stack, "Images", { alias: variable.value, id: READ });
      const template = new LaunchTemplate(stack, "Template", { imageId: `\${${images.fqn}["${key}"]}` });
      spotFleet(stack, template);
    });
  expect(throughLocal("alias")).toEqual([
    `alias-in-spot-fleet aws_spot_fleet_request.Fleet launch_template_config[0].launch_template_specification.id ${ALIAS}`,
  ]);
  expect(throughLocal("id")).toEqual([]);
});

test("locals that refer to each other in a circle are no trouble", () => {
  expect(
    found((stack) => {
      new TerraformLocal(stack, "A", "${local.B}");
      new TerraformLocal(stack, "B", "${local.A}");
      spotFleet(stack, new LaunchTemplate(stack, "Template", { imageId: "${local.A}" }));
    }),
  ).toEqual([]);
});

test("the message names the launch template", () => {
  const [said] = guarded((stack) =>
    spotFleet(stack, new LaunchTemplate(stack, "Template", { imageId: ALIAS })),
  );
  expect(said).toMatchObject({ path: "Stack/Fleet", level: "error" });
  expect(said?.message).toContain(`is "${ALIAS}" by aws_launch_template.Template, but a Spot Fleet takes no`);
});

describe("what AmiReference gives", () => {
  function referring(build: (stack: TerraformStack, golden: AmiReference) => void): string[] {
    return found((stack) => {
      new AwsProvider(stack, "Aws", { region: REGION });
      build(stack, AmiReference.fromParameter(stack, "Golden", { parameterName: "/golden/web/stable" }));
    });
  }

  test("passes where AWS takes it", () => {
    const findings = referring((stack, golden) => {
      const template = new LaunchTemplate(stack, "Template", { imageId: golden.launchTemplateImageId });
      const refreshed = golden.instanceRefresh({ preferences: { minHealthyPercentage: 90 } });
      group(({ id }) => ({ launchTemplate: { id }, ...refreshed }))(stack, template);
      new Instance(stack, "Follows", golden.instanceAmi({ replaceOnAmiChange: true }));
      new Instance(stack, "Holds", golden.instanceAmi());
      spotFleet(stack, new LaunchTemplate(stack, "Read", { imageId: golden.amiId }));
    });
    expect(findings).toEqual([]);
  });

  test("is refused elsewhere", () => {
    const findings = referring((stack, golden) => {
      const template = new LaunchTemplate(stack, "Template", { imageId: golden.launchTemplateImageId });
      nodeGroup(({ id }) => ({ id }))(stack, template);
      new Instance(stack, "Web", { ami: golden.launchTemplateImageId });
    });
    expect(findings).toEqual([
      `alias-in-eks-node-group aws_eks_node_group.Group launch_template.id ${ALIAS}`,
      `alias-on-instance aws_instance.Web ami ${ALIAS}`,
    ]);
  });
});
