import { randomBytes } from "node:crypto";
import type { Clock } from "../front/context";
import type { AllowedImages } from "./allowed-images";
import type { BlockDevice, Image, ImageState, LaunchPermission } from "./image";
import { makeImage } from "./make-image";
import type { PublicImageQuery } from "./moto-images";
import type { MadeSnapshot, SnapshotSpec } from "./snapshots";

/** A data volume of a seeded image. */
export interface SeedVolume {
  /** @default "/dev/sdf", "/dev/sdg", … */
  readonly deviceName?: string;
  /** GiB. @default 8 */
  readonly size?: number;
}

/** An image that is simply there, as a test needs it. */
export interface SeedImage {
  readonly name: string;
  readonly region: string;
  /** Owner. @default - the emulator's own account */
  readonly account?: string;
  readonly description?: string;
  /** @default "x86_64" */
  readonly architecture?: string;
  /** @default "ebs" */
  readonly rootDeviceType?: "ebs" | "instance-store";
  /** @default "/dev/xvda" */
  readonly rootDeviceName?: string;
  /** GiB. @default 8 */
  readonly rootVolumeSize?: number;
  /** @default "hvm" */
  readonly virtualizationType?: string;
  /** @default - true when kmsKeyId is given */
  readonly encrypted?: boolean;
  /** Key ARN. @default - `alias/aws/ebs` when encrypted */
  readonly kmsKeyId?: string;
  /** Data volumes. @default - none */
  readonly volumes?: readonly SeedVolume[];
  readonly tags?: Readonly<Record<string, string>>;
  /** @default - the owner only */
  readonly launchPermissions?: readonly LaunchPermission[];
  /** @default - a new one */
  readonly imageId?: string;
  /** ISO 8601. @default - now */
  readonly creationDate?: string;
}

/** What the store needs from moto. */
export interface MotoSide {
  makeSnapshot(snapshot: SnapshotSpec): Promise<MadeSnapshot>;
  /** Public images of AWS that moto brings along. */
  publicImages(region: string, query: PublicImageQuery): Promise<readonly Image[]>;
}

/** What an account has set for all images of a region. */
export interface AccountSettings {
  /** Whether new images may not be made public. @default true, as in a new account */
  blockPublicAccess: boolean;
  allowedImages: AllowedImages;
}

/** Every AMI that was made through the front, in all accounts and regions, deregistered ones included. */
export class ImageStore {
  /** Milliseconds that a new copy stays `pending`. @default 0 */
  copyDelay = 0;
  readonly #images = new Map<string, Image>();
  readonly #settings = new Map<string, AccountSettings>();
  readonly #publicImages = new Map<string, Promise<readonly Image[]>>();

  constructor(
    private readonly clock: Clock,
    private readonly account: string,
    private readonly moto: MotoSide,
  ) {}

  add(image: Image): Image {
    this.#images.set(key(image.region, image.imageId), image);
    return image;
  }

  /** The image, whatever its state is: a deregistered one is found too. */
  get(region: string, imageId: string): Image | undefined {
    const image = this.#images.get(key(region, imageId));
    return image && this.#settled(image);
  }

  /** As `get`, and the public images of AWS. */
  async find(region: string, imageId: string): Promise<Image | undefined> {
    return this.get(region, imageId) ?? (await this.publicImages(region, { imageId }))[0];
  }

  /** Images of a region that aren't deregistered, oldest first. */
  list(region: string): Image[] {
    return [...this.#images.values()]
      .filter((image) => image.region === region && image.state !== "deregistered")
      .map((image) => this.#settled(image));
  }

  /** Every image of a region that there is or was, oldest first. */
  all(region: string): Image[] {
    return [...this.#images.values()]
      .filter((image) => image.region === region)
      .map((image) => this.#settled(image));
  }

  /** The settings of an account in a region; change them in place. */
  settings(account: string, region: string): AccountSettings {
    const place = key(region, account);
    const settings = this.#settings.get(place) ?? {
      blockPublicAccess: true,
      allowedImages: { state: "disabled", criteria: [] },
    };
    this.#settings.set(place, settings);
    return settings;
  }

  /** Public images of AWS in a region. */
  publicImages(region: string, query: PublicImageQuery): Promise<readonly Image[]> {
    const place = key(region, JSON.stringify(query));
    const images = this.#publicImages.get(place) ?? this.moto.publicImages(region, query);
    this.#publicImages.set(place, images);
    images.catch(() => this.#publicImages.delete(place));
    return images;
  }

  /** Lets a pending image come to its state after a delay in milliseconds. */
  settle(image: Image, state: ImageState, delay = 0): void {
    image.settles = { at: this.clock.now().getTime() + delay, state };
    this.#settled(image);
  }

  /** Puts an image there, with its snapshots. */
  async seed(seed: SeedImage): Promise<Image> {
    const { account = this.account, rootDeviceType = "ebs", rootDeviceName = "/dev/xvda" } = seed;
    const image = makeImage(
      {
        ...seed,
        imageId: seed.imageId ?? newImageId(),
        ownerId: account,
        rootDeviceType,
        ...(rootDeviceType === "ebs" ? { rootDeviceName } : {}),
      },
      this.clock.now(),
    );
    for (const [name, value] of Object.entries(seed.tags ?? {})) image.tags.set(name, value);
    image.launchPermissions = seed.launchPermissions ?? [];
    if (rootDeviceType === "ebs") image.blockDevices = await this.#seedDevices(image, seed);
    image.state = "available";
    return this.add(image);
  }

  async #seedDevices(image: Image, seed: SeedImage): Promise<BlockDevice[]> {
    const root = { deviceName: image.rootDeviceName, size: seed.rootVolumeSize };
    const devices: BlockDevice[] = [];
    for (const [index, { deviceName, size = 8 }] of [root, ...(seed.volumes ?? [])].entries()) {
      const snapshot = await this.moto.makeSnapshot({
        account: image.ownerId,
        region: image.region,
        volumeSize: size,
        encrypted: seed.encrypted ?? seed.kmsKeyId !== undefined,
        kmsKeyId: seed.kmsKeyId,
        description: `Created for ${image.imageId}`,
      });
      devices.push({
        deviceName: deviceName ?? `/dev/sd${String.fromCharCode("e".charCodeAt(0) + index)}`,
        ebs: { ...snapshot, volumeSize: size, volumeType: "gp3", deleteOnTermination: true },
      });
    }
    return devices;
  }

  #settled(image: Image): Image {
    const { settles } = image;
    if (settles !== undefined && settles.at <= this.clock.now().getTime()) {
      image.state = settles.state;
      delete image.settles;
    }
    return image;
  }
}

/** An AMI ID of today's form, `ami-` and 17 hexadecimal digits. */
export function newImageId(): string {
  return `ami-${randomBytes(9).toString("hex").slice(0, 17)}`;
}

function key(region: string, imageId: string): string {
  return `${region}/${imageId}`;
}
