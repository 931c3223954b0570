import { Finding, Validator } from "../support";
import { DocumentNode, placeOf, placeOfKey } from "./document-tree";
import { Context, Decoder, isEmpty, JsonSchema, mapOf, refuseType, refuseValue } from "./decoder";
import { nearest } from "./suggestion";

export interface TextOptions {
  /** What is wrong with it. @default - any text is good */
  readonly check?: (text: string, context: Context) => Finding | undefined;
  /** What it stands for; checked afterwards. @default - itself */
  readonly read?: (text: string, context: Context) => string | undefined;
  /** An example or the form, for "it must be text: write it like …". @default - none */
  readonly like?: string;
  /** Additions to the JSON schema. */
  readonly jsonSchema?: JsonSchema;
}

const LOOKS_LIKE_ANOTHER_TYPE: JsonSchema = { type: ["string", "number", "boolean"] };

/** Text as it stands in the file, with quotes or without: `2026.10`, `0123` and `no` never change. */
export function text({ check, read, like = "text", jsonSchema }: TextOptions = {}): Decoder<string> {
  return {
    jsonSchema: { type: "string", ...jsonSchema },
    decode(node, context) {
      if (node.kind !== "text" || isEmpty(node)) {
        return refuseType(node, context, "text", `write one value, like \`${like}\``);
      }
      const value = read ? read(node.text, context) : node.text;
      return value === undefined || refuseValue(node, context, check?.(value, context)) ? undefined : value;
    },
  };
}

/** Text that people write without quotes though YAML has another type for it: editors let it pass. */
export function looseText(options: TextOptions = {}): Decoder<string> {
  return text({ ...options, jsonSchema: { ...options.jsonSchema, ...LOOKS_LIKE_ANOTHER_TYPE } });
}

/** `true` or `false`, without quotes. */
export const flag: Decoder<boolean> = {
  jsonSchema: { type: "boolean" },
  decode(node, context) {
    if (node.kind === "text" && node.plain && (node.text === "true" || node.text === "false")) {
      return node.text === "true";
    }
    return refuseType(node, context, "`true` or `false`", "write one of the two, without quotes");
  },
};

/** A number in decimal digits, without quotes. */
export const number: Decoder<number> = {
  jsonSchema: { type: "number" },
  decode(node, context) {
    return node.kind === "text" && node.plain && /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(node.text)
      ? Number(node.text)
      : refuseType(node, context, "a number", "write it in decimal digits, without quotes");
  },
};

/** One of a few words. */
export function word<const W extends string>(...words: readonly W[]): Decoder<W> {
  const allowed = words.map((one) => `"${one}"`).join(" or ");
  return {
    jsonSchema: { enum: words },
    decode(node, context) {
      if (node.kind !== "text" || isEmpty(node)) {
        return refuseType(node, context, allowed, `write "${words[0]}"`);
      }
      const found = words.find((one) => one === node.text);
      if (found === undefined) {
        const fix = `write "${nearest(node.text, words) ?? words[0]}"`;
        context.problems.add(placeOf(node), node.text, "CATALOG_VALUE_INVALID", `it must be ${allowed}`, fix);
      }
      return found;
    },
  };
}

/** A list of alike entries; what is refused is left out. */
export function list<T>(item: Decoder<T>): Decoder<T[]> {
  return {
    jsonSchema: { type: "array", items: item.jsonSchema },
    decode(node, context) {
      if (node.kind !== "list") {
        return refuseType(
          node,
          context,
          "a list",
          "write each entry in a line of its own after `- `, or `[]` for none",
        );
      }
      return node.items.flatMap((entry) => {
        const value = item.decode(entry, context);
        return value === undefined ? [] : [value];
      });
    },
  };
}

export interface RecordOptions {
  /** What is wrong with a key. @default - any text is good */
  readonly check?: Validator<string>;
  /** What the keys are, when there must be one: `versions`. @default - there may be none */
  readonly needed?: string;
}

/** A map from names to alike values; what is refused is left out. */
export function record<T>(value: Decoder<T>, options: RecordOptions = {}): Decoder<Record<string, T>> {
  const { check, needed } = options;
  return {
    jsonSchema: {
      type: "object",
      additionalProperties: value.jsonSchema,
      ...(needed !== undefined && { minProperties: 1 }),
    },
    decode(node, context) {
      const map = mapOf(node, context);
      if (!map) {
        return undefined;
      }
      if (needed !== undefined && map.entries.size === 0) {
        context.problems.add(placeOf(map), undefined, "CATALOG_EMPTY", `it has no ${needed}`, "add one");
      }
      const decoded: [string, T][] = [];
      for (const [key, entry] of map.entries) {
        const finding = check?.(key);
        const one = value.decode(entry.value, context);
        if (finding) {
          context.problems.refuse(placeOfKey(map, key, entry.keyOffset), key, finding);
        } else if (one !== undefined) {
          decoded.push([key, one]);
        }
      }
      return Object.fromEntries(decoded);
    },
  };
}

/** One decoder for text, another for all else. */
export function either<T>(ofText: Decoder<T>, other: Decoder<T>): Decoder<T> {
  return {
    jsonSchema: { anyOf: [ofText.jsonSchema, other.jsonSchema] },
    decode: (node, context) =>
      (node.kind === "text" && !isEmpty(node) ? ofText : other).decode(node, context),
  };
}

/** A map of which exactly one key is given. */
export function oneKeyOf<T>(decoder: Decoder<T>, what: string): Decoder<T> {
  return {
    jsonSchema: { ...decoder.jsonSchema, minProperties: 1, maxProperties: 1 },
    decode(node, context) {
      if (node.kind === "map" && node.entries.size !== 1) {
        const keys = [...node.entries.keys()];
        context.problems.add(
          placeOf(node),
          keys.length === 0 ? undefined : keys,
          "CATALOG_CONFLICT",
          `${what} has exactly one key`,
          keys.length === 0 ? "add it" : "leave the others out",
        );
      }
      return decoder.decode(node, context);
    },
  };
}

/** What a decoder yields, turned into something else. */
export function mapped<T, U>(
  decoder: Decoder<T>,
  turn: (value: T, context: Context, node: DocumentNode) => U | undefined,
): Decoder<U> {
  return {
    jsonSchema: decoder.jsonSchema,
    decode(node, context) {
      const value = decoder.decode(node, context);
      return value === undefined ? undefined : turn(value, context, node);
    },
  };
}
