import { withParams } from "../../front/call";
import type { AwsCall } from "../../front/rule";

/** The call of the Query protocol with these parameters set or added. */
export function withQuery(call: AwsCall, changes: Readonly<Record<string, string>>): AwsCall {
  const params = Object.entries(call.params).map(([key, value]) => [key, String(value)] as const);
  return withParams(call, { ...Object.fromEntries(params), ...changes });
}

/** The different numbers behind a prefix: `Overrides.1.…`, `Overrides.2.…` give `["Overrides.1", "Overrides.2"]`. */
export function items(call: AwsCall, prefix: string): string[] {
  const found = new Set<string>();
  for (const key of Object.keys(call.params)) {
    const number = key.startsWith(`${prefix}.`) ? /^\d+/.exec(key.slice(prefix.length + 1))?.[0] : undefined;
    if (number !== undefined) {
      found.add(`${prefix}.${number}`);
    }
  }
  return [...found];
}
