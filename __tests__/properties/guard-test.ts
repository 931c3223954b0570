import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
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

/** Text that grows with `n`: what makes a reader without bounds take squares of time, or all memory. */
const BOMBS: readonly (readonly [string, string, (n: number) => string])[] = [
  ["main.tf", "nested maps", (n) => `locals {\n  a = ${"{ a = ".repeat(n)}"ami-"${" }".repeat(n)}\n}\n`],
  ["main.tf", "nested templates", (n) => `locals {\n  a = "ami-${'${"'.repeat(n)}x${'"}'.repeat(n)}"\n}\n`],
  ["main.tf", "nested calls", (n) => `locals {\n  a = ${"f(".repeat(n)}"ami-"${")".repeat(n)}\n}\n`],
  ["main.tf", "one line", (n) => `locals {\n  a = ["ami-"${', "ami-0a1b2c3d4e5f60718"'.repeat(n)}]\n}\n`],
  ["main.tf", "open comments", (n) => `# ami-\n${"/* ".repeat(n)}`],
  ["main.tf", "operators", (n) => `locals {\n  a = "ami-"${" == 1".repeat(n)}\n}\n`],
  ["main.tf.json", "nested lists", (n) => `{"a": ${"[".repeat(n)}"ami-"${"]".repeat(n)}}`],
  ["main.tf.json", "one string", (n) => `{"a": "${"ami-0a1b2c3d4e5f60718 ".repeat(n)}"}`],
  ["main.tf.json", "backslashes", (n) => `{"a": "ami-${"\\\\".repeat(n)}"}`],
  ["a.tfvars", "heredocs", (n) => `a = <<EOT\n${"ami-0a1b2c3d4e5f60718 EOT\n".repeat(n)}EOT\n`],
];

/** Milliseconds of processor time, the best of three: other processes on this machine don't count. */
async function processorTime(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1e3);
  }
  return Math.min(...times);
}

test.each(BOMBS)(
  "%s: four times as many %s take less than twelve times as long",
  async (name, _, text) => {
    const file = join(folder, name);
    const time = (n: number) => {
      writeFileSync(file, text(n));
      return processorTime(() => runGuard([folder, "--json"]));
    };
    const [few, many] = [await time(1_000), await time(4_000)];
    expect(many).toBeLessThan(12 * Math.max(few, 10));
  },
  120_000,
);

const YAML_BOMBS: readonly (readonly [string, (n: number) => string])[] = [
  [
    "aliases of aliases",
    (n) =>
      `a0: &a0 x\n${Array.from({ length: n }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`).join("")}`,
  ],
  ["nested lists", (n) => `images: ${"[".repeat(n)}${"]".repeat(n)}\n`],
  ["keys", (n) => Array.from({ length: n }, (_, i) => `k${i}: ${i}\n`).join("")],
  ["one line", (n) => `images: { ${"a: ".repeat(n)}`],
];

test.each(YAML_BOMBS)(
  "a catalog of %s given to the guard ends in a refusal, in time in proportion",
  async (_, text) => {
    const file = join(folder, "catalog.yaml");
    const time = async (n: number) => {
      writeFileSync(file, text(n));
      expect((await runGuard([folder, "--catalog", file])).code).toBe(2);
      return processorTime(() => runGuard([folder, "--catalog", file]));
    };
    const [few, many] = [await time(250), await time(1_000)];
    expect(many).toBeLessThan(12 * Math.max(few, 10));
  },
  120_000,
);
