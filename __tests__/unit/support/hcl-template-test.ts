import { hclTemplate, hclText } from "../../../modules/support";

describe("hclText", () => {
  test.each([
    ["web 2026", "web 2026"],
    ['say "hi"', 'say \\"hi\\"'],
    ["C:\\new", "C:\\\\new"],
    ["one\ntwo\r\tthree", "one\\ntwo\\r\\tthree"],
    ["\u0001\u007f", "\\u0001\\u007f"],
    ["${path.module} %{ if true }", "$${path.module} %%{ if true }"],
    ["100% of $5", "100% of $5"],
    ["größe €", "größe €"],
  ])("writes %j so that it stays text", (text, written) => {
    expect(hclText(text)).toBe(written);
  });
});

describe("hclTemplate", () => {
  test.each([
    ["web", "web"],
    ['{"a":"b"}', '{\\"a\\":\\"b\\"}'],
    ['{"a":"${aws_x.y.arn}"}', '{\\"a\\":\\"${aws_x.y.arn}\\"}'],
    ['"${lookup({ a = "}" }, "a")}"', '\\"${lookup({ a = "}" }, "a")}\\"'],
    ['${join("\\n", ["a", "\\"b"])} "c"', '${join("\\n", ["a", "\\"b"])} \\"c\\"'],
    ['${"in ${upper("${x}")}"} \\', '${"in ${upper("${x}")}"} \\\\'],
    ['${"$${"} "', '${"$${"} \\"'],
    ['$${x} "y"', '$${x} \\"y\\"'],
    ['%{ if a == "b" }"c"%{ endif }', '%{ if a == "b" }\\"c\\"%{ endif }'],
    ["two\nlines", "two\\nlines"],
  ])("leaves the expressions of %j, and escapes what stands around them", (json, written) => {
    expect(hclTemplate(json)).toBe(written);
  });

  test("an expression without an end is left to Terraform", () => {
    expect(hclTemplate('a "b" ${c "d"')).toBe('a \\"b\\" ${c "d"');
  });
});
