import { Fn, TerraformOutput } from "cdktf";
import { literal, literals } from "../../../modules/support";
import { synthStack } from "../../support/template";

/** What Terraform 1.11 makes of a string of a JSON configuration in which no template begins. */
function asTerraformReads(text: string): string {
  return text.replace(/\$\$\{|%%\{|\$\{|%\{/g, (found) => {
    expect(found).toHaveLength(3);
    return found.slice(1);
  });
}

const TEXTS = [
  ["plain", "plain"],
  ["", ""],
  ["${a}", "$${a}"],
  ["%{ if a }", "%%{ if a }"],
  ["$${a}", "$$${a}"],
  ["%%{a}", "%%%{a}"],
  ["$$${a}${b}", "$$$${a}$${b}"],
  ["$%{a}", "$%%{a}"],
  ["%${a}", "%$${a}"],
  ["${", "$${"],
  ["$ $$ $5 % %% 100%", "$ $$ $5 % %% 100%"],
  ["$ {a} % {b}", "$ {a} % {b}"],
  ["$&$1$`", "$&$1$`"],
  ['a "b" \\n\n${"c"}', 'a "b" \\n\n$${"c"}'],
] as const;

test.each(TEXTS)("%j is written %j", (text, written) => {
  expect(literal(text)).toBe(written);
  expect(asTerraformReads(written)).toBe(text);
});

test("cdktf writes it as it is", () => {
  const { stackJson } = synthStack((stack) => {
    new TerraformOutput(stack, "Text", { value: TEXTS.map(([text]) => literal(text)) }).overrideLogicalId(
      "text",
    );
  });
  expect(stackJson.output).toMatchObject({ text: { value: TEXTS.map(([, written]) => written) } });
});

test("escapes every text inside of plain data, and nothing else", () => {
  const data = { owners: ["${a}"], nested: { text: "%{ if a }", flag: true, size: 8 }, none: undefined };
  expect(literals(data)).toEqual({
    owners: ["$${a}"],
    nested: { text: "%%{ if a }", flag: true, size: 8 },
    none: undefined,
  });
});

test("leaves a token as it is", () => {
  const token = Fn.upper("x");
  expect(literal(token)).toBe(token);
  expect(literals([token])).toEqual([token]);
});
