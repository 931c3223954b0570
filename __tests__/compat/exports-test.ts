import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Entry {
  readonly types: string;
  readonly default: string;
}

const { exports: ENTRIES, files: FILES } = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"),
) as { exports: Readonly<Record<string, Entry | string>>; files: readonly string[] };

test("each entry of the package has its twin for CDK Terrain", () => {
  const [own, twins] = [false, true].map((isTwin) =>
    Object.entries(ENTRIES).filter(
      ([path, entry]) => typeof entry !== "string" && path.startsWith("./cdktn") === isTwin,
    ),
  );
  expect(Object.fromEntries(twins ?? [])).toEqual(
    Object.fromEntries(
      (own ?? []).map(([path, entry]) => [
        path.replace(".", "./cdktn"),
        JSON.parse(JSON.stringify(entry).replaceAll("./dist/", "./dist/cdktn/")),
      ]),
    ),
  );
  expect(twins?.length).toBeGreaterThan(10);
});

test("only what is compiled for users is packed, the schema, the changes, and the pages that `explain` prints", () => {
  expect(FILES).toEqual([
    "CHANGELOG.md",
    "catalog.schema.json",
    "dist/cdktn",
    "dist/commands",
    "dist/guard",
    "dist/modules",
    "docs/errors",
  ]);
});
