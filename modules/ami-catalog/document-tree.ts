/** What all nodes of a file have. */
interface NodeBase {
  /** Where the node begins: index of a UTF-16 unit in the text. */
  readonly offset: number;
  /** The map or list that it stands in. @default - none: the root */
  readonly parent?: MapNode | ListNode;
  /** Its key in the map, or its index in the list; empty for the root. */
  readonly key: string | number;
}

/** A single value, as the text that stands in the file: `2026.10` and `0123` keep their zeros. */
export interface TextNode extends NodeBase {
  readonly kind: "text";
  readonly text: string;
  /** Whether it stands without quotes: only then it may be a number, `true`, `false` or nothing. */
  readonly plain: boolean;
  /** Whether the key before it must be there. @default false */
  readonly isNeeded?: boolean;
}

export interface ListNode extends NodeBase {
  readonly kind: "list";
  readonly items: DocumentNode[];
}

export interface MapNode extends NodeBase {
  readonly kind: "map";
  readonly entries: Map<string, MapEntry>;
}

/** What was refused already, and is passed over from then on. */
export interface RefusedNode extends NodeBase {
  readonly kind: "refused";
}

export type DocumentNode = TextNode | ListNode | MapNode | RefusedNode;

export interface MapEntry {
  /** Where the key begins. */
  readonly keyOffset: number;
  readonly value: DocumentNode;
}

/** Where something stands, for a message. */
export interface Place {
  readonly offset: number;
  /** The path of keys: `images.web.versions["2026.11.24"]`. */
  readonly path: string;
  /** The last key. */
  readonly key: string;
}

const PLAIN_KEY = /^[A-Za-z_$][\w-]*$/;

function step(path: string, key: string | number): string {
  if (typeof key === "number" || !PLAIN_KEY.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path === "" ? key : `${path}.${key}`;
}

function pathOf(node: DocumentNode): string {
  return node.parent ? step(pathOf(node.parent), node.key) : "";
}

/** The place of a node. */
export function placeOf(node: DocumentNode): Place {
  return { offset: node.offset, path: pathOf(node), key: `${node.key}` };
}

/** The place of a key in a map. */
export function placeOfKey(map: MapNode, key: string, keyOffset = map.entries.get(key)?.keyOffset): Place {
  return { offset: keyOffset ?? map.offset, path: step(pathOf(map), key), key };
}

/** The place where a key is missing: its map, by the path that the key would have. */
export function placeOfMissing(map: MapNode, key: string): Place {
  const { parent } = map;
  const offset = parent?.kind === "map" ? placeOfKey(parent, `${map.key}`).offset : map.offset;
  return { offset, path: step(pathOf(map), key), key };
}

/** The node at a path of keys and indexes. */
export function find(node: DocumentNode, path: readonly (string | number)[]): DocumentNode | undefined {
  let found: DocumentNode | undefined = node;
  for (const key of path) {
    found = childOf(found, key);
  }
  return found;
}

/** The node at a path, or the last one on the way to it that is there. */
export function nearestNode(node: DocumentNode, path: readonly (string | number)[]): DocumentNode {
  const [key, ...rest] = path;
  const child = key === undefined ? undefined : childOf(node, key);
  return child ? nearestNode(child, rest) : node;
}

function childOf(node: DocumentNode | undefined, key: string | number): DocumentNode | undefined {
  if (node?.kind === "map") {
    return node.entries.get(`${key}`)?.value;
  }
  return node?.kind === "list" ? node.items[Number(key)] : undefined;
}

/** The map at a path. */
export function mapAt(node: DocumentNode, ...path: readonly (string | number)[]): MapNode | undefined {
  const found = find(node, path);
  return found?.kind === "map" ? found : undefined;
}

/** The place of the value at a path, or of the last thing on the way to it that is there. */
export function placeAt(node: DocumentNode, ...path: readonly (string | number)[]): Place {
  return placeOf(nearestNode(node, path));
}

/** The place of the key at a path. */
export function placeOfKeyAt(node: DocumentNode, ...path: readonly string[]): Place {
  const map = mapAt(node, ...path.slice(0, -1));
  const key = path.at(-1);
  return map && key !== undefined ? placeOfKey(map, key) : placeAt(node, ...path);
}
