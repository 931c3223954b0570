import { association, isAssociation } from "./associations";
import { type FoundImage, IMAGE_TYPES, isOfImage, versionOf } from "./images";
import { type FoundKey, madeFor } from "./keys";
import type { One } from "./ones";
import type { FoundParameter } from "./parameters";
import { type StateResource, textOf, type Values, type Wanted } from "./plan";

/** What is done about something that stands in AWS and not, or not well, in the state. */
export type Action =
  /** It becomes the resource of this address. */
  | "adopt"
  /** The state holds it as tainted, and it is good. */
  | "untaint"
  /** It is of no use, and its name is taken: it is destroyed. */
  | "destroy"
  /** The state holds it in the place of another one: it is taken out of the state, and left alone. */
  | "forget"
  /** It is the state itself, and its backup takes its place. */
  | "restore"
  /** It is said, and left alone. */
  | "none";

/** Something that stands in AWS and not, or not well, in the state. */
export interface Finding {
  readonly action: Action;
  readonly type: string;
  /** ID in a state, as `terraform import` takes it too. */
  readonly id: string;
  /** Address in the stack. @default - no resource of the stack is it */
  readonly address?: string;
  /** What a person wants to know of it. */
  readonly note: string;
  /** What AWS says of it, and other resources refer to. */
  readonly attributes?: Values;
}

/** What AWS has, through one provider of the stack. */
export interface Found {
  readonly images: readonly FoundImage[];
  readonly parameters: readonly FoundParameter[];
  readonly keys: readonly FoundKey[];
  readonly aliases: ReadonlyMap<string, One>;
  readonly shares: ReadonlyMap<string, One>;
}

/** What is found for a resource that the next apply would make. */
export function findingFor(wanted: Wanted, found: Found): Finding | undefined {
  const { type, address, taintedId } = wanted;
  const finding = existing(wanted, found);
  if (finding === undefined) {
    return undefined;
  }
  if (finding.action !== "adopt" || taintedId === undefined) {
    return { type, address, ...finding };
  }
  return finding.id === taintedId
    ? { type, address, ...finding, action: "untaint" }
    : {
        type,
        address,
        ...finding,
        action: "none",
        note: `the state holds ${taintedId} in its place, tainted`,
      };
}

type Match = Omit<Finding, "type" | "address">;

function existing(wanted: Wanted, found: Found): Match | undefined {
  const { type, values } = wanted;
  const name = textOf(values, "name");
  if (type === "aws_kms_key") {
    return key(wanted, found);
  }
  if (isAssociation(wanted)) {
    return association(wanted);
  }
  if (name === undefined) {
    return undefined;
  }
  if (type in IMAGE_TYPES) {
    return image(name, found);
  }
  switch (type) {
    case "aws_ssm_parameter":
      return parameter(name, values, found);
    case "aws_kms_alias":
      return one(
        name,
        found.aliases.get(name),
        "name",
        ({ target_key_id: key }) => `names the key ${String(key)}`,
      );
    case "aws_ram_resource_share":
      return one(name, found.shares.get(name), "arn", () => `the share ${name}`);
    default:
      return undefined;
  }
}

function image(name: string, { images }: Found): Match | undefined {
  const found = images.find((each) => each.name === name);
  if (found === undefined) {
    return undefined;
  }
  const { id, arn, state, reason } = found;
  switch (state) {
    case "available":
      return { action: "adopt", id, note: name, attributes: { arn } };
    case "failed":
      return { action: "destroy", id, note: `${name}, failed${reason === undefined ? "" : `: ${reason}`}` };
    default:
      return {
        action: "none",
        id,
        note: `${name} is ${state}: run the command again when AWS is done with it`,
      };
  }
}

/** The argument that holds the value must be known, for the provider to compare it with what AWS has. */
function parameter(name: string, values: Values, { parameters }: Found): Match | undefined {
  const found = parameters.find((each) => each.name === name);
  if (found === undefined) {
    return undefined;
  }
  const { arn, value } = found;
  const read = textOf(values, "value") === undefined ? { insecure_value: value } : {};
  return { action: "adopt", id: name, note: `names ${value}`, attributes: { arn, ...read } };
}

/** The key of the alias comes first: it is the one that the copies were made with. */
function key({ values }: Wanted, { keys, aliases }: Found): Match | undefined {
  const path = madeFor(values);
  const made = keys.filter((each) => path !== undefined && each.madeFor === path);
  const targets = [...aliases.values()].map((alias) =>
    typeof alias === "string" ? "" : alias.values.target_key_id,
  );
  const chosen = made.find((each) => targets.includes(each.keyId)) ?? made[0];
  return (
    chosen && {
      action: "adopt",
      id: chosen.keyId,
      note: `made for ${path}`,
      attributes: { arn: chosen.arn, key_id: chosen.keyId },
    }
  );
}

function one(
  name: string,
  found: One | undefined,
  id: string,
  note: (values: Values) => string,
): Match | undefined {
  if (found === undefined || found === "missing") {
    return undefined;
  }
  if (found === "several") {
    return {
      action: "none",
      id: name,
      note: "there are several of this name: delete those that nobody uses",
    };
  }
  const { arn } = found.values;
  return {
    action: "adopt",
    id: textOf(found.values, id) ?? name,
    note: note(found.values),
    attributes: { arn },
  };
}

/** What was made for a resource of the stack, beside the one that the state holds. */
export function leftOver(held: readonly StateResource[], wanted: readonly Wanted[], found: Found): Finding[] {
  const known = new Set([
    ...held.map(({ values }) => textOf(values, "id")),
    ...wanted.map((each) => findingFor(each, found)?.id),
  ]);
  const copies = [...held, ...wanted]
    .filter(({ type }) => type === "aws_ami_copy")
    .map(({ values }) => ({ name: textOf(values, "name") ?? "", version: versionOf(values) }));
  const images = found.images.filter(
    (each) => !known.has(each.id) && copies.some((copy) => isOfImage(each, copy)),
  );
  const keys = found.keys.filter(({ keyId }) => !known.has(keyId));
  const shares = [...found.shares].filter(
    ([name, share]) => share === "several" && !wanted.some(({ values }) => values.name === name),
  );
  return [
    ...images.map(({ id, name }) =>
      other(
        "aws_ami_copy",
        id,
        `${name}: another copy of an image of this stack; of a released version, or left over`,
      ),
    ),
    ...keys.map(({ keyId, madeFor: path }) =>
      other("aws_kms_key", keyId, `another key that was made for ${path}`),
    ),
    ...shares.map(([name]) =>
      other("aws_ram_resource_share", name, "there is more than one share of this name"),
    ),
  ];
}

function other(type: string, id: string, note: string): Finding {
  return { action: "none", type, id, note };
}
