import { GuardedBlock, addressOf } from "./configuration";
import { GUARD_RULE_IDS, GUARD_RULES, GuardRule, guardFix } from "./rules";
import { takesAlias } from "./ami-places";

/** What breaks a rule, and where. */
export interface GuardFinding {
  readonly rule: GuardRule;
  /** Address of the block: `aws_instance.Web_0A1B2C3D`. */
  readonly address: string;
  /** Argument of the block, with its blocks and indices: `launch_specification[0].ami`. */
  readonly attribute: string;
  /** The AMI ID or the alias; empty where something is missing. */
  readonly value: string;
  /** The way out, as an imperative. */
  readonly fix: string;
  /** Name of the parameter that the catalog publishes the AMI under. @default - none is known */
  readonly parameterName?: string;
  /** Address of the launch template that has the alias. @default - the block itself has it */
  readonly launchTemplate?: string;
}

/** The part of a finding that a rule decides on. */
export type FoundAt = Pick<GuardFinding, "rule" | "attribute" | "value" | "launchTemplate">;

/** AMI ID -> name of the parameter that the catalog publishes it under. */
export type PublishedAmiIds = Readonly<Record<string, string>>;

/** What is found in a block, with its address and the way out. */
export function findingOf(block: GuardedBlock, found: FoundAt, published: PublishedAmiIds): GuardFinding {
  const parameterName = Object.hasOwn(published, found.value) ? published[found.value] : undefined;
  return {
    ...found,
    address: addressOf(block),
    fix: guardFix(found.rule, takesAlias(block.type), parameterName),
    ...(parameterName === undefined ? {} : { parameterName }),
  };
}

/** The order of the rules, then of the attributes, then of the values. */
export function byRule(one: GuardFinding, other: GuardFinding): number {
  return (
    GUARD_RULE_IDS.indexOf(one.rule) - GUARD_RULE_IDS.indexOf(other.rule) ||
    compared(one.address, other.address) ||
    compared(one.attribute, other.attribute) ||
    compared(one.value, other.value)
  );
}

/** The order of texts by their UTF-16 units, the same on every machine. */
export function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** A finding as a sentence: the rule, the attribute and its value, why it is refused, the way out, and the source. */
export function messageOf(finding: GuardFinding): string {
  const { rule, address, attribute, value, fix, launchTemplate, parameterName } = finding;
  const { summary, source } = GUARD_RULES[rule];
  const through = launchTemplate === undefined ? "" : ` by ${launchTemplate}`;
  const given = value === "" ? "is not given" : `is "${value}"${through}`;
  const published = parameterName === undefined ? "" : `, which the catalog publishes as ${parameterName}`;
  return `[${rule}] \`${attribute}\` of ${address} ${given}${published}, but ${summary}; ${fix} (${source})`;
}
