import { isRecord } from "../support/record";
import { findAliases } from "./ami-ids";
import { textsOf } from "./ami-values";
import { GuardedBlock, GuardedConfiguration, textsAt } from "./configuration";

const VALUES = /\b(local|var)\.([A-Za-z_][\w-]*)((?:\.[A-Za-z_][\w-]*|\["[^"\]]*"\])*)/g;
const KEYS = /\.([A-Za-z_][\w-]*)|\["([^"\]]*)"\]/g;
const LAUNCH_TEMPLATES = /(?<![\w.-])aws_launch_template\.([A-Za-z_][\w-]*)/g;
const LAUNCH_TEMPLATE_IMAGES =
  /(?<![\w.-])aws_launch_template\.([A-Za-z_][\w-]*)(?:\[[^\]]*\])?\.image_id\b/g;
const PARAMETERS = /(?<![\w.-])aws_ssm_parameter\.([A-Za-z_][\w-]*)/g;

/** The aliases that a text has, or that the locals, variables and launch templates have that it refers to; each once. */
export function aliasesOf(text: string, configuration: GuardedConfiguration): string[] {
  const texts = new Set([text]);
  for (const each of texts) {
    referredTexts(each, configuration).forEach((referred) => texts.add(referred));
  }
  return [...new Set([...texts].flatMap((each) => findAliases(each).map(({ alias }) => alias)))];
}

function referredTexts(text: string, configuration: GuardedConfiguration): string[] {
  const values = [...text.matchAll(VALUES)].flatMap(([, type = "", name = "", keys = ""]) => {
    const block = configuration.block(`${type}.${name}`);
    const value = type === "local" ? block?.arguments.value : block?.arguments.default;
    return textsOf(below(value, keys), "");
  });
  const images = [...text.matchAll(LAUNCH_TEMPLATE_IMAGES)].flatMap(([, name = ""]) =>
    textsAt(configuration.block(`aws_launch_template.${name}`)?.arguments, "image_id"),
  );
  return [...values, ...images].map((placed) => placed.text);
}

/** What stands below literal keys; all of it from where one isn't there, as with a `for` expression. */
function below(value: unknown, keys: string): unknown {
  let found = value;
  for (const [, name, quoted] of keys.matchAll(KEYS)) {
    const key = name ?? quoted ?? "";
    if (!isRecord(found) || !Object.hasOwn(found, key)) {
      return found;
    }
    found = found[key];
  }
  return found;
}

/** The launch templates that a text refers to, or names with their literal name; each once. */
export function launchTemplatesOf(text: string, configuration: GuardedConfiguration): GuardedBlock[] {
  return referredOrNamed("aws_launch_template", LAUNCH_TEMPLATES, text, configuration);
}

/** The `aws_ssm_parameter` blocks that the name in an alias refers to, or is; each once. */
export function parametersOf(name: string, configuration: GuardedConfiguration): GuardedBlock[] {
  return referredOrNamed("aws_ssm_parameter", PARAMETERS, name, configuration);
}

function referredOrNamed(
  type: string,
  references: RegExp,
  text: string,
  configuration: GuardedConfiguration,
): GuardedBlock[] {
  const referred = [...text.matchAll(references)].flatMap(
    ([, name = ""]) => configuration.block(`${type}.${name}`) ?? [],
  );
  const named = text.includes("${")
    ? []
    : configuration.blocks(type).filter((block) => block.arguments.name === text);
  return [...new Set([...referred, ...named])];
}
