import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { ami, runGuard, yards } from "./runs";

const yard = yards();
const LOCAL = `locals {\n  a = "${ami("1")}"\n}\n`;
const NOBODY = 65534;

/** Without the rights of root, which may read everything. */
async function asAnyone<T>(act: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.();
  if (user !== 0) {
    return act();
  }
  process.seteuid?.(NOBODY);
  try {
    return await act();
  } finally {
    process.seteuid?.(user);
  }
}

/** What standard error says, without the folder and without the number of findings. */
function problems(errors: string): string[] {
  return errors.replaceAll(`${yard.folder}/`, "").trimEnd().split("\n").slice(0, -1);
}

describe("of a directory", () => {
  test("all files of Terraform and Terragrunt are read, at any depth", async () => {
    const read = [
      "#main.tf",
      ".auto.tfvars",
      ".auto.tfvars.json",
      ".prod.auto.tfvars",
      "a/b/c.tf",
      "d.tofu",
      "e.tf.json",
      "f.tfvars",
      "g.auto.tfvars.json",
      "terragrunt.hcl",
      "root.hcl",
    ];
    for (const name of read) {
      yard.write({ [name]: name.endsWith("json") ? `{"locals": {"a": "${ami("1")}"}}` : LOCAL });
    }
    expect((await yard.find()).map(({ file }) => file)).toEqual([...read].sort());
  });

  test("what belongs to other programs is passed over", async () => {
    for (const name of [
      ".terraform/modules/a/main.tf",
      ".git/main.tf",
      "a/node_modules/b/main.tf",
      ".terragrunt-cache/main.tf",
      ".terraform.lock.hcl",
      "web.pkr.hcl",
      "main.tftest.hcl",
      ".#main.tf",
      ".main.tf",
      ".prod.tfvars",
      "#main.tf#",
      "main.tf~",
      "prod.auto.tfvars~",
      "main.tf.bak",
      "README.md",
      "package.json",
    ]) {
      yard.write({ [name]: LOCAL });
    }
    expect(await yard.run()).toEqual({ code: 0, output: "", errors: "0 findings in 0 files\n" });
  });

  test("links that lead back are followed once", async () => {
    yard.write({ "a/main.tf": LOCAL });
    symlinkSync("..", yard.path("a/up"));
    symlinkSync("a", yard.path("b"));
    symlinkSync("main.tf", yard.path("a/link.tf"));
    expect(await yard.places()).toEqual(["a/link.tf:2:8 hardcoded-ami-id"]);
  });

  test("a link to nothing is told, when it has the name of a Terraform file", async () => {
    symlinkSync("nowhere", yard.path("a.tf"));
    symlinkSync("nowhere", yard.path("a.txt"));
    const { code, errors } = await yard.run();
    expect(code).toBe(2);
    expect(problems(errors)).toEqual(["a.tf there is no such file or directory"]);
  });

  test("a pipe by the name of a file is not waited for", async () => {
    execFileSync("mkfifo", [yard.path("a.tf")]);
    expect(await yard.run()).toMatchObject({ code: 0, errors: "0 findings in 0 files\n" });
    expect(await runGuard([yard.path("a.tf")])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("a.tf this is neither a file nor a directory\n"),
    });
  });

  test("files and directories without rights are told, and the others read", async () => {
    yard.write({ "a.tf": LOCAL, "b.tf": LOCAL, "c/d.tf": LOCAL });
    chmodSync(yard.folder, 0o755);
    chmodSync(yard.path("b.tf"), 0);
    chmodSync(yard.path("c"), 0);
    const { code, output, errors } = await asAnyone(() => yard.run());
    chmodSync(yard.path("c"), 0o700);
    expect(code).toBe(2);
    expect(output).toContain("a.tf:2:8 ");
    expect(problems(errors).sort()).toEqual([
      "b.tf it may not be read: give the right to read it",
      "c it may not be read: give the right to read it",
    ]);
  });
});

test("operands are files and directories, each file once, and what isn't there is told", async () => {
  yard.write({ "a/main.tf": LOCAL, "b.hcl": LOCAL, "c.txt": LOCAL });
  const names = ["a", "a/main.tf", "b.hcl", "c.txt", "nowhere"].map((name) => yard.path(name));
  const { code, output, errors } = await runGuard(names);
  expect(code).toBe(2);
  expect(output.trimEnd().split("\n")).toHaveLength(2);
  expect(problems(errors)).toEqual([
    "c.txt its name is none of .tf, .tofu, .tfvars, .hcl, or one of these with .json",
    "nowhere there is no such file or directory",
  ]);
});

describe("broken files: what can be read is, and so are the others", () => {
  test.each([
    ["a bracket", `locals {\n  a = "${ami("1")}"\n`, "1:8 the file is broken: `{` is not closed"],
    [
      "a bracket too many",
      `locals {\n  a = "${ami("1")}"\n}}\n`,
      "3:2 the file is broken: `}` closes nothing",
    ],
    [
      "a string",
      `locals {\n  a = "${ami("1")}"\n  b = "x\n}\n`,
      "3:7 the file is broken: the string is not closed on its line",
    ],
    [
      "a heredoc",
      `locals {\n  a = "${ami("1")}"\n  b = <<EOT\n}\n`,
      "3:7 the file is broken: the heredoc has no line `EOT` that ends it",
    ],
    [
      "a comment",
      `locals {\n  a = "${ami("1")}"\n}\n/* "${ami("2")}"\n`,
      "4:1 the file is broken: `/*` is not closed",
    ],
    [
      "a value",
      `locals {\n  a = "${ami("1")}"\n  b =\n}\n`,
      "3:5 the file is broken: a value is missing after `=`",
    ],
    [
      "an operator",
      `locals {\n  a = "${ami("1")}"\n  b = = 2\n}\n`,
      "3:7 the file is broken: this is not HCL",
    ],
    [
      "a merge",
      `<<<<<<< HEAD\nlocals {\n  a = "${ami("1")}"\n}\n=======\n`,
      "1:1 the file is broken: this is not HCL",
    ],
  ])("%s", async (_, text, problem) => {
    yard.write({ "a.tf": text, "b.tf": LOCAL });
    const { code, output, errors } = await yard.run("--json");
    expect(code).toBe(2);
    expect(problems(errors)).toEqual([`a.tf:${problem}; what can be read of it is`]);
    expect((JSON.parse(output) as { value: string }[]).map(({ value }) => value)).toEqual([
      ami("1"),
      ami("1"),
    ]);
  });

  test.each([
    ["strings side by side", "a.tf", (ids: string) => `a = ${ids.replaceAll("\n", " ")}\n`, "a.tf:1:5 "],
    [
      "a template in JSON",
      "a.tf.json",
      (ids: string) =>
        JSON.stringify({ resource: { aws_instance: { a: { ami: `${"${".repeat(20_000)}${ids}` } } } }),
      "a.tf.json:1:",
    ],
  ])("%s: all that is long and wrong throughout is found", async (_, file, textOf, place) => {
    const ids = `"${ami("1")}"\n`.repeat(1_000);
    yard.write({ [file]: textOf(ids) });
    const { code, output, errors } = await yard.run("--json");
    expect(code).toBe(2);
    expect(problems(errors)).toEqual([expect.stringContaining(place)]);
    expect(JSON.parse(output)).toHaveLength(1_000);
  });

  test.each([
    ["HCL without an AMI ID", "a.tf", 'resource "a" "b" {\n', "1:18 the file is broken: `{` is not closed"],
    ["no HCL at all", "a.tf", "hello world\n", "1:1 the file is broken: this is not HCL"],
    [
      "a value that is missing at the end",
      "a.tf",
      "ami = # ami-x",
      "1:14 the file is broken: this is not HCL",
    ],
    ["JSON without an AMI ID", "a.tf.json", '{"a": [1, 2}', "1:12 the file is broken: `,` or `]` is missing"],
    ["an empty file of JSON", "a.tf.json", "", "1:1 the file is broken: a value is missing"],
    [
      "JSON with a comma too many",
      "a.tf.json",
      '{"a": "resolve:ssm:x",}',
      "1:23 the file is broken: a key in quotes is missing",
    ],
    ["an escape", "a.tf.json", '{"a": "\\x"}', "1:8 the file is broken: JSON has no such escape"],
    [
      "an open string",
      "a.tf.json",
      '{"a": "x\n"}',
      "1:7 the file is broken: the string is not closed on its line",
    ],
    [
      "two documents",
      "a.tf.json",
      "{} {}",
      "1:4 the file is broken: this stands after the end of the document",
    ],
    [
      "a template in JSON",
      "a.tf.json",
      `{"locals": {"a": "\${${ami("1")} = }"}}`,
      "1:43 the file is broken: this is not HCL",
    ],
    [
      "too deep HCL",
      "a.tf",
      `locals {\n  a = ${"[".repeat(999)}"${ami("1")}"${"]".repeat(999)}\n}\n`,
      "1:1 the file is broken: it is nested more than 400 levels deep",
    ],
    [
      "too deep JSON",
      "a.tf.json",
      `${"[".repeat(999)}"ami-"${"]".repeat(999)}`,
      "1:402 the file is broken: it is nested more than 400 levels deep",
    ],
  ])("%s", async (_, name, text, problem) => {
    yard.write({ [name]: text });
    const { code, errors } = await yard.run();
    expect(code).toBe(2);
    expect(problems(errors)).toEqual([`${name}:${problem}; what can be read of it is`]);
  });

  test("other encodings", async () => {
    yard.write({
      "a.tf": Buffer.from(LOCAL, "utf16le"),
      "b.tf": Buffer.from("# caf\xe9\n", "latin1"),
      "c.tf": LOCAL,
    });
    writeFileSync(yard.path("a.tf"), Buffer.from(`\ufeff${LOCAL}`, "utf16le"));
    const { code, errors } = await yard.run();
    expect(code).toBe(2);
    expect(problems(errors)).toEqual(
      ["a.tf", "b.tf"].map((name) => `${name} this is not UTF-8 text: save it as UTF-8`),
    );
  });
});

test("a byte order mark and CRLF move no place", async () => {
  yard.write({
    "a.tf": `\ufeff${LOCAL.replaceAll("\n", "\r\n")}`,
    "b.tf.json": `\ufeff{"locals":\r\n{"a": "${ami("1")}"}}`,
    "c.tf": `\ufefflocals { a = "${ami("1")}" }`,
  });
  expect(await yard.places()).toEqual([
    "a.tf:2:8 hardcoded-ami-id",
    "b.tf.json:2:8 hardcoded-ami-id",
    "c.tf:1:15 hardcoded-ami-id",
  ]);
});

test("what is right in HCL is not broken", async () => {
  yard.write({
    "main.tf":
      [
        'locals {\n  ami = "${"${var.a}"}%{~ if true ~}$${x} %%{y} $ % \\" {$}%{~ endif ~}"\n}',
        'locals { one = "ami-" }',
        "locals {\n  a = <<-EOT\n    ami- ${<<EOS\nx\nEOS\n}\n    EOTX }\n  EOT\n  b = [<<A\nA\n  , 1]\n}",
        "resource aws_ami web {\n  a = x.*.id\n  b = y[*].z\n  c = f(x...)\n  d = provider::aws::arn_parse(1)\n}",
        "locals {\n  a = {\n    for k, v in x : k => v... if v != 1 && v >= 2 || v <= 3\n  }\n  b = (\n    x == 1\n    ? 2\n    : 3\n  )\n  ami = 1 }",
        "locals {\n  ami-x = <<EOT\nx\nEOT",
      ].join("\n") + "\n}",
  });
  expect(await yard.run()).toMatchObject({ code: 0, errors: "0 findings in 1 file\n" });
});
