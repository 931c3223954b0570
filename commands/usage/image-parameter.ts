import { VERSIONS_LEVEL } from "../../modules/ami-catalog/names";

/** A parameter that the catalog has for an image. */
export interface ImageParameter {
  readonly kind: "channel" | "version";
  /** Of the channel or the version. */
  readonly name: string;
}

/**
 * The parameter of an image by its name: `/golden/web/stable`, `/golden/web/versions/2026.11`. Undefined for all
 * else, such as what people keep on further levels below the image.
 * @param prefix first levels of the names of the image's parameters: `/golden/web`
 */
export function imageParameter(prefix: string, parameter: string): ImageParameter | undefined {
  if (!parameter.startsWith(`${prefix}/`)) {
    return undefined;
  }
  const [level = "", version, ...deeper] = parameter.slice(prefix.length + 1).split("/");
  if (version === undefined) {
    return { kind: "channel", name: level };
  }
  return level === VERSIONS_LEVEL && deeper.length === 0 ? { kind: "version", name: version } : undefined;
}
