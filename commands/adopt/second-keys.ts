import type { Finding, Found } from "./findings";
import { madeFor } from "./keys";
import { type StateResource, textOf, type Wanted } from "./plan";

/**
 * Keys of the state that were made a second time, by a deploy that didn't know of the first: the alias still names the
 * first, which the copies were made with, and the state lacks the alias. The state must forget the second before
 * anything is made with it.
 */
export function secondKeys(
  held: readonly StateResource[],
  wanted: readonly Wanted[],
  { keys, aliases }: Found,
): Finding[] {
  const named = wanted.filter(({ type }) => type === "aws_kms_alias").map(({ values }) => values.name);
  const targets = [...aliases].flatMap(([name, alias]) =>
    typeof alias !== "string" && named.includes(name) ? alias.values.target_key_id : [],
  );
  const firsts = keys.filter(({ keyId }) => targets.includes(keyId));
  const used = held.map(({ values }) => values.kms_key_id);
  return held
    .filter(({ type, values }) => type === "aws_kms_key" && !used.includes(values.arn))
    .flatMap(({ address, values }): Finding[] => {
      const [type, id] = ["aws_kms_key", textOf(values, "id") ?? ""];
      const first = firsts.find((key) => key.madeFor === madeFor(values) && key.keyId !== id);
      const note = `a second key: the alias names ${first?.keyId}, made for the same`;
      return first === undefined ? [] : [{ action: "forget", type, id, address, note }];
    });
}
