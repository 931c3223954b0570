import fc from "fast-check";
import { readData, withValue } from "../../../commands/edit/data";
import { editText } from "../../../commands/edit/edit-text";
import { Value } from "../../../commands/edit/source";
import { JSON_LINE, JSON_LINE_WITH_SPACES, JSON_TEXT, NEW_AMI, YAML } from "./samples";

const WEB = ["images", "web"];
const STABLE = [...WEB, "channels", "stable"];
const VERSIONS = [...WEB, "versions"];

interface Edit {
  readonly path: readonly string[];
  readonly value?: Value;
}

test.each([
  ["YAML", YAML],
  ["YAML with CRLF", YAML.replaceAll("\n", "\r\n")],
  ["YAML with a byte order mark", `\ufeff${YAML}`],
  ["YAML without a line end at the end", YAML.replace(/\n# The end\.\n$/, "")],
  ["JSON", JSON_TEXT],
  ["JSON with CRLF", JSON_TEXT.replaceAll("\n", "\r\n")],
  ["JSON with tabs", JSON_TEXT.replace(/^ +/gm, (spaces) => "\t".repeat(spaces.length / 2))],
  ["JSON in a line", JSON_LINE],
  ["JSON in a line with spaces", JSON_LINE_WITH_SPACES],
])("%s: any key is set, added and taken out, and all other lines stay", (_, text) => {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,9}$/);
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({
      path: fc.constant(STABLE),
      value: fc.string({ unit: "grapheme" }).filter((text) => !text.includes("#")),
    }),
    name.map((key) => ({ path: [...WEB, "channels", `new${key}`], value: key })),
    name.map((key) => ({ path: ["images", "base", "channels", key], value: key })),
    fc.tuple(name, name).map(([version, region]) => ({
      path: [...VERSIONS, `v${version}`],
      value: { source: { ami: { [`r${region}`]: NEW_AMI, other: version } } },
    })),
    fc
      .constantFrom("2026.10", "2026.11", "2026.12")
      .chain((version) =>
        fc.constantFrom(
          { path: [...VERSIONS, version], value: undefined },
          { path: [...VERSIONS, version, "state"], value: "released" },
        ),
      ),
  );
  fc.assert(
    fc.property(edit, ({ path, value }) => {
      const after = editText(text, path, value) ?? "";
      expect(readData(after)).toEqual(withValue(readData(text), path, value));
      expect(after.replaceAll(eol, "")).not.toMatch(/[\r\n]/);
      expect(after.startsWith("\ufeff")).toBe(text.startsWith("\ufeff"));
      const comments = (of: string) => of.match(/#.*/g) ?? [];
      if (value !== undefined) {
        expect(comments(after)).toEqual(comments(text));
      }
    }),
    { numRuns: 60 },
  );
});

test("adding and taking out again gives the same bytes", () => {
  for (const text of [YAML, JSON_TEXT, JSON_LINE, YAML.replaceAll("\n", "\r\n")]) {
    const path = [...VERSIONS, "2027.1"];
    const added = editText(text, path, { source: { ami: NEW_AMI } }) ?? "";
    expect(editText(added, path, undefined)).toBe(text);
  }
});
