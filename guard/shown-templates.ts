import { addressOf, GuardedBlock, GuardedConfiguration } from "../modules/ami-guard/configuration";
import { launchTemplatesOf } from "../modules/ami-guard/launch-template-references";
import { isFollowed, unfollowedTemplates } from "../modules/ami-guard/launch-template-rules";
import { Attribute } from "./document";
import { blocksOfFiles, configurationOfBlocks, ReadFile } from "./structure-findings";

/** Blocks in which a launch template is given to nobody, or whose values are followed where they are used. */
const KEPT = new Set(["check", "import", "locals", "moved", "removed", "terraform", "variable"]);
/** Resources beside those that the rules follow, which take a launch template with an alias, or make one. */
const TAKING = new Set(["aws_instance", "aws_launch_template"]);
/** Arguments that order what Terraform does. */
const META_ARGUMENTS = new Set(["depends_on", "lifecycle"]);
/** What a text has that may come to a launch template. */
const MAY_REFER = /aws_launch_template|local\.|var\./;
const NOTHING: GuardedBlock = { type: "", name: "", arguments: {} };

/**
 * Addresses of the launch templates of a directory that may get to where no alias is taken, and no rule sees it: by
 * outputs, modules and resources of unknown use, or by a name that is known to Terraform alone.
 */
export function shownTemplates(files: readonly ReadFile[]): Set<string> {
  const blocks = blocksOfFiles(files);
  const configuration = configurationOfBlocks(blocks);
  if (configuration.blocks("aws_launch_template").length === 0) {
    return new Set();
  }
  const given = files.flatMap(({ document }) => outermost(document.attributes.filter(isGiven)));
  const texts = new Set(given.map(({ text }) => text).filter((text) => MAY_REFER.test(text)));
  return new Set([
    ...[...texts].flatMap((text) => launchTemplatesOf(text, NOTHING, configuration)).map(addressOf),
    ...unfollowed(blocks, configuration),
  ]);
}

function unfollowed(
  blocks: readonly { readonly block: GuardedBlock }[],
  configuration: GuardedConfiguration,
): Set<string> {
  const all = configuration.blocks("aws_launch_template").length;
  const found = new Set<string>();
  for (const { block } of blocks) {
    if (found.size < all) {
      unfollowedTemplates(block, configuration).forEach((template) => found.add(addressOf(template)));
    }
  }
  return found;
}

/** Whether what an argument of a block holds gets to somebody who isn't followed. */
function isGiven({ path }: Attribute): boolean {
  const [block = "", type = "", ...names] = path;
  const isOfResource = block === "resource" || block === "data";
  if (
    KEPT.has(block) ||
    path.length < (isOfResource ? 4 : 3) ||
    names.some((name) => META_ARGUMENTS.has(name))
  ) {
    return false;
  }
  return block === "resource"
    ? !isFollowed(type) && !TAKING.has(type)
    : block !== "data" || type !== "aws_launch_template";
}

/** The arguments that stand in no other. */
function outermost(attributes: readonly Attribute[]): Attribute[] {
  let end = 0;
  return [...attributes]
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .filter((attribute) => {
      const isInside = attribute.start < end;
      end = Math.max(end, attribute.end);
      return !isInside;
    });
}
