import fc from "fast-check";
import { findAmiIds } from "../../../modules/ami-guard/ami-ids";
import { checkDirectory, GuardSettings } from "../../../guard/check-directory";
import { kindOf } from "../../../guard/file-kind";
import { HclParser } from "../../../guard/hcl-parser";
import { SourceFile } from "../../../guard/source-file";
import { ami } from "./runs";

const SETTINGS: GuardSettings = { severities: {}, allowPublisher: false, parameterOf: () => undefined };
const NAMES = ["main.tf", "main.tf.json", "a.tfvars", "a.tfvars.json", "terragrunt.hcl"];
const PIECES = [
  ...'{}[]()"$%\\/*#=?:,.<>!~-\n\r\t \0é😀\ud800',
  "${",
  "%{",
  "<<EOT\n",
  "<<-EOT\n",
  "\nEOT\n",
  "//",
  "/*",
  "*/",
  'resource "aws_instance" "a" {',
  'data "aws_ami" "a" {\n',
  '{"resource": {"aws_launch_template": {"a": {"image_id": "',
  'resource "aws_eks_node_group" "a" {\n launch_template {\n id = aws_launch_template.a.id\n}',
  "locals {\n",
  "ami = ",
  "__proto__ = ",
  '"__proto__": ',
  "dynamic",
  "content {",
  "for_each",
  "lookup(",
  '"resolve:ssm:/golden/web"',
  `"${ami("1")}"`,
  `ami-guard:ignore hardcoded-ami-id x`,
  "true",
  "1e9",
];

let parser: HclParser;
beforeAll(async () => {
  parser = await HclParser.load();
});

function check(name: string, text: string) {
  const kind = kindOf(name);
  if (!kind) {
    throw new Error(`${name} is not read`);
  }
  const source = new SourceFile({ file: name, kind }, text);
  return { source, ...checkDirectory([source], parser, SETTINGS) };
}

const someText = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);

test("no text makes it fail, and each finding stands where it says", () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), someText, (name, text) => {
      const { source, findings, problems } = check(name, text);
      const lines = source.text.split("\n");
      for (const { line, column } of [
        ...findings,
        ...problems.map((each) => ({ line: 1, column: 1, ...each })),
      ]) {
        expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column - 1);
      }
      for (const { line, column, rule, value } of findings) {
        if (rule === "hardcoded-ami-id") {
          expect(lines[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^${value}`));
        }
      }
    }),
    { numRuns: 1500 },
  );
});

/** Strings, as HCL and JSON write them alike. */
const quoted = fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text.replace(/[$%\\]/g, "_")));
const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(`"${ami("1")}"`),
    quoted,
    fc.constantFrom("1", "true", "null"),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc
      .array(fc.tuple(fc.constantFrom("a", "b-c", "d_e", "1"), tie("value")), { maxLength: 3 })
      .map(
        (entries) => `{${entries.map(([key, entry], index) => `"${key}${index}" : ${entry}`).join(", ")}}`,
      ),
  ),
})).value;

test("HCL and JSON with the same values have the same findings", () => {
  fc.assert(
    fc.property(value, (text) => {
      const hcl = check("a.tfvars", `image = ${text}\n`);
      const json = check("a.tfvars.json", `{"image": ${text}}`);
      expect([hcl.problems, json.problems]).toEqual([[], []]);
      const ids = findAmiIds(text).map(({ index }) => index);
      expect(hcl.findings.map(({ column }) => column - 1 - "image = ".length)).toEqual(ids);
      expect(json.findings.map(({ column }) => column - 1 - '{"image": '.length)).toEqual(ids);
    }),
    { numRuns: 500 },
  );
});
