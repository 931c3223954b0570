import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { git as gitIn } from "./git";
import { desks, runCommand } from "./runs";
import { YAML } from "./samples";

const desk = desks();

function git(...args: readonly string[]): void {
  gitIn(desk.folder, ...args);
}

function commit(text: string): void {
  desk.write(text);
  git("add", "catalog.yaml");
  git("commit", "--quiet", "--message", "catalog");
}

function stableAt(version: string): string {
  return YAML.replace('stable: "2026.10"', `stable: "${version}"`);
}

describe("in a git checkout", () => {
  beforeEach(() => {
    git("init", "--quiet", "--initial-branch=main");
    commit(stableAt("2026.12"));
    commit(stableAt("2026.11"));
  });

  test("moves to the version that the channel named before", () => {
    const { code, output } = desk.run("rollback", "web", "stable");
    expect(code).toBe(0);
    expect(output).toMatch(
      /web\/stable: 2026\.11 -> 2026\.12 \(as in commit [0-9a-f]{7,}\)\. The next deploy updates/,
    );
    expect(desk.text()).toBe(stableAt("2026.12"));
  });

  test("takes back a change that isn't committed", () => {
    desk.write(stableAt("2026.10"));
    expect(desk.json("rollback", "web", "stable").document).toMatchObject({
      from: "2026.10",
      to: "2026.11",
      commit: expect.stringMatching(/^[0-9a-f]{7,}$/),
      written: true,
    });
  });

  test("passes over commits that change other things, or that can't be read", () => {
    commit("images: [");
    commit(`${stableAt("2026.11")}# another\n`);
    expect(desk.json("rollback", "web", "stable").document).toMatchObject({ to: "2026.12" });
  });

  test("passes over branches that were merged", () => {
    git("checkout", "--quiet", "-b", "side");
    commit(stableAt("2026.10"));
    commit(`${stableAt("2026.11")}# side\n`);
    git("checkout", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "--message", "merge", "side");
    expect(desk.json("rollback", "web", "stable").document).toMatchObject({ to: "2026.12" });
  });

  test("--to goes before what git knows", () => {
    expect(desk.json("rollback", "web", "stable", "--to", "2026.10").document).toMatchObject({
      to: "2026.10",
      commit: null,
    });
  });

  test("works through a symbolic link in a folder of another checkout", () => {
    mkdirSync(join(desk.folder, "links"));
    const link = join(desk.folder, "links", "golden.yaml");
    symlinkSync(desk.file, link);
    expect(runCommand(["rollback", "web", "stable", "--file", link]).code).toBe(0);
    expect(desk.text()).toBe(stableAt("2026.12"));
  });

  test("is refused where the version before is gone", () => {
    desk.write(stableAt("2026.11").replace(/^ +'2026\.12'.*\n/m, ""));
    const before = desk.text();
    const { code, errors } = desk.run("rollback", "web", "stable");
    expect(code).toBe(1);
    expect(errors).toMatch(
      /the version 2026\.12, which the channel named in commit \w+, is gone from the file; name the version: --to 2026\.10 \[VERSION_UNKNOWN\]/,
    );
    expect(desk.text()).toBe(before);
  });

  test("is refused where the version before is released", () => {
    desk.write(stableAt("2026.11").replace("359 } }", "359 }, state: released }"));
    const { code, errors } = desk.run("rollback", "web", "stable");
    expect(code).toBe(1);
    expect(errors).toMatch(/commit \w+, is released; name the version: --to 2026\.10 \[VERSION_RELEASED\]/);
  });

  test("is refused where the channel never named another version", () => {
    const { errors } = desk.run("rollback", "web", "candidate");
    expect(errors).toMatch(
      /the last 2 commits of this file have no other version, so the version before 2026\.11 isn't known; name the version: --to 2026\.12 \| 2026\.10 \[HISTORY_MISSING\]/,
    );
  });

  test("a file that was renamed has no history under its new name", () => {
    const renamed = join(desk.folder, "golden.yaml");
    renameSync(desk.file, renamed);
    expect(runCommand(["rollback", "web", "stable", "--file", renamed]).errors).toContain(
      "git knows no commit of this file",
    );
  });
});

describe("outside of a git checkout", () => {
  test("--to is needed, and the versions are listed with the newest first", () => {
    const { code, errors } = desk.run("rollback", "web", "stable");
    expect(code).toBe(1);
    expect(errors).toMatch(
      /git knows no commit of this file, so the version before 2026\.10 isn't known; name the version: --to 2026\.12 \| 2026\.11 \[HISTORY_MISSING\]\n/,
    );
    expect(desk.text()).toBe(YAML);
  });

  test("moves to the version of --to", () => {
    expect(desk.run("rollback", "web", "stable", "--to", "2026.11").code).toBe(0);
    expect(desk.text()).toBe(stableAt("2026.11"));
    expect(desk.run("rollback", "web", "stable", "--to", "2026.11").output).toBe(
      "Nothing to do: web/stable is at 2026.11.\n",
    );
  });

  test("an image with one version has nothing to go back to", () => {
    desk.run("promote", "base", "stable", "1", "--create");
    expect(desk.run("rollback", "base", "stable").errors).toContain(
      "add a version first: base has no other active one",
    );
  });

  test.each([
    [["web", "stable", "--to", "2026.1"], "VERSION_UNKNOWN", 'did you mean "2026.10"?'],
    [["web", "stabel"], "CHANNEL_UNKNOWN", 'did you mean "stable"?; name one of'],
    [["wep", "stable"], "IMAGE_UNKNOWN", 'did you mean "web"?'],
  ])("%j is refused", (args, code, message) => {
    const ran = desk.json("rollback", ...args);
    expect(ran.code).toBe(1);
    expect(ran.document).toMatchObject({ ok: false, errors: [{ code }] });
    expect(ran.errors).toContain(message);
  });

  test("a released version is refused", () => {
    desk.run("promote", "base", "stable", "1", "--create");
    expect(desk.run("rollback", "base", "stable", "--to", "0").errors).toMatch(
      /the version 0 is released; .*\[VERSION_RELEASED\]/,
    );
  });
});
