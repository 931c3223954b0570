import { Token } from "cdktf";
import { Finding } from "./error";

const AMI_NAME = /^[a-zA-Z0-9()[\] ./\-'@_]{3,128}$/;
const RESERVED_TAGS = "ami-catalog:";
const MAX_TAGS = 50;
const MAX_TAG_KEY = 128;
const MAX_TAG_VALUE = 256;
/**
 * Characters that SSM and RAM take in a tag; EC2 takes any.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Tag.html
 */
export const SSM_TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopyImage.html */
export function checkAmiName(name: string): Finding | undefined {
  return AMI_NAME.test(name)
    ? undefined
    : {
        code: "AMI_NAME_INVALID",
        allowed: `an AMI name has 3 to 128 characters (this has ${name.length}) of letters, digits, space and ()[]./-'@_`,
        fix: "choose a name like `al2023-arm64-2026.11.24`",
      };
}

/** Refuses a description that is longer than `most` characters where Terraform has read `$${` as `${`. */
export function checkDescription(most: number): (description: string) => Finding | undefined {
  return (description) => {
    const { length } = description.replace(/([$%])\1\{/g, "$1{");
    return length <= most
      ? undefined
      : {
          code: "DESCRIPTION_INVALID",
          allowed: `a description has at most ${most} characters, and this has ${length}`,
          fix: "shorten it, or put the rest into tags",
        };
  };
}

function tagRefusal(key: string, value: string, text?: RegExp): readonly [string, string] | undefined {
  if (/^aws:/i.test(key)) {
    return [`the prefix \`aws:\` is reserved, and \`${key}\` has it`, "choose another prefix"];
  }
  if (key.length < 1 || key.length > MAX_TAG_KEY) {
    return [`a tag key has 1 to ${MAX_TAG_KEY} characters, and one has ${key.length}`, "shorten the key"];
  }
  if (Token.isUnresolved(value)) {
    return undefined;
  }
  if (value.length > MAX_TAG_VALUE) {
    return [
      `a tag value has at most ${MAX_TAG_VALUE} characters, and that of \`${key}\` has ${value.length}`,
      "shorten the value",
    ];
  }
  return text === undefined || (text.test(key) && text.test(value))
    ? undefined
    : [
        `the tags of this service hold letters, digits, spaces and _.:/=+-@, and \`${key}\` does not`,
        "replace the other characters",
      ];
}

/**
 * Refuses tags that AWS does not take. `own` counts the tags that the construct adds to them,
 * `text` is what the service takes in keys and values.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
 */
export function checkTags(
  own = 0,
  text?: RegExp,
): (tags: Readonly<Record<string, string>>) => Finding | undefined {
  return (tags) => {
    const entries = Object.entries(tags);
    const refused = entries
      .map(([key, value]) => tagRefusal(key, value, text))
      .find((found) => found !== undefined);
    if (refused) {
      return { code: "TAGS_INVALID", allowed: refused[0], fix: refused[1] };
    }
    return entries.length + own <= MAX_TAGS
      ? undefined
      : {
          code: "TAGS_INVALID",
          allowed: `a resource has at most ${MAX_TAGS} tags: ${entries.length} are given${own > 0 ? ` and ${own} are added` : ""}`,
          fix: `give at most ${MAX_TAGS - own}`,
        };
  };
}

/** Refuses a tag that a construct adds by itself, in place of the given value: `ami-catalog:version`. */
export function checkReservedTags(tags: Readonly<Record<string, string>>): Finding | undefined {
  const reserved = Object.keys(tags).find((key) => key.startsWith(RESERVED_TAGS));
  return reserved === undefined
    ? undefined
    : {
        code: "TAGS_INVALID",
        allowed: `tags that begin with \`${RESERVED_TAGS}\` are added here, and \`${reserved}\` is one`,
        fix: "choose another prefix",
      };
}

/** Refuses what can't be the last level of a parameter's name. */
export function checkVersion(version: string): Finding | undefined {
  return /^[a-zA-Z0-9_.-]{1,64}$/.test(version)
    ? undefined
    : {
        code: "VERSION_INVALID",
        allowed: "a version has 1 to 64 letters, digits and `_.-`",
        fix: 'write it like "2026.11.24"',
      };
}
