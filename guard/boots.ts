import { amiAttributes, KNOWN_ARGUMENTS_ALONE } from "../modules/ami-guard/ami-places";
import { findAmiIds, FoundAmiId, withoutAmiIds } from "../modules/ami-guard/ami-ids";
import { isAmiKey, isProseKey } from "../modules/ami-guard/ami-values";
import { isImageName, isProsePath, snakeCase } from "../modules/ami-guard/prose";
import { Literal, Path } from "./document";
import { FileKind } from "./file-kind";

/** Blocks in which nothing boots. */
const SILENT_BLOCKS = new Set(["terraform", "provider", "import", "moved", "removed", "check"]);
/** Names, beside those for people, of what boots nothing. */
const SILENT_NAME =
  /(^|_)(condition|message|title|summary|help|resource_ids?|mock_outputs|depends_on|ignore_changes|tag)$/i;
const MODULE_ARGUMENTS = new Set(["source", "version", "providers"]);
/** Functions that look at their arguments, and yield none of them. */
const TESTS =
  /^(?:regex|regexall|startswith|endswith|strcontains|contains|index|can|length|file\w*|fileexists)$/;
/** Functions that make values of a text. */
const DECODERS = /^(?:jsondecode|yamldecode|csvdecode|split)$/;
const PUBLISHED = new Set(["aws_ami_copy", "aws_ami_launch_permission"]);
/** Blocks of Terragrunt with a label, which is no name of a value. */
const LABELLED = new Set(["dependency", "generate", "include", "stack", "unit"]);
const WITH_LABELLED_BLOCKS = new Set(["errors", "terraform"]);
const SCRIPT = /(^|_)(user_data|user_data_base64|command|inline|script|template_body)$/i;
/** What stands before an AMI ID that a script launches, or that code which Terragrunt writes boots. */
const LAUNCH_ARGUMENT = /(?:--image-ids?[= ]+|\bImageId["']?\s*[:=]\s*)\\?["']?$/;
/** Texts of other programs that are read as YAML or JSON, and of which some keys take an AMI. */
const MANIFEST = /(^|_)(template_body|yaml_body|yaml_body_wo)$/i;
/** A key, and what may stand between it and its value. */
const MANIFEST_KEY = /(?<![\w./-])([A-Za-z][\w-]*)\\?["']?\s*:\s*\\?["']?$/;
/** A comment of YAML that is not at its end. */
const COMMENT = /(?:^|\s)#[^\n]*$/;
const LINE_LENGTH = 200;
/** Keys of YAML that take an AMI: those of Karpenter's `amiSelectorTerms` and of EC2's requests. */
const IMAGE_KEY = /^(?:id|imageId|default)$/i;
/** Keys of a CloudFormation template that name, tag or show something. */
const SHOWN_KEY = /^(?:description|key|name|value|metadata)$/i;
/** `-var` of Terraform, in one word or after it. */
const VARIABLE_ARGUMENT = /^(?:--?var[ =])?["']?([A-Za-z_][\w-]*)=/;
const CODE_ARGUMENT = /\b(?:ami|image_id|ami_id|default)\s*=\s*"$/;
const LOOK_BACK = 32;
const SEPARATORS = /^[\s,;:=|"'[\]{}\\]*$/;
const IMAGE_ARN = /^arn:aws[a-z-]*:\S+$/;

/** The AMI IDs in a text that decide what boots. */
export function bootingIds(literal: Literal, kind: FileKind, allowPublisher: boolean): FoundAmiId[] {
  const ids = findAmiIds(literal.text);
  if (ids.length === 0 || literal.role === "operand" || literal.functions.some((name) => TESTS.test(name))) {
    return [];
  }
  if (literal.role === "key" && !literal.path.includes("for_each")) {
    return [];
  }
  const place = placeOf(literal.path, kind, allowPublisher);
  if (place === "script" || place === "code") {
    const before = place === "script" ? LAUNCH_ARGUMENT : CODE_ARGUMENT;
    return ids.filter(({ index }) => before.test(literal.text.slice(Math.max(0, index - LOOK_BACK), index)));
  }
  if (place === "manifest") {
    return ids.filter(({ index }) => isManifestValue(literal, index));
  }
  if (place === "argument") {
    const [start = "", variable = ""] = VARIABLE_ARGUMENT.exec(literal.text) ?? [];
    const value = { ...literal, text: literal.text.slice(start.length) };
    return start !== "" && !isSilent(variable) && namesOnlyImages(value) ? ids : [];
  }
  return place === "any" || (place === "value" && namesOnlyImages(literal)) ? ids : [];
}

/**
 * What counts in a place. `any`: each ID. `value`: IDs that are the value, and not part of a sentence.
 * `script`: IDs that a command launches. `code`: IDs that Terraform code boots. `manifest`: IDs that a template or a
 * manifest boots. `argument`: IDs that a variable of a command line is set to. `none`: nothing.
 */
type PlaceKind = "any" | "value" | "script" | "code" | "manifest" | "argument" | "none";

function placeOf(path: Path, { part }: FileKind, allowPublisher: boolean): PlaceKind {
  const [block = "", first = "", ...rest] = path;
  if (part === "variables") {
    return valuePlace(path);
  }
  if (part === "terragrunt" && block === "generate") {
    return "code";
  }
  if (part === "terragrunt" && block === "terraform" && rest[1] === "arguments") {
    return "argument";
  }
  if (SILENT_BLOCKS.has(block) && part === "module") {
    return "none";
  }
  if (block === "resource" || block === "data") {
    return resourcePlace(block === "data" ? `data.${first}` : first, rest.slice(1), allowPublisher);
  }
  if (block === "module" && MODULE_ARGUMENTS.has(rest[0] ?? "")) {
    return "none";
  }
  if (block === "output" && allowPublisher) {
    return "none";
  }
  const isDeclaration = block === "variable" || block === "output";
  if (isDeclaration && rest[0] !== (block === "variable" ? "default" : "value")) {
    return "none";
  }
  return valuePlace(isDeclaration ? [first, ...rest.slice(1)] : valueNames(path, part));
}

/** The names of a value, without those of its block. */
function valueNames([block = "", first = "", ...rest]: Path, part: FileKind["part"]): Path {
  if (part === "module" ? block === "module" : LABELLED.has(block)) {
    return rest;
  }
  return part === "terragrunt" && WITH_LABELLED_BLOCKS.has(block)
    ? [first, ...rest.slice(1)]
    : [first, ...rest];
}

function valuePlace(names: readonly string[]): PlaceKind {
  if (names.some((name) => SCRIPT.test(name))) {
    return "script";
  }
  return isProsePath(names, isSilent) ? "none" : "value";
}

function resourcePlace(type: string, names: readonly string[], allowPublisher: boolean): PlaceKind {
  const attribute = names.join(".");
  if (allowPublisher && PUBLISHED.has(type)) {
    return "none";
  }
  if (amiAttributes(type).some((known) => attribute === known || attribute.startsWith(`${known}.`))) {
    return hasProse(type, names) ? "none" : "any";
  }
  if (KNOWN_ARGUMENTS_ALONE.has(type)) {
    return "none";
  }
  if (names.some((name) => MANIFEST.test(name)) || (type === "aws_ssm_document" && names[0] === "content")) {
    return "manifest";
  }
  if (names.some((name) => SCRIPT.test(name))) {
    return names.slice(-1).some(isImageName) ? "value" : "script";
  }
  if (isProsePath(names, isSilent)) {
    return "none";
  }
  return isValueOf(type, names) ? "value" : "none";
}

/** Whether a map that takes an AMI ID, such as the parameters of a stack, has it under a name for people. */
function hasProse(type: string, names: readonly string[]): boolean {
  return type.startsWith("aws_cloudformation_stack") && names.slice(1).some(isSilent);
}

function isValueOf(type: string, names: readonly string[]): boolean {
  if (type.startsWith("data.")) {
    return names[0] === "filter" || names.some(isImageName);
  }
  return (
    !type.startsWith("aws_") ||
    names.includes("for_each") ||
    names.some(isImageName) ||
    names.includes("environment")
  );
}

/** Whether what has this name is for people, or boots nothing; `ami_names` are images. */
function isSilent(name: string): boolean {
  const snake = snakeCase(name);
  const isImagesName = /(^|_)names?$/i.test(snake) && isImageName(snake);
  return (isProseKey(snake) && !isImagesName) || SILENT_NAME.test(snake);
}

/** Whether an ID in a template or a manifest, which may be written as a map of Terraform, stands under a key that boots it. */
function isManifestValue({ path, text }: Literal, index: number): boolean {
  const before = text.slice(Math.max(0, index - LOOK_BACK), index);
  const isTemplate = path.some((name) => /(^|_)template_body$/i.test(name));
  if (COMMENT.test(text.slice(Math.max(0, index - LINE_LENGTH), index))) {
    return false;
  }
  const key = MANIFEST_KEY.exec(before)?.[1] ?? (before === "" ? path.at(-1) : undefined);
  if (LAUNCH_ARGUMENT.test(before) || key === undefined) {
    return LAUNCH_ARGUMENT.test(before);
  }
  return isTemplate ? !SHOWN_KEY.test(key) && !isSilent(key) : IMAGE_KEY.test(key);
}

/** Whether a text is made of AMI IDs alone, with their regions and what separates them, or is the ARN of one. */
function namesOnlyImages({ text, functions, path }: Literal): boolean {
  if (functions.some((name) => DECODERS.test(name)) || IMAGE_ARN.test(text.trim())) {
    return true;
  }
  return SEPARATORS.test(withoutAmiIds(text)) || (!text.includes("\n") && isImageArgument(path, text));
}

/** Whether a text without spaces is the value of an argument for an AMI: `ami-…@eu-west-1`. */
function isImageArgument(path: Path, text: string): boolean {
  return isAmiKey(snakeCase(path.at(-1) ?? "")) && !/\s/.test(text.trim());
}
