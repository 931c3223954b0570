import { IConstruct } from "constructs";
import { AmiCatalogError, AmiCatalogProblem } from "../support";
import { GUARD_RULE_IDS, GuardRule } from "./rules";

/** What the guard lets pass, and why. */
export interface GuardExemption {
  /** Rules that don't count. @default - all */
  readonly rules?: readonly GuardRule[];
  /** Why, for the next reader; not empty. */
  readonly reason: string;
}

/** An exemption of a construct, and of all below it, by its path. */
export interface GuardPathExemption extends GuardExemption {
  /** Path of the construct, as in `cdktf` messages: `Prod/Web`. */
  readonly path: string;
}

const METADATA = "cdktf-ami-catalog/ami-guard-exemption";
const REASON: Omit<AmiCatalogProblem, "path" | "prop" | "value"> = {
  code: "EXEMPTION_WITHOUT_REASON",
  allowed: "an exemption says why",
  fix: "write a `reason` for whoever reads it next",
};

/** Problems of an exemption, with the place that it stands in. */
export function exemptionProblems(
  { rules = [], reason }: GuardExemption,
  path: string,
  prefix = "",
): AmiCatalogProblem[] {
  const empty = typeof reason !== "string" || reason.trim() === "";
  return [
    ...(empty ? [{ ...REASON, path, prop: `${prefix}reason`, value: reason }] : []),
    ...rules.flatMap((rule, index) => ruleProblems(rule, path, `${prefix}rules[${index}]`)),
  ];
}

/** Refuses what isn't the ID of a rule. */
export function ruleProblems(rule: string, path: string, prop: string): AmiCatalogProblem[] {
  return (GUARD_RULE_IDS as readonly string[]).includes(rule)
    ? []
    : [
        {
          code: "GUARD_RULE_INVALID",
          allowed: "the guard has no rule of this name",
          fix: `write one of ${GUARD_RULE_IDS.map((id) => `"${id}"`).join(", ")}`,
          path,
          prop,
          value: rule,
        },
      ];
}

/** @throws AmiCatalogError where there is a problem */
export function throwProblems([first, ...rest]: readonly AmiCatalogProblem[]): void {
  if (first) {
    throw new AmiCatalogError([first, ...rest]);
  }
}

/** Lets a construct, and all below it, pass. */
export function exempt(construct: IConstruct, exemption: GuardExemption): void {
  throwProblems(exemptionProblems(exemption, construct.node.path));
  construct.node.addMetadata(METADATA, exemption);
}

/** Whether a rule doesn't count for a construct. */
export function isExempt(
  construct: IConstruct,
  rule: GuardRule,
  byPath: readonly GuardPathExemption[],
): boolean {
  const { path, scopes } = construct.node;
  return [
    ...scopes.flatMap(({ node }) => node.metadata.filter(({ type }) => type === METADATA)).map(dataOf),
    ...byPath.filter((exemption) => path === exemption.path || path.startsWith(`${exemption.path}/`)),
  ].some(({ rules }) => rules === undefined || rules.includes(rule));
}

function dataOf({ data }: { data: GuardExemption }): GuardExemption {
  return data;
}
