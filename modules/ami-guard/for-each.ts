import { isRecord } from "../support/record";
import { asList, GuardedBlock } from "./configuration";

/** What the blocks of a block go through: `each`, or the name of a `dynamic` block -> what it goes through. */
type Loops = ReadonlyMap<string, readonly unknown[]>;

const known = new WeakMap<GuardedBlock, Loops>();

/**
 * What a name goes through inside of a block.
 * @param name `each`, or that of a `dynamic` block or of its `iterator`
 */
export function forEachOf(block: GuardedBlock, name: string): readonly unknown[] {
  const found = known.get(block) ?? loopsOf(block);
  known.set(block, found);
  return found.get(name) ?? [];
}

function loopsOf({ arguments: given }: GuardedBlock): Loops {
  const loops = new Map<string, unknown[]>();
  const add = (name: string, value: unknown): void => {
    const all = loops.get(name) ?? [];
    all.push(value);
    loops.set(name, all);
  };
  add("each", given.for_each);
  const bodies: (readonly [name: string, value: unknown])[] = Object.entries(given);
  for (const [name, value] of bodies) {
    for (const body of asList(value).filter(isRecord)) {
      if (body.for_each !== undefined) {
        add(iteratorOf(body, name), body.for_each);
      }
      Object.entries(body).forEach((entry) => bodies.push(entry));
    }
  }
  return loops;
}

/** The name of `dynamic` blocks, unless their `iterator` is another. */
function iteratorOf({ iterator }: Readonly<Record<string, unknown>>, name: string): string {
  return typeof iterator === "string" ? iterator.replace(/^\$\{|\}$/g, "") : name;
}
