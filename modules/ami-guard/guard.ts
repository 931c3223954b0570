import {
  aliasesOfTextParameters,
  BlockRule,
  hardcodedIds,
  lookupsWithoutOwners,
  misplacedAliases,
  textParameters,
} from "./block-rules";
import { GuardedBlock, GuardedConfiguration } from "./configuration";
import { byRule, findingOf, GuardFinding, PublishedAmiIds } from "./finding";
import { launchTemplatesWithAlias } from "./launch-template-rules";

const BLOCK_RULES: readonly BlockRule[] = [
  hardcodedIds,
  misplacedAliases,
  launchTemplatesWithAlias,
  textParameters,
  aliasesOfTextParameters,
  lookupsWithoutOwners,
];

/**
 * All that breaks a rule in one block, in a fixed order and each once.
 * @param configuration where the block stands, for what it refers to
 * @param published AMI ID -> name of the parameter that the catalog publishes it under
 */
export function guardBlock(
  block: GuardedBlock,
  configuration: GuardedConfiguration,
  published: PublishedAmiIds = {},
): GuardFinding[] {
  const findings = BLOCK_RULES.flatMap((rule) => rule(block, configuration)).map((found) =>
    findingOf(block, found, published),
  );
  const distinct = new Map(
    findings.map((finding) => [[finding.rule, finding.attribute, finding.value].join("\n"), finding]),
  );
  return [...distinct.values()].sort(byRule);
}
