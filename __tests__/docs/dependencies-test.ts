import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./markdown";

type Kind = "dependencies" | "devDependencies" | "peerDependencies";
type Package = { readonly license?: string; readonly version?: string } & Partial<
  Record<Kind, Readonly<Record<string, string>>>
>;

interface LockedPackage {
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly license?: string;
  readonly peer?: boolean;
  readonly resolved?: string;
}

const SECTIONS: Readonly<Record<Kind, string>> = {
  dependencies: "## Installed with the package",
  peerDependencies: "## Peers",
  devDependencies: "## To work on this project",
};
const KINDS = ["dependencies", "peerDependencies", "devDependencies"] as const;
/** Licences that ask for no more than to be passed on. */
const PERMISSIVE = new Set(["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0"]);

const page = readFileSync(join(ROOT, "docs", "dependencies.md"), "utf8");
const project = json<Package>("package.json");
const locked = lockedIn("package-lock.json");
const terrain = lockedIn("compat", "cdktn", "package-lock.json");

function json<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(ROOT, ...path), "utf8")) as T;
}

function lockedIn(...path: string[]): Readonly<Record<string, LockedPackage>> {
  return json<{ readonly packages: Readonly<Record<string, LockedPackage>> }>(...path).packages;
}

/** That of the installed package, or of the folder that is installed for the other framework. */
function licenceOf(name: string): string | undefined {
  const path = `node_modules/${name}`;
  return (locked[path] ?? terrain[path])?.license;
}

/** Rows of the table below a heading: package, pin, licence and reason. */
function rows(heading: string): string[][] {
  const section = page.split(`${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
}

test.each(KINDS)("the table of %s says what package.json and the lock files say", (kind) => {
  const given = Object.entries(project[kind] ?? {}).map(([name, pin]) => [name, pin, licenceOf(name)]);
  const table = rows(SECTIONS[kind]);
  expect(table.map((row) => row.slice(0, 3))).toEqual(given);
  expect(table.filter(([, , , why = ""]) => why.length < 10)).toEqual([]);
});

test.each(["dependencies", "devDependencies"] as const)("%s are pinned to the installed version", (kind) => {
  for (const [name, pin] of Object.entries(project[kind] ?? {})) {
    expect([name, pin]).toEqual([name, json<Package>("node_modules", name, "package.json").version]);
  }
});

test("what is installed with the package has licences that anyone can use, and is named on the page", () => {
  const installed = Object.entries(locked).filter(([path, { dev, peer }]) => path !== "" && !dev && !peer);
  expect(installed.map(([path]) => path)).toHaveLength(8);
  for (const [path, { license = "none" }] of installed) {
    const name = path.split("node_modules/").at(-1) ?? "";
    expect([name, PERMISSIVE.has(license)]).toEqual([name, true]);
    expect(page).toContain(`\`${name}\``);
    expect(existsSync(join(ROOT, path, "package.json"))).toBe(true);
  }
});

test("every package of the lock file has a checksum and comes from the public registry", () => {
  const packages = Object.entries(locked).filter(([path]) => path !== "");
  expect(packages.length).toBeGreaterThan(100);
  for (const [path, { integrity = "", resolved = "" }] of packages) {
    if (resolved !== "") {
      expect([path, resolved]).toEqual([path, expect.stringMatching(/^https:\/\/registry\.npmjs\.org\//)]);
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-|^sha1-/)]);
    }
  }
});
