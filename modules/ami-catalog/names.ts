import { checkParameterName, checkVersion, Finding } from "../support";
import { nearest, shownWords } from "./suggestion";

/** Level of the version parameters: `/golden/web/versions/2026.11.24`. */
export const VERSIONS_LEVEL = "versions";

const IMAGE_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Refuses what parameter names can't begin with. */
export function checkNamespace(namespace: string): Finding | undefined {
  return namespace.startsWith("/")
    ? checkParameterName()(namespace)
    : {
        code: "PARAMETER_NAME_INVALID",
        allowed: "a namespace is the first level of a parameter's name, or the first few",
        fix: `write it with a slash first, "/${namespace}"`,
      };
}

/** Name of the stack of a region: `golden-base-us-east-1`. */
export function stackName(namespace: string, region: string): string {
  return [...namespace.split("/").filter(Boolean), region].join("-");
}

/** Alias of the key that a catalog makes in a region, without `alias/`; aliases have no dots. */
export function keyAlias(namespace: string): string {
  return `${namespace.slice(1).replaceAll(".", "-")}/ami`;
}

/** Refuses what can't be the name of an image. */
export function checkImageName(name: string): Finding | undefined {
  if (name in {}) {
    return { code: "IMAGE_NAME_INVALID", allowed: "this name is reserved", fix: "choose another name" };
  }
  return IMAGE_NAME.test(name)
    ? undefined
    : {
        code: "IMAGE_NAME_INVALID",
        allowed: "the name of an image has 1 to 64 lower-case letters, digits and `._-`",
        fix: 'write it like "al2023-arm64"',
      };
}

/** Refuses what can't be the name of a channel. */
export function checkChannelName(name: string): Finding | undefined {
  const code = "CATALOG_CHANNEL_INVALID";
  if (name.toLowerCase() === VERSIONS_LEVEL) {
    const allowed = "the parameters of the versions stand below this name";
    return { code, allowed, fix: 'choose another name, like "stable"' };
  }
  return checkVersion(name)
    ? { code, allowed: "a channel has 1 to 64 letters, digits and `_.-`", fix: 'write it like "stable"' }
    : undefined;
}

/** Refuses what can't be a name in `accounts` or `kmsKeys`: it must not look like what it stands for. */
export function checkAlias(name: string): Finding | undefined {
  return /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)
    ? undefined
    : {
        code: "CATALOG_VALUE_INVALID",
        allowed: "a name has 1 to 64 letters, digits and `_-`, and begins with a letter",
        fix: 'write it like "web-production"',
      };
}

/** Refuses what isn't one of the names below a key of the file; `otherwise` is a second way out. */
export function unknownName(
  given: string,
  known: readonly string[],
  key: string,
  otherwise?: string,
): Finding | undefined {
  if (known.includes(given)) {
    return undefined;
  }
  const suggestion = nearest(given, known);
  const meant = suggestion === undefined ? "" : `, did you mean \`${suggestion}\`?`;
  const ways = [
    known.length > 0 ? `name one of ${shownWords(given, known)}` : undefined,
    `add it to \`${key}\``,
    otherwise,
  ];
  return {
    code: "CATALOG_NAME_UNKNOWN",
    allowed: `this is no name in \`${key}\`${meant}`,
    fix: ways.filter((way) => way !== undefined).join(", or "),
  };
}
