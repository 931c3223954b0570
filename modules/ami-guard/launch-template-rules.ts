import { isPublicParameter } from "../support/public-parameter";
import { aliasParameter } from "./ami-ids";
import { addressOf, GuardedBlock, GuardedConfiguration, textsAt, valuesAt } from "./configuration";
import { BlockRule } from "./block-rules";
import { FoundAt } from "./finding";
import { launchTemplatesOf, mayNameTemplate } from "./launch-template-references";
import { aliasesOf } from "./references";
import { GuardRule } from "./rules";

const IDS = ["launch_template_id", "launch_template_name"];
const SPECIFICATION = "launch_template_config.launch_template_specification";
const MIXED = "mixed_instances_policy.launch_template";
const FLEET_PLACES = IDS.map((id) => `${SPECIFICATION}.${id}`);
const GROUP_PLACES = [
  "launch_template.id",
  "launch_template.name",
  ...IDS.map((id) => `${MIXED}.launch_template_specification.${id}`),
  ...IDS.map((id) => `${MIXED}.override.launch_template_specification.${id}`),
];

/** Who takes a launch template, and where: Terraform's names. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  aws_autoscaling_group: GROUP_PLACES,
  aws_batch_compute_environment: IDS.map((id) => `compute_resources.launch_template.${id}`),
  aws_ec2_fleet: FLEET_PLACES,
  aws_eks_node_group: ["launch_template.id", "launch_template.name"],
  aws_spot_fleet_request: [`${SPECIFICATION}.id`, `${SPECIFICATION}.name`],
};

/** The alias of any parameter that AWS doesn't publish. */
const PRIVATE_ALIAS = "resolve:ssm:/";

/** A launch template with an alias, and where it is named. */
interface AliasInUse {
  readonly attribute: string;
  readonly template: GuardedBlock;
  readonly alias: string;
  /** The launch template whose image the alias is: `template`, or one whose image that has. */
  readonly holder: GuardedBlock;
}

/** Launch templates with an alias, named by what doesn't take one. */
export const launchTemplatesWithAlias: BlockRule = (block, configuration) => {
  if (!isFollowed(block.type)) {
    return [];
  }
  return (PLACES[block.type] ?? [])
    .flatMap((path) => textsAt(block.arguments, path))
    .flatMap(({ path, text }) => aliasesInUse(path, text, block, configuration))
    .flatMap((use) =>
      rulesBroken(block, use).map((rule): FoundAt => ({
        rule,
        attribute: use.attribute,
        value: use.alias,
        launchTemplate: addressOf(use.holder),
      })),
    );
};

/** Whether a resource's launch templates are followed by the rules. */
export function isFollowed(type: string): boolean {
  return Object.hasOwn(PLACES, type);
}

/** The launch templates that a block may name in a way that can't be followed, and whose alias would be wrong there. */
export function unfollowedTemplates(
  block: GuardedBlock,
  configuration: GuardedConfiguration,
): GuardedBlock[] {
  const isUnfollowed = (isFollowed(block.type) ? (PLACES[block.type] ?? []) : [])
    .flatMap((path) => textsAt(block.arguments, path))
    .some(({ text }) => mayNameTemplate(text, block, configuration));
  return configuration
    .blocks("aws_launch_template")
    .filter((template) => isUnfollowed && rulesBroken(block, { alias: PRIVATE_ALIAS, template }).length > 0);
}

function aliasesInUse(
  attribute: string,
  text: string,
  block: GuardedBlock,
  configuration: GuardedConfiguration,
): AliasInUse[] {
  return launchTemplatesOf(text, block, configuration).flatMap((template) =>
    textsAt(template.arguments, "image_id")
      .flatMap((image) => aliasesOf(image.text, configuration))
      .map(({ alias, launchTemplate = template }) => ({
        attribute,
        template,
        alias,
        holder: launchTemplate,
      })),
  );
}

function rulesBroken(
  block: GuardedBlock,
  { alias, template }: Pick<AliasInUse, "alias" | "template">,
): GuardRule[] {
  switch (block.type) {
    case "aws_autoscaling_group":
      return groupRulesBroken(block, template);
    case "aws_batch_compute_environment":
      return isPublicParameter(aliasParameter(alias)) ? [] : ["alias-in-batch"];
    case "aws_ec2_fleet":
      return isInstant(block) ? [] : ["alias-in-ec2-fleet"];
    case "aws_eks_node_group":
      return ["alias-in-eks-node-group"];
    default:
      return ["alias-in-spot-fleet"];
  }
}

/** Whether a fleet is of the type that resolves aliases, or may be; `maintain` is the provider's default. */
function isInstant({ arguments: { type } }: GuardedBlock): boolean {
  return type === "instant" || (typeof type === "string" && type.includes("${"));
}

function groupRulesBroken({ arguments: group }: GuardedBlock, template: GuardedBlock): GuardRule[] {
  const byAttributes =
    valuesAt(group, `${MIXED}.override.instance_requirements`).length > 0 ||
    (valuesAt(group, MIXED).length > 0 && valuesAt(template.arguments, "instance_requirements").length > 0);
  const refused =
    valuesAt(group, "warm_pool").length > 0 ||
    isOn(group, "instance_refresh.preferences.skip_matching") ||
    isOn(group, "instance_refresh.preferences.auto_rollback");
  return [
    ...(byAttributes ? (["alias-with-attribute-based-instances"] as const) : []),
    ...(refused ? (["alias-with-warm-pool-or-skip-matching"] as const) : []),
  ];
}

function isOn(group: GuardedBlock["arguments"], path: string): boolean {
  return valuesAt(group, path).some(({ value, whole }) => whole && (value === true || value === "true"));
}
