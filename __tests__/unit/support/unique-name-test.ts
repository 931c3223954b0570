import { createHash } from "node:crypto";
import { TerraformOutput, TerraformStack } from "cdktf";
import { uniqueAmiName } from "../../../modules/support";
import { synthesized, token } from "../refusal";

test("adds eight hexadecimal digits to the name", () => {
  expect(uniqueAmiName("web-1", ["ami-1", true])).toMatch(/^web-1-[0-9a-f]{8}$/);
});

test("is the same for the same inputs, at every synth", () => {
  const digits = createHash("sha256").update("web-1\nami-1\ntrue\n").digest("hex").slice(0, 8);
  expect(uniqueAmiName("web-1", ["ami-1", true, undefined])).toBe(`web-1-${digits}`);
});

test("differs wherever an input differs, or moves to another place", () => {
  const inputs = [
    ["a", "b", false],
    ["a", "b", true],
    ["a", "c", false],
    ["b", "a", false],
    ["ab", "", false],
    ["", "ab", false],
    ["a", "b", undefined],
  ];
  const names = inputs.map((input) => uniqueAmiName("web", input));
  expect(new Set(names).size).toBe(inputs.length);
});

test("has at most 128 characters, and differs where only the part that is cut off differs", () => {
  const long = "x".repeat(127);
  const names = [`${long}a`, `${long}b`].map((name) => uniqueAmiName(name, []));
  expect(names[0]).toHaveLength(128);
  expect(names[0]).not.toBe(names[1]);
  expect(uniqueAmiName("x".repeat(119), [])).toMatch(/^x{119}-[0-9a-f]{8}$/);
});

test("leaves the hash to Terraform where an input is a token, over the same text", () => {
  expect(rendered((stack) => uniqueAmiName("web", [token(stack, "Ami"), "eu-west-1", true, undefined]))).toBe(
    'web-${substr(sha256(join("\\n", ["web", var.Ami, "eu-west-1", "true", ""])), 0, 8)}',
  );
});

test.each([
  ["a token", (name: string) => name, "${var.Name}"],
  ["a text with a token", (name: string) => `web-${name}`, "web-${var.Name}"],
])("takes a name that is %s as it is, and hashes the rest: it stands there in full", (_, nameOf, written) => {
  const warn = jest.spyOn(console, "warn");
  expect(rendered((stack) => uniqueAmiName(nameOf(token(stack, "Name")), ["a", token(stack, "Ami")]))).toBe(
    `${written}-\${substr(sha256(join("\\n", ["a", var.Ami])), 0, 8)}`,
  );
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("needs no Terraform to hash what is literal beside a name that is a token", () => {
  expect(rendered((stack) => uniqueAmiName(token(stack, "Name"), ["a"]))).toMatch(
    /^\$\{var\.Name\}-[0-9a-f]{8}$/,
  );
});

/** What Terraform gets to evaluate. */
function rendered(name: (stack: TerraformStack) => string): unknown {
  const { stackJson } = synthesized((stack) => {
    new TerraformOutput(stack, "Result", { value: name(stack) });
  });
  return stackJson.output?.Result?.value;
}
