import type { Place } from "../aws/account";
import type { Sdk } from "../aws/sdk";
import { imageParameter } from "./image-parameter";

/** What the parameters of an image say in one region. */
export interface PublishedAmis {
  readonly region: string;
  /** AMI IDs by version. */
  readonly versions: ReadonlyMap<string, string>;
  /** AMI IDs by channel. */
  readonly channels: ReadonlyMap<string, string>;
}

/**
 * Reads the parameters of an image.
 * @param prefix first levels of their names: `/golden/web`
 */
export async function publishedAmis(sdk: Sdk, place: Place, prefix: string): Promise<PublishedAmis> {
  const pages = sdk.ssm.paginateGetParametersByPath(
    { client: place.ssm },
    { Path: prefix, Recursive: true, MaxResults: 10 },
  );
  const versions = new Map<string, string>();
  const channels = new Map<string, string>();
  for await (const { Parameters = [] } of pages) {
    for (const { Name = "", Value = "" } of Parameters) {
      const parameter = imageParameter(prefix, Name);
      if (parameter) {
        (parameter.kind === "channel" ? channels : versions).set(parameter.name, Value);
      }
    }
  }
  return { region: place.region, versions, channels };
}
