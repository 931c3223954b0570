import { isRecord } from "../support/record";
import { textsOf } from "./ami-values";
import { GuardedBlock, GuardedConfiguration } from "./configuration";
import { forEachOf } from "./for-each";
import { below, valuesIn } from "./references";

/** A launch template, unless only its version is meant. */
const TEMPLATES =
  /(?<![\w.-])aws_launch_template\.([A-Za-z_][\w-]*)(?![\w-]|(?:\[[^\]\n]{0,200}\])?\.(?:latest|default)_version\b)/g;
const DATA_TEMPLATES = /(?<![\w.-])data\.aws_launch_template\.([A-Za-z_][\w-]*)/g;
/** What a `for_each` goes through: `each.value.id`, `launch_template.value`. */
const ENTRIES = /(?<![\w.-])([A-Za-z_][\w-]*)\.(?:value|key)\b((?:\.[A-Za-z_][\w-]*|\["[^"\]]*"\])*)/g;
/** What is another thing in each block, or in each instance of one. */
const OF_BLOCK = /(?<![\w.-])(?:(?:each|count|self)\.|[A-Za-z_][\w-]*\.(?:value|key)\b)/;
/** An ID, or what only who calls the module knows. */
const FROM_OUTSIDE = /^(?:lt-[0-9a-f]+|\$\{(?:var|module)\.[\w.[\]"-]+\})$/;
const LOCAL = /^\$\{local\.[\w.[\]"-]+\}$/;

/** What a text comes to. */
interface Reached {
  /** Texts that it is, or may be: itself, and the values that it refers to. */
  readonly exact: ReadonlySet<string>;
  /** Texts that are somewhere in what it refers to. */
  readonly inside: ReadonlySet<string>;
}

/**
 * The launch templates that a text of a block comes to, each once: those that it refers to, by locals, variables,
 * data sources and the `for_each` around it, and those whose name it is.
 */
export function launchTemplatesOf(
  text: string,
  block: GuardedBlock,
  configuration: GuardedConfiguration,
): GuardedBlock[] {
  const { exact, inside } = reached(text, block, configuration);
  const referred = [...exact, ...inside].flatMap((each) =>
    [...each.matchAll(TEMPLATES)].flatMap(
      ([, name = ""]) => configuration.block(`aws_launch_template.${name}`) ?? [],
    ),
  );
  const byName = templatesByName(configuration);
  return [...new Set([...referred, ...[...exact].flatMap((each) => byName.get(each) ?? [])])];
}

/** Whether a text that comes to no launch template of the configuration may name one all the same. */
export function mayNameTemplate(
  text: string,
  block: GuardedBlock,
  configuration: GuardedConfiguration,
): boolean {
  const values = LOCAL.test(text) ? valuesIn(text, configuration) : [text];
  const isFromOutside = values.every((value) => typeof value === "string" && FROM_OUTSIDE.test(value));
  return !isFromOutside && launchTemplatesOf(text, block, configuration).length === 0;
}

function reached(text: string, block: GuardedBlock, configuration: GuardedConfiguration): Reached {
  const exact = new Set([text]);
  const inside = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === "string") {
      exact.add(value);
    } else {
      textsOf(value, "").forEach((placed) => inside.add(placed.text));
    }
  };
  for (const each of exact) {
    valuesIn(each, configuration).forEach(add);
    dataTemplates(each, configuration).forEach(add);
    for (const [, name = "", keys = ""] of each.matchAll(ENTRIES)) {
      const { texts, entries } = loopEntries(forEachOf(block, name), keys, configuration);
      texts.forEach((of) => inside.add(of));
      entries.forEach(add);
    }
  }
  for (const each of inside) {
    const values = [...valuesIn(each, configuration), ...dataTemplates(each, configuration)];
    values.flatMap((value) => textsOf(value, "")).forEach((placed) => inside.add(placed.text));
  }
  return { exact, inside };
}

/** What the data sources of launch templates in a text look for. */
function dataTemplates(text: string, configuration: GuardedConfiguration): unknown[] {
  return [...text.matchAll(DATA_TEMPLATES)].flatMap(([, name = ""]) => {
    const found = configuration.block(`data.aws_launch_template.${name}`)?.arguments;
    return [found?.name, found?.id];
  });
}

/**
 * What a `for_each` goes through, as far as it can be followed.
 * @param keys below each entry, as they stand in a text: `.id`
 */
function loopEntries(
  forEach: readonly unknown[],
  keys: string,
  configuration: GuardedConfiguration,
): { readonly texts: ReadonlySet<string>; readonly entries: readonly unknown[] } {
  const texts = new Set<string>();
  const entries: unknown[] = [];
  const add = (value: unknown): void => {
    if (typeof value === "string") {
      texts.add(value);
    } else if (isRecord(value) || Array.isArray(value)) {
      Object.values(value).forEach((entry) => entries.push(below(entry, keys)));
    }
  };
  forEach.forEach(add);
  for (const each of texts) {
    valuesIn(each, configuration).forEach(add);
  }
  return { texts, entries };
}

const namesOf = new WeakMap<GuardedConfiguration, ReadonlyMap<string, readonly GuardedBlock[]>>();

/** The launch templates by each text that their name is, or comes to. */
function templatesByName(configuration: GuardedConfiguration): ReadonlyMap<string, readonly GuardedBlock[]> {
  const known = namesOf.get(configuration);
  if (known) {
    return known;
  }
  const names = new Map<string, GuardedBlock[]>();
  for (const template of configuration.blocks("aws_launch_template")) {
    const { name } = template.arguments;
    const texts = typeof name === "string" ? reached(name, template, configuration).exact : [];
    for (const each of [...texts].filter((each) => !OF_BLOCK.test(each))) {
      const same = names.get(each) ?? [];
      same.push(template);
      names.set(each, same);
    }
  }
  namesOf.set(configuration, names);
  return names;
}
