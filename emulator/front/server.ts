import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { errorAnswer } from "./answers";
import { AwsError } from "./aws-error";
import type { CallLog } from "./call-log";
import { type Forward, runRules } from "./chain";
import { type Faults, play } from "./faults";
import type { AccessKeys } from "./identity";
import { answerKnob, type Knobs, KNOBS_PATH } from "./knobs";
import { parseCall, readBody } from "./parse-call";
import type { Answer, AwsCall, Rule } from "./rule";

/** What the front is made of. */
export interface FrontParts extends Knobs {
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly keys: AccessKeys;
  readonly rules: readonly Rule[];
  readonly forward: Forward;
}

/** The HTTP server that clients call: faults first, then the rules, then moto. */
export function createFront(parts: FrontParts): Server {
  let count = 0;
  const server = createServer((request, response) => {
    const id = (count += 1);
    serve(parts, request, response, id).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 0;
  return server;
}

async function serve(
  parts: FrontParts,
  request: IncomingMessage,
  response: ServerResponse,
  id: number,
): Promise<void> {
  const time = Date.now();
  const body = await readBody(request);
  const url = request.url ?? "/";
  if (url.startsWith(KNOBS_PATH)) {
    return send(response, await answerKnob(parts, request.method ?? "GET", url, body));
  }
  const call = parseCall(request, body, id, time, parts.keys);
  const logged = parts.calls.add(call);
  const fault = parts.faults.strike(call);
  if (fault !== undefined) logged.fault = fault.kind;
  const answer =
    (fault && (await play(fault, call))) ?? (await safely(parts, { ...call, fault: fault?.kind }));
  parts.calls.end(logged, answer === "reset" ? 0 : answer.status);
  if (answer === "reset" || fault?.kind === "lost") {
    request.socket.destroy();
    return;
  }
  send(response, answer);
}

async function safely({ rules, forward }: FrontParts, call: AwsCall): Promise<Answer> {
  try {
    return await runRules(rules, call, forward);
  } catch (error) {
    const message = `moto did not answer: ${error instanceof Error ? error.message : String(error)}`;
    return errorAnswer(call, new AwsError("ServiceUnavailable", message, 503));
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, ...length(headers, body) });
  response.end(body);
}

function length(headers: Answer["headers"], body: Answer["body"]): Record<string, number> {
  return "content-length" in headers ? {} : { "content-length": Buffer.byteLength(body) };
}
