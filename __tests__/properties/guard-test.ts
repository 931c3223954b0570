import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { HOSTILE_CATALOGS, HOSTILE_TERRAFORM } from "../../bench/hostile-texts";
import { runGuard } from "../unit/guard/runs";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { hostileText } from "./arbitraries/text";
import { property } from "./property";

const NAMES = ["main.tf", "main.tf.json", "a.tfvars", "a.tfvars.json", "terragrunt.hcl"];

let folder = "";
beforeEach(() => (folder = makeFolder("bytes")));
afterEach(() => removeFolder(folder));

/** Bytes that are no text, text with a byte changed, and text in another encoding. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.tuple(hostileText, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([text, at, byte]) => {
    const encoded = Buffer.from(`resource "aws_instance" "a" {\n  ami = "${text}"\n}\n`);
    encoded[at % encoded.length] = byte;
    return encoded;
  }),
  hostileText.map((text) => Buffer.from(`\ufeff{"a": "${text}"}`, "utf16le")),
  hostileText.map((text) => Buffer.from(JSON.stringify({ locals: { [text]: text } }))),
);

property(
  "whatever the bytes of a file, the guard ends with a report",
  fc.tuple(fc.constantFrom(...NAMES), bytes),
  async ([name, content]) => {
    writeFileSync(join(folder, name), content);
    const { code, output, errors } = await runGuard([folder, "--json"]);
    expect([0, 1, 2]).toContain(code);
    expect(Array.isArray(JSON.parse(output))).toBe(true);
    expect(errors).not.toMatch(/\bat .*\.[jt]s:\d+/);
    writeFileSync(join(folder, name), "");
  },
);

test.each(HOSTILE_TERRAFORM)("$file of many $of ends in a report", async ({ file, text }) => {
  writeFileSync(join(folder, file), text(10_000));
  const { code, output } = await runGuard([folder, "--json"]);
  expect([0, 1, 2]).toContain(code);
  expect(Array.isArray(JSON.parse(output))).toBe(true);
});

test.each(HOSTILE_CATALOGS)("a catalog of many $of ends in a refusal", async ({ file, text }) => {
  writeFileSync(join(folder, file), text(2_000));
  const { code, errors } = await runGuard([folder, "--catalog", join(folder, file)]);
  expect(code).toBe(2);
  expect(errors).toContain(file);
});
