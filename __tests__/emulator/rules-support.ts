import { EC2Client } from "@aws-sdk/client-ec2";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { Emulator } from "../../emulator";

export const REGION = "eu-west-1";
export const PLATFORM = "123456789012";
export const CONSUMER = "222222222222";

/** One account's way to the emulator, in one region. */
export interface Account {
  readonly id: string;
  readonly ssm: SSMClient;
  readonly ec2: EC2Client;
  /** A call of a service without an SDK client here. Resolves with the body; rejects with `CODE: message`. */
  query(service: string, action: string, params?: Readonly<Record<string, string>>): Promise<string>;
  /** A call of RAM, whose paths are the names of its operations. */
  ram(operation: string, body?: object, method?: string): Promise<Record<string, unknown>>;
  eks(path: string, body: object): Promise<Record<string, unknown>>;
}

function code(body: string, headers: Headers): string {
  return headers.get("x-amzn-errortype") ?? /<Code>([^<]+)<\/Code>/.exec(body)?.[1] ?? body;
}

/** An account of the emulator, by AssumeRole where it isn't the default one. */
export async function account(emulator: Emulator, id: string, region = REGION): Promise<Account> {
  const credentials =
    id === emulator.accountId
      ? { accessKeyId: "emulator", secretAccessKey: "emulator" }
      : await emulator.credentials(id);
  const settings = { endpoint: emulator.url, region, credentials, maxAttempts: 1 };
  async function send(service: string, path: string, init: RequestInit, type: string): Promise<string> {
    const scope = `${credentials.accessKeyId}/20260101/${region}/${service}/aws4_request`;
    const Authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const headers = { Authorization, "Content-Type": type };
    const response = await fetch(`${emulator.url}${path}`, { ...init, headers });
    const body = await response.text();
    if (!response.ok) {
      throw new Error(`${code(body, response.headers)}: ${body}`);
    }
    return body;
  }
  async function json(service: string, path: string, body: object, method: string) {
    const init = { method, body: method === "DELETE" ? undefined : JSON.stringify(body) };
    return JSON.parse(await send(service, path, init, "application/json")) as Record<string, unknown>;
  }
  return {
    id,
    ssm: new SSMClient(settings),
    ec2: new EC2Client(settings),
    query: (service, Action, params = {}) => {
      const body = new URLSearchParams({ Action, Version: "2011-01-01", ...params }).toString();
      return send(service, "/", { method: "POST", body }, "application/x-www-form-urlencoded");
    },
    ram: (operation, body = {}, method = "POST") => json("ram", `/${operation}`, body, method),
    eks: (path, body) => json("eks", path, body, "POST"),
  };
}
