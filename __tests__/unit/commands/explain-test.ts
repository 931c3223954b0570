import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./runs";

const ERRORS = join(__dirname, "..", "..", "..", "docs", "errors");
const page = (code: string) => readFileSync(join(ERRORS, `${code}.md`), "utf8");

test.each(["AMI_ID_INVALID", "VERSION_IN_USE", "alias-on-instance"])("prints the page of %s", (code) => {
  expect(runCommand(["explain", code])).toEqual({ code: 0, output: page(code), errors: "" });
});

test("as a document too", () => {
  const { output } = runCommand(["explain", "USAGE", "--json"]);
  expect(JSON.parse(output)).toEqual({
    ok: true,
    errors: [],
    warnings: [],
    code: "USAGE",
    text: page("USAGE"),
  });
});

test("takes a code as a message has it, in brackets", () => {
  expect(runCommand(["explain", "[USAGE]"]).output).toBe(page("USAGE"));
});

test("needs no catalog", () => {
  expect(runCommand(["explain", "USAGE", "--file", "no.yaml"]).code).toBe(0);
});

test.each([
  ["AMI_ID_INVALD", 'there is no code "AMI_ID_INVALD", did you mean "AMI_ID_INVALID"?'],
  ["README", 'there is no code "README"'],
  ["../errors/USAGE", 'there is no code "../errors/USAGE"'],
])("%s is refused with code 2", (given, message) => {
  const { code, output, errors } = runCommand(["explain", given]);
  expect({ code, output }).toEqual({ code: 2, output: "" });
  expect(errors).toContain(message);
});
