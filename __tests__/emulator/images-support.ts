import { EC2Client } from "@aws-sdk/client-ec2";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { type Emulator, type Image, startEmulator } from "../../emulator";

export const OTHER_ACCOUNT = "222222222222";
export const STRANGER = "333333333333";
export const ORGANIZATION_ARN = "arn:aws:organizations::111111111111:organization/o-a1b2c3d4e5";
export const UNIT_ARN = "arn:aws:organizations::111111111111:ou/o-a1b2c3d4e5/ou-ab12-cdef3456";

/** An emulator for one test file, and clients of it. */
export class TestEmulator {
  emulator!: Emulator;
  readonly #clients: { destroy(): void }[] = [];

  async start(): Promise<void> {
    this.emulator = await startEmulator();
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await this.emulator.stop();
  }

  ec2(region = "us-east-1", account = this.emulator.accountId, maxAttempts = 1): EC2Client {
    return this.#keep(new EC2Client({ ...this.settings(region, account), maxAttempts }));
  }

  kms(region = "us-east-1", account = this.emulator.accountId): KMSClient {
    return this.#keep(new KMSClient(this.settings(region, account)));
  }

  settings(region: string, account: string): ConstructorParameters<typeof EC2Client>[0] & object {
    const credentials = () => this.emulator.credentials(account);
    return { endpoint: this.emulator.url, region, credentials, maxAttempts: 1 };
  }

  /** ARN of a new customer managed key. */
  async key(region: string, policy?: object): Promise<string> {
    const Policy = policy === undefined ? undefined : JSON.stringify(policy);
    const { KeyMetadata } = await this.kms(region).send(new CreateKeyCommand({ Policy }));
    return KeyMetadata?.Arn ?? "";
  }

  async seed(name: string, more: Partial<Parameters<Emulator["images"]["seed"]>[0]> = {}): Promise<Image> {
    return this.emulator.images.seed({ name, region: "us-east-1", ...more });
  }

  #keep<T extends { destroy(): void }>(client: T): T {
    this.#clients.push(client);
    return client;
  }
}

/** Matches the error that AWS answers with. */
export function awsError(name: string, message?: RegExp): object {
  return expect.objectContaining({ name, ...(message && { message: expect.stringMatching(message) }) });
}
