import { printable, textTable } from "../text-table";
import { dangerOf, RegionalChange } from "./catalog-change";
import { amount, changeInWords, regionsInWords } from "./words";

/** What is planned, and where. */
export interface PlannedChanges {
  readonly changes: readonly RegionalChange[];
  /** Regions that there is a plan of, whatever stack it is of. */
  readonly regions: readonly string[];
  /** Regions of the catalog whose own stack there is none of; a plan of another stack doesn't count. */
  readonly missing: readonly string[];
}

/** How much of what a reviewer asks first. */
export interface PlanTotals {
  /** AMIs, each region counted. */
  readonly destroyed: number;
  /** KMS keys, each region counted. */
  readonly keysDestroyed: number;
  /** Parameters that are replaced, each region counted. */
  readonly replaced: number;
  readonly recipientsAdded: number;
  readonly recipientsRemoved: number;
  /** Images that become public. */
  readonly madePublic: readonly string[];
}

export function totalsOf({ changes }: PlannedChanges): PlanTotals {
  const recipients = (action: string) =>
    new Set(
      changes
        .filter((change) => change.kind === "recipient" && change.action === action)
        .map(({ name }) => name),
    ).size;
  const lost = changes.filter((change) => dangerOf(change) === "destroy");
  const public_ = changes.filter((change) => dangerOf(change) === "public");
  return {
    destroyed: countOf(lost.filter(({ kind }) => kind === "ami")),
    keysDestroyed: countOf(lost.filter(({ kind }) => kind === "key")),
    replaced: countOf(lost.filter(({ action }) => action === "replaced")),
    recipientsAdded: recipients("added"),
    recipientsRemoved: recipients("removed"),
    madePublic: [...new Set(public_.map(({ image = "an AMI" }) => image))],
  };
}

function countOf(changes: readonly RegionalChange[]): number {
  return changes.reduce((sum, { count }) => sum + count, 0);
}

/**
 * A table for a terminal, and the totals.
 * @param red makes a line red
 */
export function planText(planned: PlannedChanges, red: (line: string) => string): string {
  const { changes, regions } = planned;
  const rows = changes.map((change) => [
    change.image ?? "",
    changeInWords(change),
    regionsInWords(change.regions, regions),
  ]);
  const [head = "", ...lines] = textTable(["IMAGE", "CHANGE", "REGIONS"], rows).split(/(?<=\n)/);
  const shown = changes.map((change, index) => {
    const line = (lines[index] ?? "").trimEnd();
    return `${dangerOf(change) ? red(line) : line}\n`;
  });
  return `${changes.length === 0 ? "" : `${head}${shown.join("")}\n`}${summary(planned)}\n`;
}

/** The same for a comment on a pull request. */
export function planMarkdown(planned: PlannedChanges): string {
  const { changes, regions } = planned;
  const rows = changes.map((change) => {
    const words = markdownText(changeInWords(change));
    const cells = [
      markdownText(change.image ?? ""),
      dangerOf(change) ? `🔴 **${words}**` : words,
      regionsInWords(change.regions, regions),
    ];
    return `| ${cells.join(" | ")} |\n`;
  });
  const table =
    changes.length === 0 ? "" : `| image | change | regions |\n| --- | --- | --- |\n${rows.join("")}\n`;
  return `### What changes in the catalog\n\n${table}${markdownText(summary(planned))}\n`;
}

/** `0 AMIs destroyed; 2 recipients added; plans of 3 regions`. */
function summary(planned: PlannedChanges): string {
  const { destroyed, keysDestroyed, replaced, recipientsAdded, recipientsRemoved, madePublic } =
    totalsOf(planned);
  return [
    ...(planned.changes.length === 0 ? ["nothing changes"] : []),
    `${amount(destroyed, "AMI")} destroyed`,
    ...(keysDestroyed > 0 ? [`${amount(keysDestroyed, "KMS key")} destroyed`] : []),
    ...(replaced > 0 ? [`${amount(replaced, "parameter")} replaced`] : []),
    `${amount(recipientsAdded, "recipient")} added`,
    ...(recipientsRemoved > 0 ? [`${amount(recipientsRemoved, "recipient")} removed`] : []),
    ...(madePublic.length > 0 ? [`PUBLIC: ${madePublic.join(", ")}`] : []),
    `plans of ${amount(planned.regions.length, "region")}`,
    ...(planned.missing.length > 0 ? [`NO PLAN of the catalog in ${planned.missing.join(", ")}`] : []),
  ].join("; ");
}

/** Text that Markdown and its tables take as it is. */
function markdownText(text: string): string {
  return printable(text).replace(/[\\`*_[\]<>#|~&]/g, "\\$&");
}
