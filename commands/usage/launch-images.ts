import type { Place } from "../aws/account";
import type { Attempt } from "../aws/attempts";
import type { Sdk } from "../aws/sdk";
import { aliasOf } from "./alias";
import { imageParameter } from "./image-parameter";
import { readableValues } from "./parameters";
import type { Use } from "./reference";
import type { Sought } from "./sought";

/** First levels of AWS's own parameters, which never are the catalog's. */
const OF_AWS = "/aws/service/";

/** The AMI that something launches. */
export interface LaunchImage {
  readonly amiId: string;
  readonly use: Use;
  /** In words, beside where it stands. @default - it is written by its ID */
  readonly how?: string;
}

/** What `ImageId` of launch templates and groups means: an AMI, or a parameter that holds one. */
export class LaunchImages {
  private constructor(
    private readonly sought: Sought,
    private readonly values: ReadonlyMap<string, string>,
  ) {}

  /** Reads the parameters that are named, as that account sees them: anyone may hold an AMI of the image. */
  static async read(
    sdk: Sdk,
    place: Place,
    sought: Sought,
    imageIds: readonly string[],
    attempt: Attempt,
  ): Promise<LaunchImages> {
    const references = imageIds.flatMap((imageId) => {
      const alias = aliasOf(imageId);
      return alias && !alias.name.startsWith(OF_AWS) ? alias.reference : [];
    });
    return new LaunchImages(sought, await readableValues(sdk, place, references, attempt));
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
    const parameter = imageParameter(prefix, alias.name);
    return alias.selector === undefined && parameter?.kind === "channel"
      ? { amiId, use: "follows", how: `follows ${parameter.name}` }
      : { amiId, use: "names", how: `by ${imageId}` };
  }
}
