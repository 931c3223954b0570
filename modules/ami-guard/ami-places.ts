import { isRecord } from "../support/record";
import { AMI_ATTRIBUTES } from "./ami-attributes";
import { isAmiKey, PlacedText, textsOf } from "./ami-values";
import { asList, GuardedBlock, valuesAt } from "./configuration";
import { isProsePath } from "./prose";
import { GuardRule } from "./rules";

/** A text in a place that takes an AMI ID. */
export interface AmiPlace extends PlacedText {
  /** Whether every AMI ID in the text counts; otherwise only those that stand for themselves. */
  readonly every: boolean;
  /** The rule that an alias breaks here; undefined where it breaks none. */
  readonly aliasRule: GuardRule | undefined;
}

/** Names of filters that take AMI IDs. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
const IMAGE_FILTERS: readonly unknown[] = ["image-id", "launch.image-id"];

/** Arguments of a module that aren't its inputs. */
const MODULE_ARGUMENTS = new Set(["source", "version", "providers", "depends_on", "count"]);

/** Resources of which only the known arguments count: a parameter has its own rules, the others search reports. */
export const KNOWN_ARGUMENTS_ALONE: ReadonlySet<string> = new Set([
  "aws_inspector2_filter",
  "aws_securityhub_insight",
  "aws_ssm_parameter",
]);

const ALIAS_RULES: Readonly<Record<string, GuardRule | undefined>> = {
  aws_batch_compute_environment: "alias-in-batch",
  aws_cloud9_environment_ec2: undefined,
  aws_cloudformation_stack: undefined,
  aws_cloudformation_stack_set: undefined,
  aws_elastic_beanstalk_configuration_template: undefined,
  aws_elastic_beanstalk_environment: undefined,
  aws_emr_cluster: "alias-in-emr",
  aws_instance: "alias-on-instance",
  aws_launch_configuration: "alias-in-launch-configuration",
  aws_launch_template: undefined,
  aws_servicecatalog_provisioned_product: undefined,
  aws_spot_fleet_request: "alias-in-spot-fleet",
  aws_spot_instance_request: "alias-on-instance",
};

/** The arguments of a resource that take an AMI ID: `launch_specification.ami`; none for what isn't in the provider. */
export function amiAttributes(type: string): readonly string[] {
  return Object.hasOwn(AMI_ATTRIBUTES, type) ? (AMI_ATTRIBUTES[type] ?? []) : [];
}

/** Whether a resource takes `resolve:ssm:` in place of an AMI ID, for AWS to resolve at launch. */
export function takesAlias(type: string): boolean {
  return type === "aws_launch_template";
}

/** The rule that an alias breaks in the AMI arguments of a resource; undefined where it breaks none. */
export function aliasRule(type: string): GuardRule | undefined {
  if (amiAttributes(type).length === 0) {
    return undefined;
  }
  return Object.hasOwn(ALIAS_RULES, type) ? ALIAS_RULES[type] : "alias-not-supported";
}

/** The texts of a block that decide which AMI boots. */
export function amiPlaces(block: GuardedBlock): AmiPlace[] {
  switch (block.type) {
    case "local":
      return valuePlaces(block.arguments.value, "value", block.name);
    case "var":
      return valuePlaces(block.arguments.default, "default", block.name);
    case "module":
      return Object.entries(block.arguments).flatMap(([input, value]) =>
        input === "//" || MODULE_ARGUMENTS.has(input) ? [] : valuePlaces(value, input, input),
      );
    default:
      return resourcePlaces(block);
  }
}

function valuePlaces(value: unknown, path: string, name: string): AmiPlace[] {
  return textsOf(value, path, isProsePath, [name]).map((placed) => ({
    ...placed,
    every: false,
    aliasRule: undefined,
  }));
}

function resourcePlaces(block: GuardedBlock): AmiPlace[] {
  const known = amiAttributes(block.type)
    .flatMap((path) => valuesAt(block.arguments, path))
    .flatMap(({ value, path, whole }) =>
      textsOf(value, path).map((placed) => ({ ...placed, every: whole, aliasRule: aliasRule(block.type) })),
    );
  const paths = new Set(known.map(({ path }) => path));
  const others = KNOWN_ARGUMENTS_ALONE.has(block.type)
    ? []
    : otherPlaces(block).filter(({ path }) => !paths.has(path));
  return [...known, ...others, ...filterPlaces(block)];
}

/** What the provider's bindings don't know: newer arguments, other providers, and the values of a `for_each`. */
function otherPlaces({ type, arguments: given }: GuardedBlock): AmiPlace[] {
  return textsOf(given, "", isProsePath)
    .filter(({ path }) => isOtherPlace(type, path))
    .map((placed) => ({ ...placed, every: false, aliasRule: undefined }));
}

function isOtherPlace(type: string, path: string): boolean {
  const names = path.split(/[.[]/);
  return (
    names.some(isAmiKey) || names.includes("for_each") || (type === "terraform_data" && names[0] === "input")
  );
}

function filterPlaces(block: GuardedBlock): AmiPlace[] {
  if (!block.type.startsWith("data.")) {
    return [];
  }
  return valuesAt(block.arguments, "filter")
    .flatMap(({ value, path }) =>
      asList(value).map((filter, index) => ({ filter, path: `${path}[${index}]` })),
    )
    .flatMap(({ filter, path }) =>
      isRecord(filter) && IMAGE_FILTERS.includes(filter.name) ? textsOf(filter.values, `${path}.values`) : [],
    )
    .map((placed) => ({ ...placed, every: true, aliasRule: "alias-not-supported" as const }));
}
