import { desks } from "./runs";
import { YAML } from "./samples";

const desk = desks();
const MOVED = YAML.replace('stable: "2026.10"', 'stable: "2026.11"');

test("changes one value of the file, and prints the diff and what follows", () => {
  expect(desk.run("promote", "web", "stable", "2026.11")).toEqual({
    code: 0,
    output: [
      `--- ${desk.file}`,
      `+++ ${desk.file}`,
      "@@ -30,7 +30,7 @@",
      "             '2026.12': { source: { ami: ami-0b2d4f6a8c0e1f359 } }",
      " ",
      "         channels:",
      `-            stable: "2026.10"   # since Monday`,
      `+            stable: "2026.11"   # since Monday`,
      "             candidate: 2026.11",
      " ",
      "             # An old name.",
      "",
      "web/stable: 2026.10 -> 2026.11. The next deploy updates /golden/web/stable in place in 2 regions: us-east-1, eu-west-1.",
      "",
    ].join("\n"),
    errors: "",
  });
  expect(desk.text()).toBe(MOVED);
});

test("--dry-run prints the same, and writes nothing", () => {
  const { code, output } = desk.run("promote", "web", "stable", "2026.11", "--dry-run");
  expect(code).toBe(0);
  expect(output).toMatch(/\+ +stable: "2026.11".*Nothing is written \(--dry-run\)\.\n$/s);
  expect(desk.text()).toBe(YAML);
  expect(desk.json("promote", "web", "stable", "2026.11", "--dry-run").document).toMatchObject({
    changed: true,
    written: false,
  });
});

test("as a document", () => {
  expect(desk.json("promote", "web", "stable", "2026.11").document).toEqual({
    ok: true,
    errors: [],
    warnings: [],
    file: desk.file,
    image: "web",
    channel: "stable",
    from: "2026.10",
    to: "2026.11",
    changed: true,
    written: true,
    diff: expect.stringMatching(/^--- .*\n\+\+\+ .*\n@@ /),
  });
  expect(desk.text()).toBe(MOVED);
});

test("a channel that names the version already is left alone", () => {
  expect(desk.run("promote", "web", "stable", "2026.10")).toEqual({
    code: 0,
    output: "Nothing to do: web/stable is at 2026.10.\n",
    errors: "",
  });
  expect(desk.json("promote", "web", "stable", "2026.10", "--create").document).toMatchObject({
    ok: true,
    changed: false,
    written: false,
    diff: "",
  });
  expect(desk.text()).toBe(YAML);
});

describe("--create", () => {
  test("makes a channel", () => {
    const { output } = desk.run("promote", "web", "beta", "2026.12", "--create");
    expect(output).toContain(
      "web/beta: (new) -> 2026.12. The next deploy makes /golden/web/beta in 2 regions",
    );
    expect(desk.text()).toBe(
      YAML.replace("legacy: '2026.10'\n", "legacy: '2026.10'\n            beta: '2026.12'\n"),
    );
  });

  test("makes the first channel", () => {
    expect(desk.json("promote", "base", "stable", "1", "--create").document).toMatchObject({
      from: null,
      to: "1",
    });
    expect(desk.run("list").output).toContain("base   stable     1        /golden/base/stable\n");
  });

  test("moves a channel that is there", () => {
    desk.run("promote", "web", "stable", "2026.11", "--create");
    expect(desk.text()).toBe(MOVED);
  });
});

describe("is refused with code 1, and the file stays", () => {
  test.each([
    [
      ["web", "stabel", "2026.11"],
      'images.web.channels: web has no channel "stabel", did you mean "stable"?; name one of stable, ',
      "CHANNEL_UNKNOWN",
    ],
    [["base", "stable", "1"], 'base has no channel "stable"; make it with --create', "CHANNEL_UNKNOWN"],
    [["wep", "stable", "1"], 'there is no image "wep", did you mean "web"?', "IMAGE_UNKNOWN"],
    [["web", "constructor", "2026.11"], 'web has no channel "constructor"', "CHANNEL_UNKNOWN"],
    [
      ["base", "stable", "0", "--create"],
      ":48:21: images.base.channels.stable: is",
      "CATALOG_CHANNEL_RELEASED",
    ],
    [
      ["web", "stable", "2026.13"],
      ':33:21: images.web.channels.stable: is "2026.13"',
      "CHANNEL_WITHOUT_VERSION",
    ],
    [
      ["web", "versions", "2026.11", "--create"],
      ":38:13: images.web.channels.versions",
      "CATALOG_CHANNEL_INVALID",
    ],
    [["web", "a/b", "2026.11", "--create"], "images.web.channels[", "CATALOG_CHANNEL_INVALID"],
    [["web", "Stable", "2026.11", "--create"], "differs from", "CATALOG_NAME_CASE"],
  ])("%j", (operands, message, code) => {
    const ran = desk.json("promote", ...operands);
    expect(ran.code).toBe(1);
    expect(ran.errors).toContain(message);
    expect(ran.errors).toMatch(new RegExp(`\\[${code}\\]\\n.* is unchanged\\.\\n$`));
    expect(ran.document).toMatchObject({ ok: false, errors: [{ code }], warnings: [] });
    expect(desk.text()).toBe(YAML);
  });

  test("where the file is bad already, with the words of check", () => {
    desk.write(`${YAML}colour: red\n`);
    const { errors: check } = desk.run("check");
    expect(desk.run("promote", "web", "stable", "2026.11")).toEqual({
      code: 1,
      output: "",
      errors: `${check}${desk.file} is unchanged.\n`,
    });
  });

  test("where the channel is written in a way that can't be changed", () => {
    const text = YAML.replace("candidate: 2026.11", "candidate: |-\n              2026.11");
    desk.write(text);
    const { code, errors } = desk.run("promote", "web", "candidate", "2026.12");
    expect(code).toBe(1);
    expect(errors).toMatch(
      /images\.web\.channels\.candidate: .*change it by hand, and run `check` \[EDIT_UNSAFE\]/,
    );
    expect(desk.text()).toBe(text);
  });
});

test("a version past its date is promoted, with a warning", () => {
  desk.write(YAML.replace("2028-11-24", "2020-11-24"));
  const { code, errors } = desk.run("promote", "web", "stable", "2026.11");
  expect(code).toBe(0);
  expect(errors).toMatch(/warning: .*:33:21: images\.web\.channels\.stable: .*CATALOG_CHANNEL_DEPRECATED/);
});

test.each([
  ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
  ["a byte order mark", (text: string) => `\ufeff${text}`],
  ["no line end at the end", (text: string) => text.trimEnd()],
])("a file with %s keeps it", (_, form) => {
  desk.write(form(YAML));
  expect(desk.run("promote", "web", "stable", "2026.11").code).toBe(0);
  expect(desk.text()).toBe(form(MOVED));
});
