import { COLLECTION_STYLE, Event, EVENT_ID, parseEvents, YAMLException } from "js-yaml";
import { ScalarNode, scalarNode } from "./scalar";

/** What a key may be set to. */
export type Value = string | { readonly [key: string]: Value };

/** A text with the places of its keys and values: YAML 1.2, and so JSON. */
export interface Source {
  readonly text: string;
  readonly root: MapNode;
  /** How lines end. */
  readonly eol: "\n" | "\r\n";
  /** Whether all keys and values are to be quoted as in JSON. */
  readonly json: boolean;
}

/** A node of the text; `start` and `end` are offsets of what it says, without the comments after it. */
export type Node = ScalarNode | MapNode | ListNode;

interface Collection {
  /** Whether it stands in braces or brackets. */
  readonly flow: boolean;
  readonly start: number;
  end: number;
}

export interface MapNode extends Collection {
  readonly kind: "map";
  readonly entries: Entry[];
}

export interface ListNode extends Collection {
  readonly kind: "list";
}

/** One key of a map. */
export interface Entry {
  readonly key: ScalarNode;
  readonly value: Node;
}

/** Yields nothing when the text can't be read, or is no map with plain keys. */
export function readSource(text: string): Source | undefined {
  const root = readTree(text);
  if (root?.kind !== "map") {
    return undefined;
  }
  const eol = /\r?\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n";
  return { text, root, eol, json: root.flow };
}

function readTree(text: string): Node | undefined {
  try {
    return new TreeBuilder(text).build(parseEvents(text, {}));
  } catch (error) {
    if (error instanceof YAMLException) {
      return undefined;
    }
    throw error;
  }
}

/** The entry of a key. */
export function entryOf(map: MapNode, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key.text === key);
}

/** The value of a key, when the node is a map that has it. */
export function valueAt(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "map" ? entryOf(node, key)?.value : undefined;
}

class TreeBuilder {
  private readonly open: { readonly node: MapNode | ListNode; key?: ScalarNode }[] = [];
  private root?: Node;
  /** Where the last scalar, brace or bracket ended. */
  private end = 0;

  constructor(private readonly text: string) {}

  build(events: readonly Event[]): Node | undefined {
    for (const event of events) {
      if (event.type === EVENT_ID.POP) {
        this.close();
      } else if (event.type === EVENT_ID.SCALAR) {
        const scalar = scalarNode(this.text, event, this.end);
        this.end = scalar.end;
        this.add(scalar);
      } else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
        const { start, style } = event;
        const common = { flow: style === COLLECTION_STYLE.FLOW, start, end: start };
        const node: MapNode | ListNode =
          event.type === EVENT_ID.MAPPING
            ? { kind: "map", ...common, entries: [] }
            : { kind: "list", ...common };
        this.end = Math.max(this.end, node.flow ? start + 1 : start);
        this.add(node);
        this.open.push({ node });
      }
    }
    return this.root;
  }

  private add(node: Node): void {
    const parent = this.open.at(-1);
    this.root ??= node;
    if (parent?.node.kind !== "map") {
      return;
    }
    const { key } = parent;
    if (key) {
      parent.node.entries.push({ key, value: node });
    }
    parent.key = !key && node.kind === "scalar" ? node : undefined;
  }

  private close(): void {
    const node = this.open.pop()?.node;
    if (node?.flow) {
      const closing = /(?:[\s,]|(?<=[\s,{[])#[^\n]*)*[}\]]/y;
      closing.lastIndex = this.end;
      this.end = closing.test(this.text) ? closing.lastIndex : this.end;
    }
    if (node) {
      node.end = this.end;
    }
  }
}
