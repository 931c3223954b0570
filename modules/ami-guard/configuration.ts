import { isRecord } from "../support/record";
import { joined, PlacedText, textsOf } from "./ami-values";

/** A block of a Terraform configuration, as Terraform's JSON has it. */
export interface GuardedBlock {
  /** `aws_instance`, `data.aws_ami`, `module`, `var` or `local`. */
  readonly type: string;
  /** Name in the configuration: `Web_0A1B2C3D`. */
  readonly name: string;
  /** Arguments; a local has one, `value`. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** The configuration that a block stands in, for what it refers to. */
export interface GuardedConfiguration {
  /** The block at an address: `aws_instance.Web`, `data.aws_ami.Web`, `local.images`. */
  block(address: string): GuardedBlock | undefined;
  /** All blocks of a type, in their order. */
  blocks(type: string): readonly GuardedBlock[];
}

/** A block's address: `aws_instance.Web`. */
export function addressOf({ type, name }: GuardedBlock): string {
  return `${type}.${name}`;
}

/** What Terraform's JSON may write as one or as a list of it. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function entriesOf(value: unknown): [string, unknown][] {
  return asList(value).flatMap((entry) =>
    isRecord(entry) ? Object.entries(entry).filter(([key]) => key !== "//") : [],
  );
}

function named(type: string, section: unknown): GuardedBlock[] {
  return entriesOf(section).flatMap(([name, body]) =>
    asList(body).flatMap((each) => (isRecord(each) ? [{ type, name, arguments: each }] : [])),
  );
}

/** The blocks of a document in Terraform's JSON: `{ resource: { aws_instance: { Web: { … } } } }`. */
export function blocksOf(document: Readonly<Record<string, unknown>>): GuardedBlock[] {
  return [
    ...entriesOf(document.resource).flatMap(([type, section]) => named(type, section)),
    ...entriesOf(document.data).flatMap(([type, section]) => named(`data.${type}`, section)),
    ...named("module", document.module),
    ...named("var", document.variable),
    ...entriesOf(document.locals).map(([name, value]) => ({ type: "local", name, arguments: { value } })),
  ];
}

/** A configuration of these blocks; of two at one address the first counts. */
export function configurationOf(blocks: readonly GuardedBlock[]): GuardedConfiguration {
  const byAddress = new Map<string, GuardedBlock>();
  const byType = new Map<string, GuardedBlock[]>();
  for (const block of blocks) {
    const address = addressOf(block);
    if (!byAddress.has(address)) {
      byAddress.set(address, block);
    }
    const ofType = byType.get(block.type);
    if (ofType) {
      ofType.push(block);
    } else {
      byType.set(block.type, [block]);
    }
  }
  return {
    block: (address) => byAddress.get(address),
    blocks: (type) => byType.get(type) ?? [],
  };
}

/** A value somewhere in a block. */
export interface PlacedValue {
  /** Names and indices: `launch_specification[0].ami`. */
  readonly path: string;
  readonly value: unknown;
  /** False where an expression stands in place of a block that should have held the argument. */
  readonly whole: boolean;
}

/**
 * What an argument is set to, in each of the blocks that it stands in, `dynamic` ones included.
 * @param path names alone: `launch_specification.ami`
 */
export function valuesAt(value: unknown, path: string): PlacedValue[] {
  return descend(value, path.split("."), "");
}

function descend(value: unknown, names: readonly string[], path: string): PlacedValue[] {
  const [name, ...rest] = names;
  if (name === undefined) {
    return value === undefined || value === null ? [] : [{ path, value, whole: true }];
  }
  if (typeof value === "string") {
    return [{ path, value, whole: false }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => descend(entry, names, `${path}[${index}]`));
  }
  if (!isRecord(value)) {
    return [];
  }
  const dynamic = asList(value.dynamic).flatMap((each) => (isRecord(each) ? asList(each[name]) : []));
  return [
    ...descend(value[name], rest, joined(path, name)),
    ...dynamic.flatMap((each) =>
      isRecord(each) ? descend(each.content, rest, `dynamic.${joined(path, name)}.content`) : [],
    ),
  ];
}

/** The texts in an argument, wherever it stands. */
export function textsAt(value: unknown, path: string): PlacedText[] {
  return valuesAt(value, path).flatMap((place) => textsOf(place.value, place.path));
}
