import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { Emulator, startEmulator } from "../../emulator";
import { images, SOURCE_REGION } from "../input";

/** Where the states are. */
export const STATE_BUCKET = "states";

/** AWS on this machine, with the source images, a KMS key in each region, and a bucket for states. */
export interface World {
  readonly emulator: Emulator;
  /** ARN of the key of each region. */
  readonly keys: Readonly<Record<string, string>>;
}

/** Starts the emulator with `count` source images for the time of `use`. */
export async function inWorld<T>(
  count: number,
  regions: readonly string[],
  use: (world: World) => Promise<T>,
): Promise<T> {
  const emulator = await startEmulator();
  try {
    for (const { name, sourceAmiId } of images(count)) {
      await emulator.images.seed({ name, region: SOURCE_REGION, imageId: sourceAmiId });
    }
    await makeBucket(emulator);
    const keys: Record<string, string> = {};
    for (const region of regions) {
      keys[region] = await makeKey(emulator, region);
    }
    emulator.calls.clear();
    return await use({ emulator, keys });
  } finally {
    await emulator.stop();
  }
}

async function makeBucket(emulator: Emulator): Promise<void> {
  const { status } = await fetch(`${emulator.url}/${STATE_BUCKET}`, { method: "PUT" });
  if (status !== 200) {
    throw new Error(`the bucket ${STATE_BUCKET} can't be made: ${status}`);
  }
}

async function makeKey(emulator: Emulator, region: string): Promise<string> {
  const credentials = await emulator.credentials(emulator.accountId);
  const kms = new KMSClient({ region, endpoint: emulator.url, credentials });
  try {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    return KeyMetadata?.Arn ?? "";
  } finally {
    kms.destroy();
  }
}
