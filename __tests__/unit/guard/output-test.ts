import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLES } from "../../../guard/help";
import { ami, runGuard, yards } from "./runs";

const yard = yards();
const ID = ami("1");
const LOCAL = `locals {\n  a = "${ID}"\n}\n`;
const WHY = "an AMI ID names one build in one region, and has to be chased with each new one";

test("text: a line for each finding, sorted, and their number on standard error", async () => {
  yard.write({ "b.tf": LOCAL, "a.tf": `${LOCAL}${LOCAL}`, "c.tf": "locals {\n}\n" });
  const { code, output, errors } = await yard.run();
  expect(code).toBe(1);
  const lines = output.trimEnd().split("\n");
  expect(lines.map((line) => line.slice(yard.folder.length + 1).split(": ")[0])).toEqual([
    `a.tf:2:8 hardcoded-ami-id local.a is "${ID}"`,
    `a.tf:5:8 hardcoded-ami-id local.a is "${ID}"`,
    `b.tf:2:8 hardcoded-ami-id local.a is "${ID}"`,
  ]);
  expect(lines[0]).toMatch(/^.*: an AMI ID names one build .*; read the ID from an SSM parameter/);
  expect(errors).toBe("3 findings in 2 of 3 files\n");
});

test("JSON: an array with exactly these keys", async () => {
  yard.write({ "a.tf": LOCAL });
  const { code, output, errors } = await yard.run("--json");
  expect({ code, errors }).toEqual({ code: 1, errors: "1 finding in 1 of 1 file\n" });
  expect(JSON.parse(output)).toEqual([
    {
      file: yard.path("a.tf"),
      line: 2,
      column: 8,
      rule: "hardcoded-ami-id",
      value: ID,
      message: `local.a is "${ID}": ${WHY}`,
      fix: expect.stringMatching(/^read the ID from an SSM parameter of data type `aws:ec2:image`/),
    },
  ]);
});

test("JSON of nothing is an empty array", async () => {
  yard.write({ "a.tf": "locals {\n}\n" });
  expect(await yard.run("--json")).toEqual({ code: 0, output: "[]\n", errors: "0 findings in 1 file\n" });
});

test("SARIF 2.1.0", async () => {
  yard.write({ "a b.tf": LOCAL, "bad.tf": "locals {\n" });
  const { code, output } = await yard.run("--sarif", "--rule", "hardcoded-ami-id=warn");
  expect(code).toBe(2);
  const sarif = JSON.parse(output) as {
    runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleIndex: number }[] }[];
  };
  expect(sarif).toMatchObject({
    $schema: expect.stringContaining("sarif-schema-2.1.0.json"),
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ami-guard" } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: false,
            toolExecutionNotifications: [
              { level: "error", message: { text: expect.stringContaining("broken") } },
            ],
          },
        ],
        results: [
          {
            ruleId: "hardcoded-ami-id",
            level: "warning",
            message: { text: expect.stringContaining(WHY) },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: `file://${yard.folder}/a%20b.tf` },
                  region: { startLine: 2, startColumn: 8 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
  const [run] = sarif.runs;
  expect(run?.tool.driver.rules[run.results[0]?.ruleIndex ?? -1]?.id).toBe("hardcoded-ami-id");
});

describe("--rule", () => {
  test("warns, and is good with it", async () => {
    yard.write({ "a.tf": LOCAL });
    const { code, output, errors } = await yard.run("--rule", "hardcoded-ami-id=warn");
    expect(code).toBe(0);
    expect(output).toContain('a.tf:2:8 hardcoded-ami-id warning: local.a is "ami-');
    expect(errors).toBe("1 finding in 1 of 1 file, 1 of them only a warning\n");
  });

  test("leaves a rule out", async () => {
    yard.write({ "a.tf": `${LOCAL}data "aws_ami" "a" {\n}\n` });
    expect(await yard.places("--rule", "hardcoded-ami-id=off")).toEqual(["a.tf:4:1 lookup-without-owners"]);
  });
});

describe("wrong usage", () => {
  test.each([
    [[], "a directory or a file is needed: ami-guard .\n"],
    [[".", "--jsn"], /^there is no option --jsn, did you mean "json"\?; the options are --json, /],
    [[".", "--json", "--sarif"], "there is one output: write either --json or --sarif\n"],
    [
      [".", "--rule", "hardcoded-ami=off"],
      /^--rule hardcoded-ami=off: there is no such rule, did you mean "hardcoded-ami-id"\?; /,
    ],
    [
      [".", "--rule", "hardcoded-ami-id"],
      /^--rule hardcoded-ami-id: write hardcoded-ami-id=error, hardcoded-ami-id=warn or /,
    ],
    [[".", "--rule", "hardcoded-ami-id=none"], /: write hardcoded-ami-id=error, /],
    [[".", "--rule"], "--rule needs a value: --rule RULE=error|warn|off\n"],
    [[".", "--json=yes"], "--json takes no value: write --json alone\n"],
    [[".", "--fix"], "--fix needs --catalog FILE, which says what parameter each AMI ID has\n"],
    [[".", "--dry-run"], "--dry-run goes with --fix\n"],
    [
      [".", "--catalog", "nowhere.yaml"],
      /^--catalog nowhere\.yaml: it is neither a catalog nor the outputs of one:\n.*there is no such file/,
    ],
    [[".", "--catalog", "nowhere.json"], "--catalog nowhere.json: there is no such file or directory\n"],
  ])("%j", async (args, errors) => {
    const ran = await runGuard(args);
    expect({ code: ran.code, output: ran.output }).toEqual({ code: 2, output: "" });
    expect(ran.errors).toMatch(errors instanceof RegExp ? errors : new RegExp(`^${escaped(errors)}$`));
  });
});

test("--help tells all options, rules and exit codes", async () => {
  const { code, output } = await runGuard(["--help"]);
  expect(code).toBe(0);
  expect(output).toMatch(/^Usage: ami-guard DIR… \[OPTIONS\]\n/);
  for (const word of [
    "--sarif",
    "--catalog FILE",
    "alias-on-instance",
    "ignore-without-reason",
    "Exit codes: 0 ",
    ...EXAMPLES.map((example) => `\n  ami-guard ${example}\n`),
  ]) {
    expect(output).toContain(word);
  }
  const script = await runGuard(["-h"], { npm_lifecycle_event: "guard" });
  expect(script.output).toMatch(/^Usage: npm run guard -- DIR…/);
});

test.each(EXAMPLES)("the example `ami-guard %s` works", async (example) => {
  const catalog = join(__dirname, "..", "..", "..", "catalog.yaml");
  yard.write({
    "catalog.yaml": readFileSync(catalog),
    "infrastructure/main.tf": `resource "aws_launch_template" "web" {\n  image_id = "${ID}"\n}\n`,
  });
  const before = process.cwd();
  process.chdir(yard.folder);
  try {
    const { code, output } = await runGuard(example.split(" "));
    expect(code).toBe(1);
    expect(output).toContain("infrastructure/main.tf:2:15 hardcoded-ami-id aws_launch_template.web.image_id");
    expect(output).not.toContain("\u001b");
  } finally {
    process.chdir(before);
  }
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
