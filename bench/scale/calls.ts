import type { LoggedCall } from "../../emulator";

/** How often each action was called: `ec2:DescribeImages` → 10. */
export type CallCounts = ReadonlyMap<string, number>;

/** Calls for what is published; those for the state are left out, which is written as often as Terraform takes minutes. */
export function countCalls(calls: readonly Pick<LoggedCall, "service" | "action">[]): CallCounts {
  const counts = new Map<string, number>();
  for (const { service, action } of calls.filter((call) => call.service !== "s3")) {
    const name = `${service}:${action}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function totalOf(counts: CallCounts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** `DescribeImages 10, GetParameter 20`, most frequent first. */
export function inWords(counts: CallCounts): string {
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name.split(":")[1]} ${count}`)
    .join(", ");
}
