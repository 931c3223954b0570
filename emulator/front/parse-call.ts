import type { IncomingMessage } from "node:http";
import { type AccessKeys, credentialOf } from "./identity";
import { restAction } from "./rest-actions";
import type { AwsCall } from "./rule";

/** Reads the whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Turns a request into a call: service and region from its signature, operation and parameters from its protocol. */
export function parseCall(
  request: IncomingMessage,
  body: Buffer,
  id: number,
  time: number,
  keys: AccessKeys,
): AwsCall {
  const headers = flatHeaders(request);
  const path = request.url ?? "/";
  const query = new URLSearchParams(path.split("?")[1] ?? "");
  const credential = credentialOf(headers["authorization"], query);
  const service = credential?.service ?? "";
  const method = request.method ?? "GET";
  return {
    id,
    time,
    service,
    ...operation(service, method, path, query, headers, body),
    region: credential?.region ?? "us-east-1",
    account: keys.account(credential?.accessKeyId),
    method,
    path,
    headers,
    body,
  };
}

interface Operation {
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function operation(
  service: string,
  method: string,
  path: string,
  query: URLSearchParams,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Operation {
  const target = headers["x-amz-target"];
  if (target !== undefined) return { action: target.split(".").at(-1) ?? target, params: parseJson(body) };
  const form = isForm(headers) ? new URLSearchParams(body.toString()) : query;
  const action = form.get("Action") ?? query.get("Action");
  if (action !== null) {
    const params = Object.fromEntries([...query, ...form]);
    return { action, params };
  }
  const isJson = headers["content-type"]?.includes("json") === true;
  return {
    action: restAction(service, method, path),
    params: { ...Object.fromEntries(query), ...(isJson ? parseJson(body) : {}) },
  };
}

function parseJson(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString() || "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isForm(headers: Readonly<Record<string, string>>): boolean {
  return headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  );
}
