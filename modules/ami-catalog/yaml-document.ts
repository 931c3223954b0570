import {
  Event,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  ScalarEvent,
  YAMLException,
} from "js-yaml";
import { DocumentNode, ListNode, MapNode, placeOf, placeOfKey } from "./document-tree";
import { FileProblems } from "./file-problems";
import { refusalOfText } from "./file-text";
import {
  refuseAlias,
  refuseComplexKey,
  refuseDocument,
  refuseDuplicate,
  refuseSyntax,
  refuseTag,
} from "./yaml-refusals";

const MAX_DEPTH = 32;

type NodeEvent = Exclude<Event, { readonly type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

interface PendingKey {
  readonly key: string;
  readonly offset: number;
  /** Whether its value is passed over. */
  readonly refused: boolean;
}

/** A map or list that is still open; in a map, the key whose value comes next. */
interface Frame {
  readonly node: MapNode | ListNode;
  pending: PendingKey | undefined;
}

/**
 * Reads YAML 1.2, and so JSON, into a tree in which every value is the text that stands in the file.
 * What YAML has beside maps, lists and text is refused: anchors, aliases, merge keys, tags, several
 * documents. Yields nothing for an empty file or broken syntax; what is wrong is in `problems`.
 * @see https://yaml.org/spec/1.2.2/
 */
export function readYaml(text: string, problems: FileProblems): DocumentNode | undefined {
  let events: readonly Event[];
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (error instanceof YAMLException) {
      refuseSyntax(error, text, problems, MAX_DEPTH);
      return undefined;
    }
    throw error;
  }
  return new TreeBuilder(text, problems).build(events);
}

class TreeBuilder {
  private readonly frames: Frame[] = [];
  private root?: DocumentNode;
  /** Where the last scalar ended: a value that is left out stands there. */
  private lastEnd = 0;

  constructor(
    private readonly text: string,
    private readonly problems: FileProblems,
  ) {}

  build(events: readonly Event[]): DocumentNode | undefined {
    let documents = 0;
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT) {
        documents += 1;
      } else if (event.type === EVENT_ID.POP) {
        this.frames.pop();
      } else if (documents > 1) {
        refuseDocument(this.problems, this.offsetOf(event));
        break;
      } else {
        this.take(event);
      }
    }
    return this.root;
  }

  private take(event: NodeEvent): void {
    const frame = this.frames.at(-1);
    const offset = this.offsetOf(event);
    if (frame?.node.kind === "map" && !frame.pending) {
      frame.pending = this.pendingKey(frame.node, event, offset);
    } else {
      const parent = frame?.node;
      const key = frame?.pending?.key ?? (parent?.kind === "list" ? parent.items.length : "");
      this.put(frame, this.node(event, offset, key, parent));
    }
  }

  private put(frame: Frame | undefined, node: DocumentNode): void {
    if (!frame) {
      this.root = node;
    } else if (frame.node.kind === "list") {
      frame.node.items.push(node);
    } else {
      const { pending } = frame;
      frame.pending = undefined;
      if (pending && !pending.refused) {
        frame.node.entries.set(pending.key, { keyOffset: pending.offset, value: node });
      }
    }
  }

  private node(
    event: NodeEvent,
    offset: number,
    key: string | number,
    parent?: MapNode | ListNode,
  ): DocumentNode {
    this.refuseProperties(event, offset, key, parent);
    if (event.type === EVENT_ID.ALIAS) {
      return { kind: "refused", offset, key, parent };
    }
    if (event.type === EVENT_ID.SCALAR) {
      return this.textNode(event, offset, key, parent);
    }
    const node: MapNode | ListNode =
      event.type === EVENT_ID.MAPPING
        ? { kind: "map", offset, key, parent, entries: new Map() }
        : { kind: "list", offset, key, parent, items: [] };
    this.frames.push({ node, pending: undefined });
    return node;
  }

  private textNode(
    event: ScalarEvent,
    offset: number,
    key: string | number,
    parent?: MapNode | ListNode,
  ): DocumentNode {
    const text = this.read(event);
    const refusal = refusalOfText(text);
    if (refusal) {
      const node: DocumentNode = { kind: "refused", offset, key, parent };
      this.problems.refuse(placeOf(node), text, refusal);
      return node;
    }
    return { kind: "text", offset, key, parent, text, plain: event.style === SCALAR_STYLE.PLAIN };
  }

  private pendingKey(map: MapNode, event: NodeEvent, offset: number): PendingKey {
    if (event.type !== EVENT_ID.SCALAR) {
      refuseComplexKey(this.problems, { ...placeOf(map), offset });
      this.node(event, offset, "");
      return { key: "", offset, refused: true };
    }
    const key = this.read(event);
    this.refuseProperties(event, offset, key, map);
    return { key, offset, refused: this.refuseKey(map, key, offset, event.style === SCALAR_STYLE.PLAIN) };
  }

  private refuseKey(map: MapNode, key: string, offset: number, plain: boolean): boolean {
    const { problems } = this;
    const place = () => placeOfKey(map, key, offset);
    const refusal = refusalOfText(key);
    const first = map.entries.get(key);
    if (refusal) {
      problems.refuse(place(), undefined, refusal);
    } else if (first) {
      refuseDuplicate(problems, place(), first.keyOffset);
    } else if (plain && key === "<<") {
      refuseAlias(problems, place(), "a merge key (`<<`)");
    } else if (key === "__proto__") {
      problems.add(place(), undefined, "CATALOG_KEY_RESERVED", "this key is reserved", "choose another name");
    } else {
      return false;
    }
    return true;
  }

  private refuseProperties(
    event: NodeEvent,
    offset: number,
    key: string | number,
    parent?: MapNode | ListNode,
  ): void {
    const place = () => placeOf({ kind: "refused", offset, key, parent });
    if (event.type === EVENT_ID.ALIAS) {
      refuseAlias(this.problems, place(), "an alias (`*name`)");
      return;
    }
    if (event.anchorStart >= 0) {
      refuseAlias(this.problems, { ...place(), offset: event.anchorStart - 1 }, "an anchor (`&name`)");
    }
    if (event.tagStart >= 0) {
      const tag = this.text.slice(event.tagStart, event.tagEnd);
      refuseTag(this.problems, { ...place(), offset: event.tagStart }, tag);
    }
  }

  private read(event: ScalarEvent): string {
    this.lastEnd = Math.max(this.lastEnd, event.valueEnd);
    return getScalarValue(this.text, event);
  }

  private offsetOf(event: NodeEvent): number {
    if (event.type === EVENT_ID.ALIAS) {
      return event.anchorStart - 1;
    }
    if (event.type !== EVENT_ID.SCALAR) {
      return event.start;
    }
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return event.valueStart < 0 ? this.lastEnd : event.valueStart - (quoted ? 1 : 0);
  }
}
