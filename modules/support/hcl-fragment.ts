import { literals } from "./escape";
import { hclTemplate } from "./hcl-template";
import { isRecord } from "./record";

type Data = Readonly<Record<string, unknown>>;

/** An attribute as cdktf describes it to its printer. */
interface Described extends Data {
  readonly value: unknown;
  readonly type: unknown;
}

/** Arguments that name something of Terraform, of a block and of its lifecycle. */
const REFERENCES: ReadonlySet<string> = new Set([
  "depends_on",
  "ignore_changes",
  "provider",
  "replace_triggered_by",
]);
const CONDITIONS: ReadonlySet<string> = new Set(["precondition", "postcondition"]);
/** How many labels the blocks of a section have. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1 };

/**
 * What an element adds to a stack, so that cdktf's printer of HCL yields what its JSON says. As it is,
 * the printer leaves quotes unescaped beside an expression, and backslashes everywhere; takes the quotes
 * off text that looks like a number or a list; puts quotes around references; and writes the conditions
 * of a lifecycle as an attribute.
 * The settings of Terraform itself, such as a backend, hold no expressions: in JSON Terraform takes their
 * text to the letter.
 * @see https://github.com/open-constructs/cdk-terrain/issues/313
 */
export function printable(fragment: object): object {
  return mapEntries(fragment as Data, (section, content) =>
    section === "terraform" ? asPrinted(literals(content), true) : labelled(content, LABELS[section]),
  );
}

function labelled(content: unknown, labels: number | undefined): unknown {
  if (labels === undefined || !isRecord(content)) {
    return asPrinted(content, true);
  }
  return labels === 0 ? block(content) : mapEntries(content, (_, inner) => labelled(inner, labels - 1));
}

/** Body of a block; `//` is cdktf's metadata, which no printer sees. */
function block(body: Data): Data {
  return mapEntries(body, (argument, value) => {
    if (argument === "lifecycle" && isRecord(value)) {
      return { value: block(value) };
    }
    if (CONDITIONS.has(argument) && Array.isArray(value)) {
      return { value: asPrinted(value, true), type: "list", isBlock: true };
    }
    if (REFERENCES.has(argument)) {
      return reference(value);
    }
    return argument === "//" ? value : asPrinted(value, true);
  });
}

function reference(value: unknown): unknown {
  const type = "reference";
  if (Array.isArray(value)) {
    return { value: `[${value.map(String).join(", ")}]`, type, isBlock: false };
  }
  return typeof value === "string" ? { value, type, isBlock: false } : value;
}

/** @param guessed whether the printer guesses from a text what it is */
function asPrinted(value: unknown, guessed: boolean): unknown {
  if (typeof value === "string") {
    return guessed ? unmistakable(value) : hclTemplate(value);
  }
  if (Array.isArray(value)) {
    return value.map((entry: unknown) => asPrinted(entry, guessed));
  }
  if (!isRecord(value)) {
    return value;
  }
  if (isDescribed(value)) {
    const isBlock = value.isBlock === true || value.is_block === true;
    return { ...value, value: asPrinted(value.value, isBlock || value.type === "any") };
  }
  const entries = Object.entries(value).map(([key, entry]) => [printedKey(key), asPrinted(entry, guessed)]);
  return Object.fromEntries(entries);
}

/**
 * The printer writes a key without quotes where it has only letters, digits, `_` and `-`. HCL takes `-a` for an
 * expression, and `for` for the begin of one: an escape makes the printer quote them.
 */
function printedKey(key: string): string {
  const printed = hclTemplate(key);
  return /^(?:-|for$)/.test(key)
    ? `\\u${printed.charCodeAt(0).toString(16).padStart(4, "0")}${printed.slice(1)}`
    : printed;
}

/** Digits, and text that begins like a list, an object or a string: as an expression that is a string. */
function unmistakable(text: string): string {
  const printed = hclTemplate(text);
  return /^(?:0$|-?[1-9]\d*$|[[{"])/.test(text) && !text.includes("${") ? `\${"${printed}"}` : printed;
}

function isDescribed(value: Data): value is Described {
  return "value" in value && "type" in value && ("isBlock" in value || "is_block" in value);
}

function mapEntries(data: Data, map: (key: string, value: unknown) => unknown): Data {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, map(key, value)]));
}
