import type { AwsCall } from "./rule";

/** Writes the parameters of a Query-protocol call as its body. */
export function withParams(call: AwsCall, params: Readonly<Record<string, string>>): AwsCall {
  const body = Buffer.from(new URLSearchParams(params).toString());
  return {
    ...call,
    params,
    body,
    path: call.path.split("?")[0] ?? call.path,
    headers: { ...call.headers, "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  };
}

/** Writes the body of a JSON-protocol call. */
export function withJson(call: AwsCall, params: Readonly<Record<string, unknown>>): AwsCall {
  return { ...call, params, body: Buffer.from(JSON.stringify(params)) };
}

/** One text parameter, undefined when it is absent. */
export function text(call: AwsCall, name: string): string | undefined {
  const value = call.params[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** One Boolean parameter of the Query protocol, undefined when it is absent. */
export function flag(call: AwsCall, name: string): boolean | undefined {
  const value = text(call, name);
  return value === undefined ? undefined : value.toLowerCase() === "true";
}

/** `Prefix.1`, `Prefix.2`, … of the Query protocol, in the order of their numbers. */
export function list(call: AwsCall, prefix: string): string[] {
  return indexes(call, prefix).flatMap((index) => text(call, `${prefix}.${index}`) ?? []);
}

/** `Prefix.1.Name`, `Prefix.1.Value`, … as one record for each number; deeper names keep their dots. */
export function records(call: AwsCall, prefix: string): Record<string, string>[] {
  return indexes(call, prefix).map((index) => {
    const start = `${prefix}.${index}.`;
    const names = Object.keys(call.params).filter((name) => name.startsWith(start));
    return Object.fromEntries(names.map((name) => [name.slice(start.length), String(call.params[name])]));
  });
}

function indexes(call: AwsCall, prefix: string): number[] {
  const found = new Set<number>();
  for (const name of Object.keys(call.params)) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const index = Number(name.slice(prefix.length + 1).split(".")[0]);
    if (Number.isInteger(index)) found.add(index);
  }
  return [...found].sort((one, other) => one - other);
}
