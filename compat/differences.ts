import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** One value that is not the same on both sides; `undefined` where a side has none. */
export interface Difference {
  /** File and JSON pointer: `stacks/golden-us-east-1/cdk.tf.json#/terraform/backend`. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** A difference that is meant; in the path, `*` stands for anything in one step. */
export interface ExpectedDifference extends Difference {
  readonly reason: string;
}

/** The files below a folder, by path: JSON as its value, any other text as its lines. */
export function readFolder(folder: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, content(path, readFileSync(join(folder, path), "utf8"))]),
  );
}

/** All values that differ between two sets of files. */
export function differencesOf(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): Difference[] {
  return keysOf(from, to).flatMap((file) => between(from[file], to[file], `${file}#`));
}

/** Differences that nobody expected, and expectations that nothing met, each as a sentence. */
export function surprises(found: readonly Difference[], expected: readonly ExpectedDifference[]): string[] {
  const meets = (difference: Difference) => (one: ExpectedDifference) => isMeant(difference, one);
  return [
    ...found
      .filter((difference) => !expected.some(meets(difference)))
      .map(({ path, from, to }) => `${path}: ${shown(from)} -> ${shown(to)}`),
    ...expected
      .filter((one) => !found.some((difference) => isMeant(difference, one)))
      .map(({ path, from, to }) => `${path}: expected ${shown(from)} -> ${shown(to)}, which nothing shows`),
  ];
}

function content(path: string, text: string): unknown {
  return path.endsWith(".json") ? JSON.parse(text, withoutPlace) : text.split("\n");
}

/** Leaves out where in the code an annotation was made. */
function withoutPlace(key: string, value: unknown): unknown {
  return key === "stacktrace" ? undefined : value;
}

function between(from: unknown, to: unknown, path: string): Difference[] {
  if (isObject(from) && isObject(to) && Array.isArray(from) === Array.isArray(to)) {
    return keysOf(from, to).flatMap((key) => between(from[key], to[key], `${path}/${step(key)}`));
  }
  return from === to ? [] : [{ path, from, to }];
}

/** As a JSON pointer has it. @see https://www.rfc-editor.org/rfc/rfc6901 */
function step(key: string): string {
  return key.replace(/~/g, "~0").replace(/\//g, "~1");
}

function keysOf(from: object, to: object): string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isMeant({ path, from, to }: Difference, expected: ExpectedDifference): boolean {
  const steps = expected.path.split("*").map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return (
    new RegExp(`^${steps.join("[^/]*")}$`).test(path) &&
    shown(from) === shown(expected.from) &&
    shown(to) === shown(expected.to)
  );
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
