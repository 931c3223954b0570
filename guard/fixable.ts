import { GuardSettings } from "./check-directory";
import { Attribute } from "./document";
import { FileFinding } from "./finding";
import { ParameterRead } from "./parameter-data";
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

/** The AMI ID of one argument, and the parameter that takes its place. */
export interface Fixable extends ParameterRead {
  readonly file: ReadFile;
  readonly attribute: Attribute;
  /** `aws_launch_template.web`. */
  readonly address: string;
}

/** Whether it is the image of a launch template, which takes an alias. */
export function isTemplate({ address }: Fixable): boolean {
  return address.startsWith(`${LAUNCH_TEMPLATE}.`);
}

/** What can be rewritten of a file, as far as its own block tells. */
export function fixableIn(
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
  const texts = new Map(document.attributes.map(({ path, text }) => [path.join("\n"), text]));
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
    const [provider, region] = ["provider", "region"].map((other) =>
      texts.get([...attribute.path.slice(0, 3), other].join("\n")),
    );
    return [region, provider].some((text) => text !== undefined && OF_BLOCK.test(text))
      ? []
      : [{ file, attribute, address: `${type}.${name}`, parameter, provider, region }];
  });
}
