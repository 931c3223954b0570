import { EC2Client } from "@aws-sdk/client-ec2";
import { KMSClient } from "@aws-sdk/client-kms";
import { SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { AwsClients } from "./context";
import type { AccessKeys } from "./identity";

/** What an AWS SDK client takes to act as an account. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Keys that were never given out belong to the default account. */
const DEFAULT_CREDENTIALS: Credentials = { accessKeyId: "emulator", secretAccessKey: "emulator" };

/** AWS SDK clients for moto itself, made once for each account and region. */
export class MotoClients {
  readonly #clients = new Map<string, AwsClients>();
  readonly #credentials = new Map<string, Promise<Credentials>>();

  constructor(
    private readonly endpoint: string,
    private readonly keys: AccessKeys,
  ) {}

  for(account: string, region: string): AwsClients {
    const key = `${account}/${region}`;
    const clients = this.#clients.get(key) ?? this.#make(account, region);
    this.#clients.set(key, clients);
    return clients;
  }

  /** Credentials of an account; other accounts than the default one get theirs by AssumeRole. */
  async credentials(account: string): Promise<Credentials> {
    const known = this.#credentials.get(account) ?? this.#assumeRole(account);
    this.#credentials.set(account, known);
    return known;
  }

  destroy(): void {
    for (const clients of this.#clients.values()) {
      for (const client of Object.values(clients) as readonly { destroy(): void }[]) client.destroy();
    }
    this.#clients.clear();
  }

  #make(account: string, region: string): AwsClients {
    const settings = { endpoint: this.endpoint, region, credentials: () => this.credentials(account) };
    return {
      ec2: new EC2Client(settings),
      kms: new KMSClient(settings),
      ssm: new SSMClient(settings),
      sts: new STSClient(settings),
    };
  }

  async #assumeRole(account: string): Promise<Credentials> {
    if (account === this.keys.defaultAccount) return DEFAULT_CREDENTIALS;
    const { sts } = this.for(this.keys.defaultAccount, "us-east-1");
    const role = { RoleArn: `arn:aws:iam::${account}:role/emulator`, RoleSessionName: "emulator" };
    const { Credentials: given } = await sts.send(new AssumeRoleCommand(role));
    if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined) {
      throw new Error(`moto gave no credentials for account ${account}`);
    }
    this.keys.learn(given.AccessKeyId, account);
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
    };
  }
}
