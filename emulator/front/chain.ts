import { errorAnswer, toAwsError } from "./answers";
import type { Answer, AwsCall, Next, Rule } from "./rule";

/** Whether a call is meant by `service:Action`; either side may hold `*`. */
export function matches(patterns: readonly string[], call: Pick<AwsCall, "service" | "action">): boolean {
  return patterns.some((pattern) => wildcard(pattern, `${call.service}:${call.action}`));
}

/** AWS's wildcards: `*` any text, `?` one character. */
export function wildcard(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(value);
}

/** Runs a call through the rules that look at it, in their order, and through `last` at the end. */
export async function runRules(rules: readonly Rule[], call: AwsCall, last: Forward): Promise<Answer> {
  const [rule, ...rest] = rules.filter(({ on }) => matches(on, call));
  if (rule === undefined) return last(call);
  const next: Next = (changed = call) => runRules(rest, changed, last);
  try {
    return await rule.handle(call, next);
  } catch (error) {
    return errorAnswer(call, toAwsError(error));
  }
}

/** Sends a call to moto. */
export type Forward = (call: AwsCall) => Promise<Answer>;
