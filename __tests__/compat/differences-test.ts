import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { differencesOf, readFolder, surprises } from "../../compat/differences";
import { withFolder } from "../support/temporary-folder";

const FROM = { "a.json": { kept: [1, { deep: "x" }], "with/slash": "old", gone: null } };
const TO = { "a.json": { kept: [1, { deep: "y" }], "with/slash": "new" }, "b.json": {} };
const FOUND = [
  { path: "a.json#/gone", from: null, to: undefined },
  { path: "a.json#/kept/1/deep", from: "x", to: "y" },
  { path: "a.json#/with~1slash", from: "old", to: "new" },
  { path: "b.json#", from: undefined, to: {} },
];

test("finds each value that differs, that came and that went, in whatever file", () => {
  expect(differencesOf(FROM, TO)).toEqual(FOUND);
  expect(differencesOf(FROM, FROM)).toEqual([]);
});

test("a list is not a record with the same keys", () => {
  expect(differencesOf({ a: ["x"] }, { a: { 0: "x" } })).toEqual([
    { path: "a#", from: ["x"], to: { 0: "x" } },
  ]);
});

test("what is expected is no surprise; what is not, and what does not come, is", () => {
  const expected = [
    { path: "*.json#/kept/*/deep", from: "x", to: "y", reason: "two" },
    { path: "a.json#/gone", from: null, reason: "one" },
    { path: "b.json#", to: {}, reason: "a file" },
  ];
  expect(surprises(FOUND, expected)).toEqual(['a.json#/with~1slash: "old" -> "new"']);
  expect(surprises(FOUND.slice(0, 2), expected)).toEqual([
    "b.json#: expected nothing -> {}, which nothing shows",
  ]);
});

test.each([
  ["another value", { path: "a.json#/kept/1/deep", from: "x", to: "z" }],
  ["more steps than the path has", { path: "*#/*", from: "x", to: "y" }],
])("an expectation with %s does not cover it", (_name, one) => {
  expect(surprises(FOUND.slice(1, 2), [{ ...one, reason: "" }])).toHaveLength(2);
});

test("reads JSON as its value, without the places in the code, and other files by the line", () => {
  withFolder("differences", (folder) => {
    mkdirSync(join(folder, "stacks"));
    writeFileSync(join(folder, "stacks", "a.json"), '{ "note": { "message": "x", "stacktrace": ["at y"] } }');
    writeFileSync(join(folder, "a.tf"), "one\ntwo");
    expect(readFolder(folder)).toEqual({
      "a.tf": ["one", "two"],
      [join("stacks", "a.json")]: { note: { message: "x" } },
    });
  });
});
