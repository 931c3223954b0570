import { Figure, Row } from "../../figure";
import { totalOf } from "../calls";
import { Command, RegionRuns, runRegion } from "../region-runs";
import { catalogSide, handWrittenSide } from "../sides";
import { requireSameState } from "../state";
import { TerraformRun } from "../terraform-folder";

/** What both sides took for the same number of distributions. */
export interface SizeRuns {
  readonly count: number;
  /** Resource instances, the same on both sides. */
  readonly resources: number;
  readonly subject: RegionRuns;
  readonly baseline: RegionRuns;
}

const WORDS: Readonly<Record<Command, string>> = {
  plan: "first plan",
  apply: "apply",
  planAgain: "plan without changes",
};

async function runSize(count: number, installation: Readonly<Record<string, string>>): Promise<SizeRuns> {
  const subject = await runRegion(catalogSide, count, installation);
  const baseline = await runRegion(handWrittenSide, count, installation);
  return { count, resources: requireSameState(subject.state, baseline.state), subject, baseline };
}

/** Seconds for each resource that `more` has beyond `fewer`: what is paid once a command is left out. */
function secondsForEach(
  of: (size: SizeRuns) => TerraformRun,
  [fewer, more]: readonly [SizeRuns, SizeRuns],
): number {
  return (of(more).seconds - of(fewer).seconds) / (more.resources - fewer.resources);
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms`;
}

/** How the time for each further resource grows: that of the last step of sizes by that of the first. */
function slope(command: Command, [small, middle, large]: readonly [SizeRuns, SizeRuns, SizeRuns]): Figure {
  const growth = (side: "subject" | "baseline"): readonly [number, number] => {
    const of = (size: SizeRuns): TerraformRun => size[side][command];
    return [secondsForEach(of, [small, middle]), secondsForEach(of, [middle, large])];
  };
  const [[first, last], [firstByHand, lastByHand]] = [growth("subject"), growth("baseline")];
  return {
    name: `${WORDS[command]}, time for each further resource`,
    value: last / first,
    limit: 1.2,
    unit: `x that from ${small.count} to ${middle.count} distributions`,
    goal: "at most",
    detail:
      `from ${middle.count} to ${large.count}: ${milliseconds(last)} against ${milliseconds(first)}; ` +
      `hand-written ${milliseconds(lastByHand)} against ${milliseconds(firstByHand)}`,
  };
}

/** The whole time by the number of resources, the start of Terraform included. */
function wholeTime(command: Command, small: SizeRuns, large: SizeRuns): Figure {
  const each = ({ resources, subject }: SizeRuns): number => subject[command].seconds / resources;
  return {
    name: `${WORDS[command]}, time for each resource`,
    value: each(large) / each(small),
    limit: 1.2,
    unit: `x that of ${small.count} distributions`,
    goal: "at most",
    detail: `${milliseconds(each(large))} of ${large.resources} against ${milliseconds(each(small))} of ${small.resources}`,
  };
}

/** One side by the other at one size. */
function against(
  size: SizeRuns,
  command: Command,
  what: {
    readonly name: string;
    readonly limit: number;
    readonly of: (run: TerraformRun) => string | number;
  },
  value: (run: TerraformRun) => number,
): Figure {
  const [own, byHand] = [size.subject[command], size.baseline[command]];
  return {
    name: `${WORDS[command]} of ${size.count} distributions, ${what.name}`,
    value: value(own) / value(byHand),
    limit: what.limit,
    unit: "x hand-written HCL",
    goal: "at most",
    detail: `${what.of(own)} against ${what.of(byHand)}`,
  };
}

function comparisons(size: SizeRuns): readonly Figure[] {
  const calls = { name: "AWS calls", limit: 1, of: (run: TerraformRun) => totalOf(run.calls) };
  const memory = {
    name: "peak memory",
    limit: 1.15,
    of: ({ residentBytes }: TerraformRun) => `${(residentBytes / 1e6).toFixed(0)} MB`,
  };
  const time = { name: "time", limit: 1.1, of: ({ seconds }: TerraformRun) => `${seconds.toFixed(1)} s` };
  return [
    against(size, "plan", time, (run) => run.seconds),
    against(size, "planAgain", calls, (run) => totalOf(run.calls)),
    against(size, "planAgain", memory, (run) => run.residentBytes),
    against(size, "planAgain", time, (run) => run.seconds),
    against(size, "apply", time, (run) => run.seconds),
  ];
}

/** The figures of all sizes, smallest first. */
export function regionFigures(sizes: readonly SizeRuns[]): readonly Figure[] {
  const [small, middle, large] = sizes;
  const growth: Figure[] = [];
  for (const command of ["plan", "apply", "planAgain"] as const) {
    const largest = sizes.at(-1);
    if (small && largest && small !== largest) growth.push(wholeTime(command, small, largest));
    if (small && middle && large) growth.push(slope(command, [small, middle, large]));
  }
  return [...sizes.flatMap(comparisons), ...growth];
}

/** The stack of one region, planned and applied against the emulator, beside the same in hand-written HCL. */
export function regionRow(counts: readonly number[], installation: Readonly<Record<string, string>>): Row {
  return {
    title: `Terraform on one region of ${counts.join(", ")} distributions`,
    async measure() {
      const sizes: SizeRuns[] = [];
      for (const count of counts) {
        sizes.push(await runSize(count, installation));
      }
      return regionFigures(sizes);
    },
  };
}
