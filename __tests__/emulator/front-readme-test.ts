import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../../emulator/front/context";
import { AccessKeys, accessKeyRule } from "../../emulator/front/identity";
import { Organizations } from "../../emulator/front/organizations";
import { ImageStore } from "../../emulator/images/image-store";
import { allRules } from "../../emulator/rules";

const unused = (): never => {
  throw new Error("rules call nobody when they are made");
};

const clock = { now: () => new Date() };

const context: Context = {
  accountId: "123456789012",
  clock,
  images: new ImageStore(clock, "123456789012", { makeSnapshot: unused, publicImages: unused }),
  organizations: new Organizations(),
  shares: new Map(),
  settings: { parameterValidationDelay: 0, imageReferences: false },
  aws: unused,
  forward: unused,
};

const rules = [accessKeyRule(new AccessKeys("123456789012")), ...allRules(context)];

test("the README names every rule with its source, and no other", () => {
  const readme = readFileSync(join(__dirname, "..", "..", "emulator", "README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| `([a-z0-9-]+)` .* \| \[source\]\(([^)]+)\) /gm)];
  expect(rows.map(([, name, source]) => `${name} ${source}`)).toEqual(
    rules.map(({ name, source }) => `${name} ${source}`),
  );
});

test("no two rules have one name, and every source is AWS's or a public thread", () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { source } of rules) expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com)\//);
});
