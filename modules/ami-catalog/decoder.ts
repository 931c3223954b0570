import { Finding } from "../support";
import { DocumentNode, MapNode, placeOf, placeOfKey, placeOfMissing, TextNode } from "./document-tree";
import { FileProblems } from "./file-problems";
import { nearest } from "./suggestion";

/** A JSON schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What names stand for, once their map has been read; undefined for a value that was refused. */
export type Names = ReadonlyMap<string, string | undefined>;

/** What is known while a file is read; names come before what uses them. */
export interface Context {
  readonly problems: FileProblems;
  /** Folder of the file, which its paths are relative to. */
  readonly folder: string;
  accounts: Names;
  kmsKeys: Names;
  homeRegion?: string;
}

/** Turns a node of the file into a value, and knows the JSON schema for editors. */
export interface Decoder<T> {
  readonly jsonSchema: JsonSchema;
  /** The value; undefined when it was refused, and then the problem is in the context. */
  decode(node: DocumentNode, context: Context): T | undefined;
}

/** A key of a map that must be there, or may be. */
export interface Field<T, Required extends boolean = boolean> {
  readonly decoder: Decoder<T>;
  readonly description: string;
  readonly required: Required;
}

type Shape = Readonly<Record<string, Field<unknown>>>;
type Value<F> = F extends Field<infer T> ? T : never;
type RequiredKey<S> = { [K in keyof S]: S[K] extends Field<unknown, true> ? K : never }[keyof S];

/** What a map of this shape becomes. */
export type Decoded<S extends Shape> = { readonly [K in RequiredKey<S>]: Value<S[K]> } & {
  readonly [K in Exclude<keyof S, RequiredKey<S>>]?: Value<S[K]>;
};

/** A map with known keys. */
export interface ObjectDecoder<S extends Shape> extends Decoder<Decoded<S>> {
  /** Whatever is good of it, for further checks. */
  partial(node: DocumentNode, context: Context): Partial<Decoded<S>> | undefined;
}

export function required<T>(description: string, decoder: Decoder<T>): Field<T, true> {
  return { decoder, description, required: true };
}

export function optional<T>(description: string, decoder: Decoder<T>): Field<T, false> {
  return { decoder, description, required: false };
}

/** Whether nothing is given: no text, `null` or `~`. */
export function isEmpty(node: DocumentNode): boolean {
  return node.kind === "text" && node.plain && /^(?:|~|null|Null|NULL)$/.test(node.text);
}

/** Adds that a node isn't what is wanted, unless it was refused already. */
export function refuseType(node: DocumentNode, context: Context, wanted: string, fix: string): undefined {
  if (node.kind === "refused") {
    return;
  }
  const add = (value: string | undefined, allowed: string, wayOut: string) =>
    context.problems.add(placeOf(node), value, "CATALOG_TYPE", allowed, wayOut);
  if (isEmpty(node)) {
    const wayOut = node.kind === "text" && node.isNeeded ? fix : `${fix}, or leave the key out`;
    add(undefined, `nothing is given, but it must be ${wanted}`, wayOut);
  } else if (node.kind === "text") {
    add(node.text, `it must be ${wanted}`, fix);
  } else {
    add(undefined, `a ${node.kind} is given, but it must be ${wanted}`, fix);
  }
}

/** The map that a node is; refused otherwise. */
export function mapOf(node: DocumentNode, context: Context): MapNode | undefined {
  return node.kind === "map"
    ? node
    : refuseType(node, context, "a map", "write `key: value` lines below it, or `{}` for none");
}

/** A map whose keys are known. */
export function object<S extends Shape>(shape: S): ObjectDecoder<S> {
  const fields = Object.entries(shape);
  const partial = (node: DocumentNode, context: Context): Partial<Decoded<S>> | undefined => {
    const map = mapOf(node, context);
    if (!map) {
      return undefined;
    }
    refuseUnknownKeys(map, Object.keys(shape), context);
    const decoded: Record<string, unknown> = {};
    for (const [key, field] of fields) {
      const value = decodeField(map, key, field, context);
      if (value !== undefined) {
        decoded[key] = value;
      }
    }
    return decoded as Partial<Decoded<S>>;
  };
  return {
    partial,
    decode(node, context) {
      const value = partial(node, context);
      return value && isComplete(shape, value) ? value : undefined;
    },
    jsonSchema: {
      type: "object",
      properties: Object.fromEntries(
        fields.map(([key, { decoder, description }]) => [key, { description, ...decoder.jsonSchema }]),
      ),
      required: fields.filter(([, field]) => field.required).map(([key]) => key),
      additionalProperties: false,
    },
  };
}

function isComplete<S extends Shape>(shape: S, value: Partial<Decoded<S>>): value is Decoded<S> {
  return Object.keys(shape).every((key) => !shape[key]?.required || key in value);
}

function decodeField(map: MapNode, key: string, field: Field<unknown>, context: Context): unknown {
  const entry = map.entries.get(key);
  if (entry) {
    const { value } = entry;
    const isNeeded = field.required && value.kind === "text";
    return field.decoder.decode(isNeeded ? { ...value, isNeeded } : value, context);
  }
  if (field.required) {
    context.problems.add(
      placeOfMissing(map, key),
      undefined,
      "CATALOG_KEY_MISSING",
      "this key is missing",
      `add it: ${field.description.replace(/\.$/, "")}`,
    );
  }
  return undefined;
}

function refuseUnknownKeys(map: MapNode, known: readonly string[], context: Context): void {
  for (const [key, { keyOffset }] of map.entries) {
    if (!known.includes(key)) {
      const suggestion = nearest(key, known);
      context.problems.add(
        placeOfKey(map, key, keyOffset),
        undefined,
        "CATALOG_KEY_UNKNOWN",
        suggestion === undefined ? "unknown key" : `unknown key, did you mean \`${suggestion}\`?`,
        `the keys here are ${known.join(", ")}`,
      );
    }
  }
}

/** Adds a finding about a value. */
export function refuseValue(node: TextNode, context: Context, finding: Finding | undefined): boolean {
  if (finding) {
    context.problems.refuse(placeOf(node), node.text, finding);
  }
  return finding !== undefined;
}
