import { findAmiIds, withoutAmiIds } from "./ami-ids";

/** A text inside of a value, and the way to it. */
export interface PlacedText {
  /** Names and indices: `launch_specification[0].ami`. */
  readonly path: string;
  readonly text: string;
}

const PROSE_KEY =
  /(^|_)(description|comments?|notes?|names?|tags|tags_all|tag_specifications|labels|annotations|documentation|docs?|readme|changelog)$/i;
const PROSE_NAME = /^(key_name|key_pair|keypair|ssh_key|user_data|user_data_base64)$/i;
const IMAGE_ARN = /^arn:aws[a-z-]*:[\w-]+:[\w-]*:\w*:\S+$/;
const QUOTED = /(["'])([^"'\\\n]*)\\?\1/g;
const AMI_KEY = /(^|_)(amis?|ami_ids?|images?|image_ids?|image_id_override)$/i;

/** Whether what has this name is for people or names something: `description`, `tags`, `key_name`. */
export function isProseKey(key: string): boolean {
  return PROSE_KEY.test(key) || PROSE_NAME.test(key);
}

/** Whether an argument by this name takes the ID of an AMI in any resource: `ami`, `image_id`, `source_ami_id`. */
export function isAmiKey(key: string): boolean {
  return AMI_KEY.test(key);
}

/**
 * All texts inside of a value, in their order.
 * @param skip leaves out what stands at certain names, from the outside to the inside, without indices
 * @param names those of the value itself
 */
export function textsOf(
  value: unknown,
  path: string,
  skip: (names: readonly string[]) => boolean = () => false,
  names: readonly string[] = [],
): PlacedText[] {
  if (typeof value === "string") {
    return skip(names) ? [] : [{ path, text: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => textsOf(entry, `${path}[${index}]`, skip, names));
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, entry]) =>
    key === "//" ? [] : textsOf(entry, joined(path, key), skip, [...names, key]),
  );
}

/** `path.key`, or `path["key"]` where the key is no name. */
export function joined(path: string, key: string): string {
  if (path === "") {
    return key;
  }
  return /^[A-Za-z_][\w-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** Every AMI ID in a text, each once. */
export function everyAmiId(text: string): string[] {
  return [...new Set(findAmiIds(text).map(({ id }) => id))];
}

/**
 * The AMI IDs that a text of unknown use names, each once: the text is one, or a list of them (with their regions,
 * as Packer writes them), or the ARN of one, or has one in quotation marks, as expressions do. An ID
 * in a sentence is none.
 */
export function namedAmiIds(text: string): string[] {
  const ids = everyAmiId(text);
  if (ids.length === 0) {
    return ids;
  }
  const trimmed = text.trim();
  if (IMAGE_ARN.test(trimmed) || isList(trimmed)) {
    return ids;
  }
  return [
    ...new Set(
      [...text.matchAll(QUOTED)].flatMap(([, , quoted = ""]) =>
        isList(quoted.trim()) ? everyAmiId(quoted) : [],
      ),
    ),
  ];
}

/** Whether a text is made of AMI IDs, regions and separators alone. */
function isList(text: string): boolean {
  return findAmiIds(text).length > 0 && /^[\s,;:=|]*$/.test(withoutAmiIds(text));
}
