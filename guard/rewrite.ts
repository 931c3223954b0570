import { basename } from "node:path";
import { unifiedDiff } from "../commands/unified-diff";
import { Fixable, isTemplate } from "./fixable";
import { dataBlock, ParameterData } from "./parameter-data";
import { SourceFile } from "./source-file";
import { alignComments, applySplices, Splice } from "./splice";
import { ReadFile } from "./structure-findings";

/** Files whose blocks Terraform merges into those of the others: a new one may not stand there. */
const OVERRIDE = /(?:^|_)override\.(?:tf|tofu)$/;

/** A file that is rewritten. */
export interface Rewritten {
  readonly source: SourceFile;
  readonly now: SourceFile;
  readonly diff: string;
}

/**
 * Writes aliases, and data sources, into the files of a directory.
 * @param refused addresses of the launch templates that can't have an alias
 */
export function rewrite(
  files: readonly ReadFile[],
  fixable: readonly Fixable[],
  refused: ReadonlySet<string>,
): Rewritten[] {
  const data = new ParameterData(files);
  const home = homeOf(files);
  const written = new Map(files.map((file): [ReadFile, Written] => [file, { values: [], blocks: [] }]));
  for (const each of fixable) {
    const { start, end } = each.attribute;
    const here = written.get(each.file);
    if (takesAlias(each, refused)) {
      here?.values.push({ start, end, text: `"resolve:ssm:${each.parameter}"` });
      continue;
    }
    const { name, isNew } = data.nameFor(each);
    here?.values.push({ start, end, text: `nonsensitive(data.aws_ssm_parameter.${name}.value)` });
    const file = mayHaveBlocks(each.file) ? each.file : home;
    if (isNew && file) {
      written.get(file)?.blocks.push(dataBlock(name, each, eolOf(file)));
    }
  }
  return [...written]
    .filter(([, { values, blocks }]) => values.length + blocks.length > 0)
    .map(([file, here]) => rewriteFile(file, here));
}

/** What is written into a file. */
interface Written {
  readonly values: Splice[];
  readonly blocks: string[];
}

/** Those for which there is a place for all that has to be written. */
export function writable(
  files: readonly ReadFile[],
  fixable: readonly Fixable[],
  refused: ReadonlySet<string>,
): Fixable[] {
  const isHome = homeOf(files) !== undefined;
  return fixable.filter((each) => isHome || takesAlias(each, refused) || mayHaveBlocks(each.file));
}

function takesAlias(fixable: Fixable, refused: ReadonlySet<string>): boolean {
  return isTemplate(fixable) && !refused.has(fixable.address);
}

/** The file that gets the data sources of those that may have none. */
function homeOf(files: readonly ReadFile[]): ReadFile | undefined {
  return files.find(mayHaveBlocks);
}

function mayHaveBlocks({ source: { found }, document }: ReadFile): boolean {
  const { syntax, part } = found.kind;
  return syntax === "hcl" && part === "module" && !document.broken && !OVERRIDE.test(basename(found.file));
}

function eolOf({ source }: ReadFile): string {
  return source.text.includes("\r\n") ? "\r\n" : "\n";
}

function rewriteFile(file: ReadFile, { values, blocks }: Written): Rewritten {
  const { source, document } = file;
  const eol = eolOf(file);
  const splices = [...values, ...alignComments(source, document.comments, values)];
  const body = applySplices(source.text, splices);
  const ended = blocks.length === 0 || body.endsWith("\n") ? body : `${body}${eol}`;
  const text = [ended, ...blocks].join(eol);
  const mark = source.hasMark ? "\ufeff" : "";
  const diff = unifiedDiff(source.file, source.text, text);
  return { source, now: new SourceFile(source.found, `${mark}${text}`), diff };
}
