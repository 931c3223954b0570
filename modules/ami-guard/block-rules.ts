import { isRecord } from "../support/record";
import { everyAmiId, namedAmiIds } from "./ami-values";
import { amiPlaces } from "./ami-places";
import { aliasParameter } from "./ami-ids";
import { addressOf, asList, GuardedBlock, GuardedConfiguration, textsAt, valuesAt } from "./configuration";
import { FoundAt } from "./finding";
import { aliasesOf, parametersOf } from "./references";

/** A rule, or a few, on one block. */
export type BlockRule = (block: GuardedBlock, configuration: GuardedConfiguration) => FoundAt[];

const EC2_IMAGE = "aws:ec2:image";
const PARAMETER_VALUES = ["value", "insecure_value", "value_wo"];
const AMI_REFERENCE =
  /(?<![\w.-])(?:data\.)?aws_ami(?:_copy|_from_instance)?\.[\w-]+(?:\[[^\]\n]{0,200}\])?\.(?:id|image_id)\b/;
const OWNER_FILTERS: readonly unknown[] = ["owner-id", "owner-alias", "image-id"];

/** AMI IDs where an AMI is chosen. */
export const hardcodedIds: BlockRule = (block) =>
  amiPlaces(block).flatMap(({ path, text, every }) =>
    (every ? everyAmiId(text) : namedAmiIds(text)).map((value) => ({
      rule: "hardcoded-ami-id",
      attribute: path,
      value,
    })),
  );

/** Aliases where nothing resolves them. */
export const misplacedAliases: BlockRule = (block, configuration) =>
  amiPlaces(block).flatMap(({ path, text, aliasRule }) =>
    aliasRule === undefined || (aliasRule === "alias-on-instance" && keepsImage(block))
      ? []
      : aliasesOf(text, configuration).map(({ alias, launchTemplate }) => ({
          rule: aliasRule,
          attribute: path,
          value: alias,
          ...(launchTemplate && { launchTemplate: addressOf(launchTemplate) }),
        })),
  );

/**
 * Whether an instance keeps the image that it was launched with, and so isn't replaced at every plan. With a
 * `root_block_device` the provider looks the alias up as an ID, and fails.
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/43488
 */
function keepsImage({ arguments: given }: GuardedBlock): boolean {
  const ignored = valuesAt(given, "lifecycle.ignore_changes").flatMap(({ value }) => asList(value));
  return (
    (ignored.includes("ami") || ignored.includes("all")) && valuesAt(given, "root_block_device").length === 0
  );
}

/** Parameters of another data type that hold an AMI ID. */
export const textParameters: BlockRule = (block) => {
  if (block.type !== "aws_ssm_parameter" || isImageParameter(block)) {
    return [];
  }
  return PARAMETER_VALUES.flatMap((name) => textsAt(block.arguments, name)).flatMap(({ path, text }) => {
    const values = everyAmiId(text);
    const held = values.length > 0 ? values : AMI_REFERENCE.test(text) ? [text] : [];
    return held.map((value) => ({ rule: "parameter-not-ec2-image", attribute: path, value }));
  });
};

/** Whether EC2 resolves a parameter, as far as that is known. */
function isImageParameter({ arguments: { type, data_type: dataType } }: GuardedBlock): boolean {
  return isOrMayBe(type, "String") && isOrMayBe(dataType, EC2_IMAGE);
}

function isOrMayBe(value: unknown, wanted: string): boolean {
  return value === wanted || (typeof value === "string" && value.includes("${"));
}

/** Launch templates whose alias names a parameter of another data type. */
export const aliasesOfTextParameters: BlockRule = (block, configuration) =>
  block.type === "aws_launch_template"
    ? textsAt(block.arguments, "image_id").flatMap(({ path, text }) =>
        aliasesOf(text, configuration)
          .filter(({ alias }) =>
            parametersOf(aliasParameter(alias), configuration).some((found) => !isImageParameter(found)),
          )
          .map(({ alias }) => ({ rule: "parameter-not-ec2-image", attribute: path, value: alias })),
      )
    : [];

/**
 * Lookups that take the AMI of anyone.
 * @see https://nvd.nist.gov/vuln/detail/CVE-2018-15869
 */
export const lookupsWithoutOwners: BlockRule = ({ type, arguments: given }) =>
  (type === "data.aws_ami" || type === "data.aws_ami_ids") && !hasOwners(given)
    ? [{ rule: "lookup-without-owners", attribute: "owners", value: "" }]
    : [];

function hasOwners(given: GuardedBlock["arguments"]): boolean {
  return asList(given.owners).length > 0 || valuesAt(given, "filter").some(({ value }) => mayFixOwner(value));
}

/** Whether a filter, or one of a list, fixes whose AMI is found, or is known to Terraform alone. */
function mayFixOwner(filter: unknown): boolean {
  return asList(filter).some((each) => {
    const name = isRecord(each) ? each.name : each;
    return OWNER_FILTERS.includes(name) || (typeof name === "string" && name.includes("${"));
  });
}
