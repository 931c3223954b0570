import { XMLParser } from "fast-xml-parser";
import type { Answer, AwsCall, Rule } from "./rule";

/** Who signed a call, and for what. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/**
 * Reads the credential scope of Signature Version 4, from the header or from a presigned URL.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function credentialOf(
  authorization: string | undefined,
  query: URLSearchParams,
): Credential | undefined {
  const scope = authorization?.match(/Credential=([^,\s]+)/)?.[1] ?? query.get("X-Amz-Credential");
  const [accessKeyId, , region, service] = scope?.split("/") ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service: service.toLowerCase() };
}

/** Which account each access key belongs to. */
export class AccessKeys {
  readonly #accounts = new Map<string, string>();

  constructor(readonly defaultAccount: string) {}

  learn(accessKeyId: string, account: string): void {
    this.#accounts.set(accessKeyId, account);
  }

  /** The key's account; a key that was never given out belongs to the default account. */
  account(accessKeyId: string | undefined): string {
    return this.#accounts.get(accessKeyId ?? "") ?? this.defaultAccount;
  }
}

const parser = new XMLParser({ parseTagValue: false });

/**
 * Learns the account of each access key that STS and IAM give out.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function accessKeyRule(keys: AccessKeys): Rule {
  return {
    name: "access-keys",
    source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
    on: ["sts:AssumeRole*", "iam:CreateAccessKey"],
    async handle(call, next) {
      const answer = await next();
      if (answer.status === 200) learnFrom(answer, call, keys);
      return answer;
    },
  };
}

function learnFrom(answer: Answer, call: AwsCall, keys: AccessKeys): void {
  const document: unknown = parser.parse(answer.body.toString());
  const accessKeyId = find(document, "AccessKeyId");
  const account = find(find(document, "AssumedRoleUser"), "Arn");
  if (typeof accessKeyId !== "string") return;
  keys.learn(
    accessKeyId,
    typeof account === "string" ? (account.split(":")[4] ?? call.account) : call.account,
  );
}

/** The first value of that name in a parsed document, at any depth. */
function find(node: unknown, name: string): unknown {
  if (typeof node !== "object" || node === null) return undefined;
  const entries = Object.entries(node);
  const own = entries.find(([key]) => key === name);
  if (own !== undefined) return own[1];
  return entries.map(([, value]) => find(value, name)).find((value) => value !== undefined);
}
