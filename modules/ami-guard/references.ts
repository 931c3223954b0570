import { isRecord } from "../support/record";
import { findAliases } from "./ami-ids";
import { textsOf } from "./ami-values";
import { GuardedBlock, GuardedConfiguration, textsAt } from "./configuration";

const VALUES = /\b(local|var)\.([A-Za-z_][\w-]*)((?:\.[A-Za-z_][\w-]*|\["[^"\]]*"\])*)/g;
const KEYS = /\.([A-Za-z_][\w-]*)|\["([^"\]]*)"\]/g;
const LAUNCH_TEMPLATE_IMAGES =
  /(?<![\w.-])aws_launch_template\.([A-Za-z_][\w-]*)(?:\[[^\]\n]{0,200}\])?\.image_id\b/g;
const PARAMETERS = /(?<![\w.-])aws_ssm_parameter\.([A-Za-z_][\w-]*)/g;

/** An alias that a text comes to. */
export interface ReferredAlias {
  readonly alias: string;
  /** The launch template that has it. @default - the text itself has it, or a local or a variable that it refers to */
  readonly launchTemplate?: GuardedBlock;
}

/** The aliases that a text has, or that the locals, variables and launch templates have that it refers to; each once. */
export function aliasesOf(text: string, configuration: GuardedConfiguration): ReferredAlias[] {
  const found = new Map<string, ReferredAlias>();
  const texts = new Map<string, GuardedBlock | undefined>([[text, undefined]]);
  for (const [each, launchTemplate] of texts) {
    for (const referred of valueTexts(each, configuration)) {
      texts.set(referred, texts.get(referred) ?? launchTemplate);
    }
    for (const template of imageTemplates(each, configuration)) {
      textsAt(template.arguments, "image_id").forEach((image) => texts.set(image.text, template));
    }
    for (const { alias } of findAliases(each)) {
      found.set(alias, found.get(alias) ?? { alias, launchTemplate });
    }
  }
  return [...found.values()];
}

function valueTexts(text: string, configuration: GuardedConfiguration): string[] {
  return valuesIn(text, configuration).flatMap((value) => textsOf(value, "").map((placed) => placed.text));
}

/** The values of the locals and variables that a text refers to. */
export function valuesIn(text: string, configuration: GuardedConfiguration): unknown[] {
  return [...text.matchAll(VALUES)].map(([, type = "", name = "", keys = ""]) => {
    const block = configuration.block(`${type}.${name}`);
    return below(type === "local" ? block?.arguments.value : block?.arguments.default, keys);
  });
}

/** The launch templates whose image a text refers to. */
function imageTemplates(text: string, configuration: GuardedConfiguration): GuardedBlock[] {
  return [...text.matchAll(LAUNCH_TEMPLATE_IMAGES)].flatMap(
    ([, name = ""]) => configuration.block(`aws_launch_template.${name}`) ?? [],
  );
}

/**
 * What stands below literal keys; all of it from where one isn't there, as with a `for` expression.
 * @param keys as they stand in a text: `.a["b"]`
 */
export function below(value: unknown, keys: string): unknown {
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

/** The `aws_ssm_parameter` blocks that the name in an alias refers to, or is; each once. */
export function parametersOf(name: string, configuration: GuardedConfiguration): GuardedBlock[] {
  const type = "aws_ssm_parameter";
  const referred = [...name.matchAll(PARAMETERS)].flatMap(
    ([, label = ""]) => configuration.block(`${type}.${label}`) ?? [],
  );
  const named = name.includes("${")
    ? []
    : configuration.blocks(type).filter((block) => block.arguments.name === name);
  return [...new Set([...referred, ...named])];
}
