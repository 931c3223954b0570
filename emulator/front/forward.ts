import { request } from "node:http";
import type { Answer, AwsCall } from "./rule";
import type { Forward } from "./chain";

/** Headers that concern one connection only. */
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "expect", "content-length"]);

/** Sends calls to moto on the loopback interface, body and headers as they came. */
export function forwardTo(port: number): Forward {
  return (call) =>
    new Promise<Answer>((resolve, reject) => {
      const headers = { ...passed(call.headers), ...length(call), "x-moto-account-id": call.account };
      const options = { host: "127.0.0.1", port, method: call.method, path: call.path, headers };
      const outgoing = request(options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const kept = call.method === "HEAD" ? { ...incoming.headers } : passed(incoming.headers);
          resolve({
            status: incoming.statusCode ?? 502,
            headers: Object.fromEntries(
              Object.entries(kept).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
            ),
            body: Buffer.concat(chunks),
          });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(call.body);
    });
}

function passed<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

function length(call: AwsCall): Record<string, string> {
  const bodiless = call.body.length === 0 && (call.method === "GET" || call.method === "HEAD");
  return bodiless ? {} : { "content-length": String(call.body.length) };
}
