import { unifiedDiff } from "../commands/unified-diff";
import { CheckedDirectory, checkDirectory, GuardSettings } from "./check-directory";
import { Attribute } from "./document";
import { FileFinding } from "./finding";
import { HclParser } from "./hcl-parser";
import { dataBlock, ParameterData, ParameterRead } from "./parameter-data";
import { SourceFile } from "./source-file";
import { alignComments, applySplices, Splice } from "./splice";
import { ReadFile } from "./structure-findings";

const LAUNCH_TEMPLATE = "aws_launch_template";
/** The arguments that are rewritten. */
const FIXED: Readonly<Record<string, string>> = {
  aws_emr_cluster: "custom_ami_id",
  aws_instance: "ami",
  aws_launch_configuration: "image_id",
  [LAUNCH_TEMPLATE]: "image_id",
  aws_spot_instance_request: "ami",
};
/** Known only inside of the block. */
const OF_BLOCK = /\b(?:each|count|self)\./;

/** A file that is rewritten. */
export interface Rewritten {
  readonly source: SourceFile;
  readonly now: SourceFile;
  readonly diff: string;
}

/** The AMI ID of one argument, and the parameter that takes its place. */
interface Fixable extends ParameterRead {
  readonly file: ReadFile;
  readonly attribute: Attribute;
  /** `aws_launch_template.web`. */
  readonly address: string;
}

/**
 * Rewrites the files of a directory, in memory: launch templates to an alias, what takes none to a data source.
 * What is then wrong anywhere, and was not before, is not done.
 */
export function rewritten(
  checked: CheckedDirectory,
  parser: HclParser,
  settings: GuardSettings,
): Rewritten[] {
  const fixable = checked.files.flatMap((file) => fixableIn(file, checked.findings, settings));
  if (fixable.length === 0) {
    return [];
  }
  const check = (files: readonly Rewritten[]): CheckedDirectory =>
    checkDirectory(
      checked.files.map(({ source }) => files.find((each) => each.source === source)?.now ?? source),
      parser,
      settings,
    );
  const refused = new Set(check(rewrite(checked.files, fixable, new Set())).findings.map(aliasRefused));
  const files = rewrite(checked.files, fixable, refused);
  const { findings, problems } = check(files);
  const isGood = findings.length === checked.findings.length - fixable.length;
  return isGood && problems.length === checked.problems.length ? files : [];
}

/** The launch template whose alias is refused by what uses it. */
function aliasRefused({ launchTemplate }: FileFinding): string | undefined {
  return launchTemplate;
}

function fixableIn(
  file: ReadFile,
  findings: readonly FileFinding[],
  { parameterOf }: GuardSettings,
): Fixable[] {
  const { source, document } = file;
  if (source.found.kind.syntax !== "hcl" || source.found.kind.part !== "module" || document.broken) {
    return [];
  }
  const places = new Set(
    findings
      .filter((finding) => finding.file === source.file && finding.rule === "hardcoded-ami-id")
      .map(({ line, column }) => `${line}:${column}`),
  );
  return document.attributes.flatMap((attribute) => {
    const [kind, type = "", name = "", argument] = attribute.path;
    const isArgument = kind === "resource" && attribute.path.length === 4 && FIXED[type] === argument;
    const { line, column } = isArgument
      ? source.lines.positionOf(attribute.start + 1)
      : { line: 0, column: 0 };
    const parameter = parameterOf(attribute.text.slice(1, -1));
    if (!isArgument || parameter === undefined || !places.has(`${line}:${column}`)) {
      return [];
    }
    const provider = argumentOf(file, attribute, "provider");
    const region = argumentOf(file, attribute, "region");
    return [region, provider].some((text) => text !== undefined && OF_BLOCK.test(text))
      ? []
      : [{ file, attribute, address: `${type}.${name}`, parameter, provider, region }];
  });
}

/** Another argument of the same block. */
function argumentOf({ document }: ReadFile, { path }: Attribute, name: string): string | undefined {
  const wanted = [...path.slice(0, 3), name].join("\n");
  return document.attributes.find((attribute) => attribute.path.join("\n") === wanted)?.text;
}

/** @param refused addresses of the launch templates that can't have an alias */
function rewrite(
  files: readonly ReadFile[],
  fixable: readonly Fixable[],
  refused: ReadonlySet<string | undefined>,
): Rewritten[] {
  const data = new ParameterData(files);
  return files.flatMap((file) => {
    const here = fixable.filter((each) => each.file === file);
    return here.length === 0 ? [] : [rewriteFile(file, here, refused, data)];
  });
}

function rewriteFile(
  { source, document }: ReadFile,
  fixable: readonly Fixable[],
  refused: ReadonlySet<string | undefined>,
  data: ParameterData,
): Rewritten {
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  const blocks: string[] = [];
  const values = fixable.map(({ attribute: { start, end }, address, ...read }): Splice => {
    if (address.startsWith(`${LAUNCH_TEMPLATE}.`) && !refused.has(address)) {
      return { start, end, text: `"resolve:ssm:${read.parameter}"` };
    }
    const { name, isNew } = data.nameFor(read);
    if (isNew) {
      blocks.push(dataBlock(name, read, eol));
    }
    return { start, end, text: `data.aws_ssm_parameter.${name}.insecure_value` };
  });
  const splices = [...values, ...alignComments(source, document.comments, values)];
  const body = applySplices(source.text, splices);
  const ended = blocks.length === 0 || body.endsWith("\n") ? body : `${body}${eol}`;
  const text = [ended, ...blocks].join(eol);
  const mark = source.hasMark ? "\ufeff" : "";
  const diff = unifiedDiff(source.file, source.text, text);
  return { source, now: new SourceFile(source.found, `${mark}${text}`), diff };
}
