import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, removeFolder } from "../../support/temporary-folder";
import { YAML } from "./samples";

const ROOT = join(__dirname, "..", "..", "..");
const MAIN = join(ROOT, "dist", "commands", "main.js");
const GUARD = join(ROOT, "dist", "guard", "main.js");

let folder: string;

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, "node_modules", "typescript", "bin", "tsc"), "-b"], {
    cwd: ROOT,
  });
}, 120_000);

beforeEach(() => {
  folder = makeFolder("main");
  writeFileSync(join(folder, "catalog.yaml"), YAML);
});

afterEach(() => removeFolder(folder));

/** As a user runs it: by its own name, in the folder of the catalog. */
function main(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  return { status, stdout, stderr };
}

function catalog(): string {
  return readFileSync(join(folder, "catalog.yaml"), "utf8");
}

test("done: code 0", () => {
  expect(main("check")).toEqual({
    status: 0,
    stdout: "OK: catalog.yaml has 2 images, 5 versions (1 released), 3 channels, 2 regions\n",
    stderr: "",
  });
  expect(main("promote", "web", "stable", "2026.11")).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^--- catalog\.yaml\n\+\+\+ catalog\.yaml\n@@ /),
    stderr: "",
  });
  expect(catalog()).toBe(YAML.replace('stable: "2026.10"', 'stable: "2026.11"'));
});

test("refused: code 1", () => {
  expect(main("retire", "web", "2026.10")).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(/VERSION_IN_USE\]\ncatalog\.yaml is unchanged\.\n$/),
  });
  expect(catalog()).toBe(YAML);
});

test("wrong usage: code 2", () => {
  expect(main("--json", "--what")).toEqual({
    status: 2,
    stdout: expect.stringContaining('"code": "USAGE"'),
    stderr: expect.stringContaining("this has no option --what"),
  });
  expect(main("list", "--file", "other.yaml")).toMatchObject({ status: 2, stdout: "" });
});

test("the diff is one that `git apply` takes", () => {
  const { stdout } = main(
    "add-version",
    "web",
    "2027.1",
    "--ami",
    "ami-0d5e7f9a1b3c5d7e9",
    "--dry-run",
    "--json",
  );
  expect(catalog()).toBe(YAML);
  const { diff } = JSON.parse(stdout) as { diff: string };
  execFileSync("git", ["apply", "-p0", "-"], { cwd: folder, input: diff });
  const applied = catalog();
  writeFileSync(join(folder, "catalog.yaml"), YAML);
  main("add-version", "web", "2027.1", "--ami", "ami-0d5e7f9a1b3c5d7e9");
  expect(catalog()).toBe(applied);
});

test("a disk that takes nothing leaves the old file: code 2", () => {
  const script = 'ulimit -f 0; trap "" XFSZ; exec "$0" "$@"';
  const args = ["-c", script, process.execPath, MAIN, "promote", "web", "stable", "2026.11"];
  const { status, stderr } = spawnSync("bash", args, { cwd: folder, encoding: "utf8" });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining("catalog.yaml: the file can't be replaced (EFBIG)"),
  });
  expect(catalog()).toBe(YAML);
  expect(readdirSync(folder)).toEqual(["catalog.yaml"]);
});

test("output that nobody reads to its end is no failure", () => {
  const script = '"$0" "$@" --json | head -c 1; exit "${PIPESTATUS[0]}"';
  const args = ["-c", script, process.execPath, MAIN, "show", "web"];
  expect(spawnSync("bash", args, { cwd: folder, encoding: "utf8" })).toMatchObject({
    status: 0,
    stdout: "{",
    stderr: "",
  });
});

/** Runs a line of Bash, in which `$0` runs a program with what comes after it. */
function bash(line: string, program: string) {
  const script = `run() { "$NODE" "${program}" "$@"; }; ${line}`;
  const env = { PATH: process.env.PATH, NODE: process.execPath };
  return spawnSync("bash", ["--norc", "-c", script], { cwd: folder, encoding: "utf8", env });
}

test.each([
  ["the catalog's commands", MAIN, "check", ""],
  ["the guard", GUARD, ".", "0 findings in 0 files\n"],
])("%s: output that a full disk does not take: code 2", (_, program, args, said) => {
  const { status, stderr } = bash(`run ${args} > /dev/full`, program);
  expect(status).toBe(2);
  expect(stderr.replace(said, "")).toBe("standard output can't be written (ENOSPC)\n");
});

test.each([
  ["the catalog's commands", MAIN, "check --file missing.yaml", 2],
  ["the guard", GUARD, ".", 0],
])("%s: nobody who reads standard error changes the code", (_, program, args, code) => {
  const unread = "exec 3> >(exit); wait $!";
  expect(bash(`${unread}; run ${args} 2>&3`, program)).toMatchObject({ status: code, stderr: "" });
  expect(bash(`${unread}; run ${args} >&3 2>&3`, program)).toMatchObject({ status: code, stdout: "" });
});

test("it can be run by its own name", () => {
  expect(readFileSync(MAIN, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});
