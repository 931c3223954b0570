import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { CallLog } from "./front/call-log";
import { type Credentials, MotoClients } from "./front/clients";
import { forwardTo } from "./front/forward";
import type { Context, Settings } from "./front/context";
import { Faults } from "./front/faults";
import { accessKeyRule, AccessKeys } from "./front/identity";
import { Organizations } from "./front/organizations";
import { createFront } from "./front/server";
import { ImageStore } from "./images/image-store";
import { motoImages } from "./images/moto-images";
import { makeSnapshot } from "./images/snapshots";
import { type Moto, PUBLIC_IMAGES_ACCOUNT, startMoto } from "./moto/moto";
import { allRules } from "./rules";

const ACCOUNT_ID = "123456789012";

export interface EmulatorOptions {
  /** Port of the front on 127.0.0.1. @default 0 - any free port */
  readonly port?: number;
  /** Command that runs Python 3. @default "python3" */
  readonly python?: string;
}

/** AWS on this machine: moto, and before it the rules and faults that moto lacks. */
export interface Emulator {
  readonly url: string;
  /** The account of callers that assumed no role. */
  readonly accountId: string;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly images: ImageStore;
  readonly organizations: Organizations;
  readonly settings: Settings;
  /** Variables that point Terraform, the AWS CLI and every AWS SDK here. @param region @default "us-east-1" */
  environment(region?: string): Record<string, string>;
  /** Credentials that act as an account, by AssumeRole. */
  credentials(accountId: string): Promise<Credentials>;
  /** Refuses all connections, and answers again on the same port after so many milliseconds; the data stays. */
  interrupt(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when moto has ended, asked to or not. */
  readonly ended: Promise<void>;
}

/**
 * Starts moto and the front.
 *
 * @throws MotoError when Python 3 or moto is missing; an error with code EADDRINUSE when the port is taken
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const moto = await startMoto(options.python);
  try {
    return await startFront(moto, options.port ?? 0);
  } catch (error) {
    await moto.stop();
    throw error;
  }
}

async function startFront(moto: Moto, port: number): Promise<Emulator> {
  const keys = new AccessKeys(ACCOUNT_ID);
  const clients = new MotoClients(`http://127.0.0.1:${moto.port}`, keys);
  const context = makeContext(moto, clients);
  const { images, organizations, settings } = context;
  const [calls, faults] = [new CallLog(), new Faults()];
  const rules = [accessKeyRule(keys), ...allRules(context)];
  const server = createFront({ calls, faults, images, keys, rules, forward: context.forward });
  const listening = await listen(server, port);
  const url = `http://127.0.0.1:${listening}`;
  return {
    url,
    accountId: ACCOUNT_ID,
    calls,
    faults,
    images,
    organizations,
    settings,
    environment: (region = "us-east-1") => environment(url, region),
    credentials: (accountId) => clients.credentials(accountId),
    ended: moto.ended,
    async interrupt(milliseconds) {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, sleep(milliseconds)]);
      await listen(server, listening);
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      clients.destroy();
      await moto.stop();
    },
  };
}

function makeContext(moto: Moto, clients: MotoClients): Context {
  const clock = { now: () => new Date() };
  const aws: Context["aws"] = (account, region) => clients.for(account, region);
  return {
    accountId: ACCOUNT_ID,
    clock,
    images: new ImageStore(clock, ACCOUNT_ID, {
      makeSnapshot: (snapshot) => makeSnapshot(aws, snapshot),
      publicImages: (region, query) => motoImages(aws(PUBLIC_IMAGES_ACCOUNT, region), region, query),
    }),
    organizations: new Organizations(),
    shares: new Map(),
    settings: { parameterValidationDelay: 0, imageReferences: false },
    aws,
    forward: forwardTo(moto.port),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function environment(url: string, region: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
