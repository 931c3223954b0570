import { findAliases, findAmiIds } from "../modules/ami-guard/ami-ids";
import {
  addressOf,
  configurationOf,
  GuardedBlock,
  GuardedConfiguration,
} from "../modules/ami-guard/configuration";
import { GuardFinding } from "../modules/ami-guard/finding";
import { guardBlock } from "../modules/ami-guard/guard";
import { Document, Range } from "./document";
import { FoundInFile } from "./finding";
import { SourceFile } from "./source-file";
import { mergeVariables, terraformBlocks } from "./terraform-blocks";

/** A file that was read, with what it says. */
export interface ReadFile {
  readonly source: SourceFile;
  readonly document: Document;
}

/** A place in a file: a block, or the value of an argument. */
interface Place extends Range {
  readonly isBlock: boolean;
}

/** The blocks of a directory. */
export function blocksOfFiles(files: readonly ReadFile[]): { block: GuardedBlock; file: ReadFile }[] {
  return files.flatMap((file) =>
    terraformBlocks(file.source, file.document).map((block) => ({ block, file })),
  );
}

/** The blocks of a directory as one configuration. */
export function configurationOfBlocks(blocks: readonly { block: GuardedBlock }[]): GuardedConfiguration {
  return configurationOf(mergeVariables(blocks.map(({ block }) => block)));
}

/** What the rules find that look at whole blocks, and at what these refer to in their directory. */
export function structureFindings(files: readonly ReadFile[]): Map<ReadFile, FoundInFile[]> {
  const blocks = blocksOfFiles(files);
  const configuration = configurationOfBlocks(blocks);
  const indexes = new Map(files.map((file) => [file, indexOf(file.document)]));
  const found = new Map<ReadFile, FoundInFile[]>();
  for (const { block, file } of blocks.filter(({ block }) => isResource(block))) {
    const findings = guardBlock(block, configuration).filter(({ rule }) => rule !== "hardcoded-ami-id");
    const places = indexes.get(file) ?? new Map<string, Place[]>();
    const here = findings.map((finding) => located(finding, block, file.document, places));
    const known = found.get(file) ?? [];
    here.forEach((each) => known.push(each));
    found.set(file, known);
  }
  return found;
}

function isResource({ type }: GuardedBlock): boolean {
  return type !== "var" && type !== "local" && type !== "module";
}

/** The places of a file by their paths. */
function indexOf({ attributes, blocks }: Document): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  const add = (path: readonly string[], place: Place): void => {
    const key = path.join("\n");
    const known = places.get(key);
    if (known) {
      known.push(place);
    } else {
      places.set(key, [place]);
    }
  };
  blocks.forEach(({ path, start, end }) => add(path, { start, end, isBlock: true }));
  attributes.forEach(({ path, start, end }) => add(path, { start, end, isBlock: false }));
  return places;
}

function located(
  finding: GuardFinding,
  block: GuardedBlock,
  document: Document,
  places: ReadonlyMap<string, Place[]>,
): FoundInFile {
  const { rule, attribute, value, launchTemplate } = finding;
  const address = addressOf(block);
  const path = block.type.startsWith("data.") ? ["data", block.type.slice(5)] : ["resource", block.type];
  const place = placeAt([...path, block.name], attribute, places);
  const isMissing = rule === "lookup-without-owners";
  const stands = isMissing ? undefined : whereItStands(document, place, value);
  return {
    rule,
    offset: stands?.offset ?? place.start,
    anchor: stands?.anchor,
    value: isMissing ? address : value,
    subject: isMissing ? address : `${address}.${attribute}`,
    resourceType: block.type,
    launchTemplate,
  };
}

/** The place of an attribute; of one that isn't there, that of the nearest block around it. */
function placeAt(block: readonly string[], attribute: string, places: ReadonlyMap<string, Place[]>): Place {
  const steps = attribute.split(".").filter((step) => step !== "dynamic" && step !== "content");
  const index = Number(/\[(\d+)\]/.exec(attribute)?.[1] ?? 0);
  const names = steps.map((step) => step.replace(/\[.*\]$/, ""));
  for (let length = names.length; length >= 0; length--) {
    const found = places.get([...block, ...names.slice(0, length)].join("\n"));
    const place = found?.[length === 0 ? 0 : index] ?? found?.[0];
    if (place) {
      return place;
    }
  }
  return { start: 0, end: 0, isBlock: true };
}

/** Where a value stands in a place; undefined when the place only refers to it. */
function whereItStands(
  { literals }: Document,
  { start, end }: Range,
  value: string,
): { offset: number; anchor: number } | undefined {
  for (const literal of literals) {
    if (literal.start >= start && literal.end <= end && literal.raw.includes(value)) {
      const index = [...findAliases(literal.raw), ...findAmiIds(literal.raw)].find(
        (found) => ("alias" in found ? found.alias : found.id) === value,
      )?.index;
      return { offset: literal.at(index ?? literal.raw.indexOf(value)), anchor: literal.start };
    }
  }
  return undefined;
}
