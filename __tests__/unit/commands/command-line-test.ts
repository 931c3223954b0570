import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../../commands/commands";
import { withFolder } from "../../support/temporary-folder";
import { runCommand } from "./runs";
import { YAML } from "./samples";

describe("help", () => {
  test("of all names each command, the common options and the exit codes", () => {
    const { code, output, errors } = runCommand(["--help"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    for (const { name, operands } of COMMANDS) {
      expect(output).toContain(`\n  ${[name, ...operands].join(" ")} `);
    }
    expect(output).toMatch(/--file FILE.*--json.*--dry-run.*-h, --help.*Exit codes: 0 done; 1 refused/s);
  });

  test.each(COMMANDS.map(({ name }) => name))("of %s has its options and an example", (name) => {
    const command = COMMANDS.find((candidate) => candidate.name === name);
    const { code, output } = runCommand([name, "-h"]);
    expect(code).toBe(0);
    expect(output).toContain(
      `Usage: ami-catalog ${[name, ...(command?.operands ?? [])].join(" ")} [OPTIONS]\n`,
    );
    expect(output).toContain(`Example:\n  ami-catalog ${name}`);
    Object.keys(command?.options ?? {}).forEach((option) => expect(output).toContain(`--${option}`));
  });

  test("tells the script of npm to those who come through it", () => {
    const { output } = runCommand(["--help"], { npm_lifecycle_event: "catalog" });
    expect(output).toContain("Usage: npm run catalog -- COMMAND");
  });

  test("no line is wider than a terminal that is wide", () => {
    const pages = [["--help"], ...COMMANDS.map(({ name }) => [name, "--help"])].map(
      (args) => runCommand(args).output,
    );
    expect(
      Math.max(
        ...pages
          .join("\n")
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(120);
  });
});

describe("wrong usage is refused with code 2", () => {
  test.each([
    [[], "a command is needed; see `ami-catalog --help` [USAGE]"],
    [["promot"], 'there is no command "promot", did you mean "promote"?'],
    [["list", "--jsno"], 'list has no option --jsno, did you mean "json"?'],
    [["list", "--create"], "list has no option --create"],
    [["list", "--toString"], "list has no option --toString"],
    [["list", "web"], 'list takes no operands, and got "web"'],
    [["promote", "web", "stable"], 'promote takes IMAGE CHANNEL VERSION, and got "web" "stable"'],
    [["promote", "web", "stable", ""], 'got "web" "stable" ""'],
    [["show"], "show takes IMAGE, and got nothing; see `show --help`"],
    [["list", "--file"], "--file needs a value; write --file FILE"],
    [["list", "--file="], "--file needs a value"],
    [["list", "--file", "--json"], "--file needs a value"],
    [["list", "--json=yes"], "--json takes no value; write --json alone"],
    [["add-version", "web", "2", "--file", "no.yaml"], "no.yaml: there is no such file"],
  ])("%j", (args, message) => {
    const { code, output, errors } = runCommand(args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
    expect(errors.split("\n")).toHaveLength(2);
    if (!args.includes("--json")) {
      expect(output).toBe("");
    }
  });

  test("as a document too", () => {
    const { code, output } = runCommand(["--json", "shwo", "web"]);
    expect(code).toBe(2);
    expect(JSON.parse(output)).toEqual({
      ok: false,
      errors: [
        {
          code: "USAGE",
          file: null,
          line: null,
          column: null,
          path: "",
          value: null,
          allowed: 'there is no command "shwo", did you mean "show"?',
          fix: expect.stringMatching(/^name one of check, list/),
          message: expect.stringMatching(/^there is no command "shwo".*\[USAGE\]$/),
        },
      ],
      warnings: [],
    });
  });
});

test("the file is that of --file, or of AMI_CATALOG, or catalog.yaml", () => {
  withFolder("commands", (folder) => {
    const file = join(folder, "golden.yaml");
    writeFileSync(file, YAML);
    const env = { AMI_CATALOG: file };
    expect(runCommand(["check"], env).output).toContain(`OK: ${file} has`);
    expect(runCommand(["check", "--file", join(folder, "other.yaml")], env).errors).toContain("other.yaml");
    expect(runCommand(["check"], { AMI_CATALOG: "" }).output).toContain("OK: catalog.yaml has");
  });
});

test("a folder can't be read, with code 2", () => {
  withFolder("commands", (folder) => {
    expect(runCommand(["promote", "a", "b", "c", "--file", folder])).toEqual({
      code: 2,
      output: "",
      errors: `${folder}: this is a folder; name the file in it [CATALOG_UNREADABLE]\n`,
    });
  });
});
