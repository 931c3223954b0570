import { editText } from "../../../commands/edit/edit-text";
import { Value } from "../../../commands/edit/source";
import { JSON_LINE, JSON_LINE_WITH_SPACES, JSON_TEXT, NEW_AMI, YAML } from "./samples";

const WEB = ["images", "web"];
const VERSIONS = [...WEB, "versions"];

/** The lines that went and the lines that came. */
function changedLines(before: string, after: string | undefined): { gone: string[]; new: string[] } {
  const [old, now] = [before.split("\n"), (after ?? "").split("\n")];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return { gone: old.slice(start, old.length - end), new: now.slice(start, now.length - end) };
}

function edited(text: string, path: readonly string[], value?: Value) {
  return changedLines(text, editText(text, path, value));
}

describe("a value", () => {
  test.each([
    ["stable", `            stable: "2026.12"   # since Monday`],
    ["candidate", `            candidate: 2026.12.01`, "2026.12.01"],
    ["candidate", `            candidate: "2026.12"`],
    ["legacy", `            legacy: '2026.12'`],
  ])("%s keeps its quotes and its comment", (channel, line, version = "2026.12") => {
    const { gone, new: now } = edited(YAML, [...WEB, "channels", channel], version);
    expect(gone).toHaveLength(1);
    expect(now).toEqual([line]);
  });

  test.each(["1e3", "0x1F", "no", "y", "2028-11-24", "1_000", "null", "~", "a: b", "", "é", "0o7"])(
    "%j is quoted where it would be something else",
    (text) => {
      expect(edited(YAML, [...WEB, "channels", "candidate"], text).new).toEqual([
        `            candidate: ${JSON.stringify(text)}`,
      ]);
    },
  );
});

describe("a new entry", () => {
  test("comes after the last one, in its style", () => {
    const value = { source: { ami: NEW_AMI } };
    expect(edited(YAML, [...VERSIONS, "2027.1"], value)).toEqual({
      gone: [],
      new: [`            '2027.1': { source: { ami: ${NEW_AMI} } }`],
    });
  });

  test("is written in lines where the last one is", () => {
    const text = "v:\n  a:\n    source: {ami: x}\n    # of a\n\n# end";
    const value = { source: { ami: { "us-east-1": "z" } }, state: "released" };
    expect(editText(text, ["v", "b"], value)).toBe(
      "v:\n  a:\n    source: {ami: x}\n    # of a\n  b:\n    source: {ami: {us-east-1: z}}\n    state: released\n\n# end",
    );
  });

  test("makes the map that it stands in", () => {
    expect(edited(YAML, ["images", "base", "channels", "stable"], "1")).toEqual({
      gone: [],
      new: ["        channels:", `            stable: "1"`],
    });
  });

  test.each([
    ["a: {}\n", `a: { k: v }\n`],
    ["a: { # none\n }\n", `a: { k: v # none\n }\n`],
    ["a: {x: y}", `a: {x: y, k: v}`],
    ["a: { x: y, }", `a: { x: y, k: v, }`],
    ["a: {\n  x: y # one\n }\n", `a: {\n  x: y, # one\n  k: v\n }\n`],
    ["a: {\n  x: y, # one\n }\n", `a: {\n  x: y, # one\n  k: v,\n }\n`],
    ["a: {\n  x: y }\n", `a: {\n  x: y, k: v }\n`],
    ["a:\n  x: y", `a:\n  x: y\n  k: v`],
    ["a:\n  x: |\n    y\n\nb: c\n", `a:\n  x: |\n    y\n\n  k: v\nb: c\n`],
    ["a:\n  x:\nb: c\n", `a:\n  x:\n  k: v\nb: c\n`],
    ["a:\n  x:\n  - y\n  # of a\nb: c\n", `a:\n  x:\n  - y\n  k: v\n  # of a\nb: c\n`],
    ["a:\n  x: y\n...\n", `a:\n  x: y\n  k: v\n...\n`],
    ["---\na: { x: [y] }\n", `---\na: { x: [y], k: v }\n`],
    [`{"a":{"x":"y"}}`, `{"a":{"x":"y","k":"v"}}`],
    [`{"a": {"x": "y"}}`, `{"a": {"x": "y", "k": "v"}}`],
    [`{\n\t"a": {\n\t\t"x": "y"\n\t}\n}\n`, undefined],
  ])("%j", (text, expected) => {
    const after = editText(text, ["a", "k"], "v");
    expect(after).toBe(expected ?? `{\n\t"a": {\n\t\t"x": "y",\n\t\t"k": "v"\n\t}\n}\n`);
  });

  test("of JSON is spread over lines as the others are", () => {
    const wanted = structuredClone(JSON.parse(JSON_TEXT));
    const value = { source: { ami: { "us-east-1": NEW_AMI } }, deprecationTime: "2028-11-24" };
    wanted.images.web.versions["2027.1"] = value;
    expect(editText(JSON_TEXT, [...VERSIONS, "2027.1"], value)).toBe(
      `${JSON.stringify(wanted, undefined, 2)}\n`,
    );
  });

  test("in one line of JSON", () => {
    const wanted = structuredClone(JSON.parse(JSON_LINE));
    wanted.images.base.channels = { stable: "1" };
    const path = ["images", "base", "channels", "stable"];
    expect(editText(JSON_LINE, path, "1")).toBe(JSON.stringify(wanted));
    expect(editText(JSON_LINE_WITH_SPACES, path, "1")).toContain(`}, "channels": {"stable": "1"}}`);
  });
});

describe("an entry is taken out", () => {
  test("with the comments in it and deeper below it; those above it stay", () => {
    expect(edited(YAML, [...VERSIONS, "2026.10"])).toEqual({
      gone: [
        `            "2026.10":`,
        "                source: { ami: ami-0a1b2c3d4e5f60718 } #\tbaked by hand",
        "                # It stays for the auditors.",
      ],
      new: [],
    });
  });

  test.each([
    ["a: {x: 1, y: 2, z: 3}", "x", "a: {y: 2, z: 3}"],
    ["a: {x: 1, y: 2, z: 3}", "y", "a: {x: 1, z: 3}"],
    ["a: {x: 1, y: 2, z: 3}", "z", "a: {x: 1, y: 2}"],
    ["a: {x: 1, z: 3,}", "z", "a: {x: 1, }"],
    ["a: {z: 3}", "z", "a: {}"],
    ["a: {\n  x: 1, # one\n  z: 3 # three\n }", "z", "a: {\n  x: 1 # one\n }"],
    ["a: {\n  x: 1, # one\n  z: 3, # three\n }", "z", "a: {\n  x: 1, # one\n }"],
    ["a: {\n  # above\n  z: 3, # three\n  y: 1\n }", "z", "a: {\n  # above\n  y: 1\n }"],
    ["a:\n  x: 1\n  z: 3", "z", "a:\n  x: 1"],
    ["a:\r\n  x: 1\r\n  z: 3", "z", "a:\r\n  x: 1"],
    [`{"a":{"x":1,"z":{"b":[1,2]}}}`, "z", `{"a":{"x":1}}`],
  ])("%j without %s", (text, key, expected) => {
    expect(editText(text, ["a", key], undefined)).toBe(expected);
  });
});

describe("what can't be changed safely is left alone", () => {
  test.each([
    ["a: [1", ["a"], "x"],
    ["- a", ["a"], "x"],
    ["", ["a"], "x"],
    ["a: b", ["a", "c"], "x"],
    ["a: { b: c }", ["a"], "x"],
    ["a: |\n  b\n", ["a"], "x"],
    ["a: &x b\nc: *x\n", ["a"], "d"],
    ["a:\n  z: 3\n", ["a", "z"], undefined],
    ["a: { b: c }", ["d"], undefined],
  ])("%j %j", (text, path, value) => {
    expect(editText(text, path, value)).toBeUndefined();
  });
});
