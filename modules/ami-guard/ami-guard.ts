import { Annotations, IAspect, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { AmiCatalogProblem, isElement, isPublisher } from "../support";
import { reachStacks } from "./app-aspects";
import { GuardedBlock } from "./configuration";
import {
  exempt,
  exemptionProblems,
  GuardExemption,
  GuardPathExemption,
  isExempt,
  ruleProblems,
  throwProblems,
} from "./exemptions";
import { GuardFinding, messageOf, PublishedAmiIds } from "./finding";
import { guardBlock } from "./guard";
import { GUARD_RULES, GuardRule, GuardSeverity } from "./rules";
import { StackBlocks } from "./stack-blocks";

/** What the guard looks for, and what it lets pass. */
export interface AmiGuardProps {
  /** Severity of a rule. @default - that of the rule: `error` */
  readonly rules?: Readonly<Partial<Record<GuardRule, GuardSeverity>>>;
  /** AMI ID -> name of the parameter that the catalog publishes it under, for the messages. @default - none */
  readonly publishedAmiIds?: PublishedAmiIds;
  /** What passes, by the path of the construct. @default - nothing */
  readonly exemptions?: readonly GuardPathExemption[];
  /**
   * Let `AmiSource`, `AmiCopy` and `AmiLaunchPermissions` name AMIs by their IDs, as whoever publishes them must.
   * @default true
   */
  readonly allowPublisher?: boolean;
}

const SEVERITIES: readonly string[] = ["error", "warn", "off"] satisfies GuardSeverity[];

/**
 * Refuses hard-coded AMI IDs, and `resolve:ssm:` where AWS doesn't take it: `Aspects.of(app).add(new AmiGuard())`.
 * What it finds becomes an error or a warning of the construct; errors stop the synth.
 */
export class AmiGuard implements IAspect {
  /**
   * Lets a construct, and all below it, pass.
   * @throws AmiCatalogError `EXEMPTION_WITHOUT_REASON`, `GUARD_RULE_INVALID`
   */
  public static exempt(construct: IConstruct, exemption: GuardExemption): void {
    exempt(construct, exemption);
  }

  private readonly visited = new WeakSet<IConstruct>();
  private readonly stacks = new WeakMap<TerraformStack, StackBlocks>();

  /** @throws AmiCatalogError `EXEMPTION_WITHOUT_REASON`, `GUARD_RULE_INVALID` */
  constructor(private readonly props: AmiGuardProps = {}) {
    throwProblems(problemsOf(props));
    reachStacks((aspect) => aspect instanceof AmiGuard);
  }

  /** Called by cdktf for each construct, and once more for those of a stack in a stack. */
  public visit(construct: IConstruct): void {
    if (this.visited.has(construct)) {
      return;
    }
    this.visited.add(construct);
    if (TerraformStack.isStack(construct)) {
      this.report(construct, this.blocks(construct).added(), construct);
    } else if (isElement(construct)) {
      const stack = TerraformStack.of(construct);
      this.report(construct, this.blocks(stack).blocksOf(construct), stack);
    }
  }

  private blocks(stack: TerraformStack): StackBlocks {
    const known = this.stacks.get(stack) ?? new StackBlocks(stack);
    this.stacks.set(stack, known);
    return known;
  }

  private report(construct: IConstruct, blocks: readonly GuardedBlock[], stack: TerraformStack): void {
    const { configuration } = this.blocks(stack);
    blocks
      .flatMap((block) => guardBlock(block, configuration, this.props.publishedAmiIds))
      .filter((finding) => this.counts(construct, finding))
      .forEach((finding) => this.annotate(construct, finding));
  }

  private counts(construct: IConstruct, { rule }: GuardFinding): boolean {
    const { allowPublisher = true, exemptions = [] } = this.props;
    const published = rule === "hardcoded-ami-id" && allowPublisher && isPublisher(construct);
    return !published && !isExempt(construct, rule, exemptions);
  }

  private annotate(construct: IConstruct, finding: GuardFinding): void {
    switch (this.props.rules?.[finding.rule] ?? GUARD_RULES[finding.rule].severity) {
      case "error":
        return Annotations.of(construct).addError(messageOf(finding));
      case "warn":
        return Annotations.of(construct).addWarning(messageOf(finding));
      case "off":
        return undefined;
    }
  }
}

function problemsOf({ rules = {}, exemptions = [] }: AmiGuardProps): AmiCatalogProblem[] {
  const path = "AmiGuard";
  return [
    ...Object.entries(rules).flatMap(([rule, severity]) => [
      ...ruleProblems(rule, path, "rules"),
      ...severityProblems(rule, severity, path),
    ]),
    ...exemptions.flatMap((exemption, index) => exemptionProblems(exemption, path, `exemptions[${index}].`)),
  ];
}

function severityProblems(rule: string, severity: string, path: string): AmiCatalogProblem[] {
  return SEVERITIES.includes(severity)
    ? []
    : [
        {
          code: "GUARD_RULE_INVALID",
          allowed: "a rule is an error, a warning or off",
          fix: `write one of ${SEVERITIES.map((each) => `"${each}"`).join(", ")}`,
          path,
          prop: `rules.${rule}`,
          value: severity,
        },
      ];
}
