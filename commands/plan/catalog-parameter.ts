import { VERSIONS_LEVEL } from "../../modules/ami-catalog/names";
import { nameOf, textOf } from "./attributes";
import { ResourceChange } from "./plan-file";

/** What a parameter of a catalog names. */
export interface CatalogParameter {
  readonly kind: "channel" | "version";
  readonly image: string;
  /** Channel or version. */
  readonly name: string;
}

/** What a resource is in the catalog of a namespace, where it is a parameter of it, or becomes one. */
export function parameterOf(
  { type, before, after }: ResourceChange,
  namespace: string,
): CatalogParameter | undefined {
  return type === "aws_ssm_parameter"
    ? (parse(textOf(before?.name), namespace) ?? parse(textOf(after?.name), namespace))
    : undefined;
}

/** Account of a channel's copy in another account: it has the same name, and an address of its own. */
export function copyAccountOf({ address }: ResourceChange, channel: string): string | undefined {
  const id = `_Channel-${channel.replace(/[^A-Za-z0-9_-]/g, "")}-Account-`;
  const name = nameOf(address);
  const at = name.indexOf(id);
  return at < 0 ? undefined : /^(\d{12})_[0-9A-F]{8}$/.exec(name.slice(at + id.length))?.[1];
}

/** `NAMESPACE/IMAGE/CHANNEL`, or `NAMESPACE/IMAGE/versions/VERSION`; a namespace below this one has more levels. */
function parse(parameterName: string | undefined, namespace: string): CatalogParameter | undefined {
  if (!parameterName?.startsWith(`${namespace}/`)) {
    return undefined;
  }
  const [image = "", level = "", version, ...rest] = parameterName.slice(namespace.length + 1).split("/");
  if (rest.length > 0) {
    return undefined;
  }
  if (version === undefined) {
    return { kind: "channel", image, name: level };
  }
  return level === VERSIONS_LEVEL ? { kind: "version", image, name: version } : undefined;
}
