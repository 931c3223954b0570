import fc from "fast-check";
import { catalog, WrittenCatalog } from "./catalog";
import { anyText } from "./text";

type Path = readonly (string | number)[];

/** Paths of all values inside of data, that of the data itself left out. */
function pathsIn(data: unknown, path: Path = []): Path[] {
  const below: [string | number, unknown][] = Array.isArray(data)
    ? [...data.entries()]
    : typeof data === "object" && data !== null
      ? Object.entries(data)
      : [];
  return below.flatMap(([key, value]) => [[...path, key], ...pathsIn(value, [...path, key])]);
}

/** The data with one value in the place of another; without the key where there is none. */
function replaced(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  const entries: [string, unknown][] = Object.entries(Object(data));
  const changed = entries.flatMap(([name, inside]): [string, unknown][] => {
    if (name !== `${key}`) {
      return [[name, inside]];
    }
    const now = replaced(inside, rest, value);
    return now === undefined ? [] : [[name, now]];
  });
  return Array.isArray(data) ? changed.map(([, inside]) => inside) : Object.fromEntries(changed);
}

/** What comes in the place of a value: nothing, another type, a form that is nearly right. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  "",
  {},
  [],
  0,
  -1,
  1.5,
  true,
  "true",
  [[]],
  { source: {} },
  "ami-0123456789abcdef0",
  "ami-0c3fd0f5d4e7a9b2",
  "22222222222",
  "us-east-1a",
  "eu-central-9",
  "arn:aws-cn:kms:cn-north-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "arn:aws:organizations::123456789012:organization/o-1",
  "2026-13-01",
  "2099-01-01T00:00:30Z",
  "/aws/golden",
  "golden",
  "/golden//web",
  "../../etc/passwd",
  "x".repeat(2000),
];

/** A good catalog in which one or two values are spoilt. */
export const nearMiss: fc.Arbitrary<WrittenCatalog> = catalog.chain(({ data, files }) => {
  const paths = pathsIn(data);
  const spoil = fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.constantFrom(...WRONG), anyText));
  return fc.array(spoil, { minLength: 1, maxLength: 3 }).map((spoilt) => ({
    data: spoilt.reduce<object>((now, [path, value]) => Object(replaced(now, path, value)), data),
    files,
  }));
});
