import type { Place } from "../aws/account";
import type { Sdk } from "../aws/sdk";
import { aliasOf } from "./alias";
import { parameterValues } from "./parameters";
import type { Use } from "./reference";
import type { Sought } from "./sought";

/** The AMI that something launches. */
export interface LaunchImage {
  readonly amiId: string;
  readonly use: Use;
  /** In words, beside where it stands. @default - it is written by its ID */
  readonly how?: string;
}

/** What `ImageId` of launch templates and groups means: an AMI, or a parameter of the image. */
export class LaunchImages {
  private constructor(
    private readonly sought: Sought,
    private readonly values: ReadonlyMap<string, string>,
  ) {}

  /** Reads the parameters of the image that are named, as that account sees them. */
  static async read(
    sdk: Sdk,
    place: Place,
    sought: Sought,
    imageIds: readonly string[],
  ): Promise<LaunchImages> {
    const references = imageIds.flatMap((imageId) => {
      const alias = aliasOf(imageId);
      return alias?.name.startsWith(`${sought.prefix}/`) ? alias.reference : [];
    });
    return new LaunchImages(sought, await parameterValues(sdk, place, references));
  }

  /** Undefined for what is none of the AMIs that are sought. */
  of(imageId: string): LaunchImage | undefined {
    const { amiIds, prefix } = this.sought;
    const alias = aliasOf(imageId);
    if (!alias) {
      return amiIds.includes(imageId) ? { amiId: imageId, use: "names" } : undefined;
    }
    const amiId = this.values.get(alias.reference);
    if (amiId === undefined || !amiIds.includes(amiId)) {
      return undefined;
    }
    const level = alias.name.slice(prefix.length + 1);
    return alias.selector === undefined && !level.includes("/")
      ? { amiId, use: "follows", how: `follows ${level}` }
      : { amiId, use: "names", how: `by ${imageId}` };
  }
}
