import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { AmiCatalogError } from "../../modules";
import { runCommand } from "../unit/commands/runs";
import { withFolder } from "../support/temporary-folder";
import { nearMiss } from "./arbitraries/near-miss";
import { property, RUNS } from "./property";
import { check, filesBelow, refusedOr, synthesize } from "./synth";
import { form, fileNameOf, writeCatalog } from "./written";

let [tried, refused] = [0, 0];

property(
  "a catalog that is refused leaves no file, and says where and why",
  fc.tuple(nearMiss, form),
  ([written, given]) => {
    tried += 1;
    withFolder("refused", (folder) => {
      const file = writeCatalog(folder, written, given);
      const before = filesBelow(folder);
      const read = check(file);
      const made =
        read instanceof AmiCatalogError ? read : refusedOr(() => synthesize(read, join(folder, "out")));
      if (!(made instanceof AmiCatalogError)) {
        return;
      }
      refused += 1;
      expect(read).toBe(made);
      expect(filesBelow(folder)).toEqual(before);
      expect(readdirSync(folder)).toHaveLength(before.size);
      for (const { line = 0, column = 0, allowed, fix } of made.problems) {
        const lines = (before.get(fileNameOf(given)) ?? "").split("\n");
        expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column - 1);
        expect(Math.min(allowed.length, fix.length)).toBeGreaterThan(0);
      }
    });
  },
);

test("most of these catalogs are refused", () => {
  process.stderr.write(`refused: ${refused} of ${tried}\n`);
  expect(tried).toBeGreaterThanOrEqual(RUNS);
  expect(refused / tried).toBeGreaterThan(0.5);
});

property(
  "no command changes a catalog that is refused, or leaves a file beside it",
  fc.tuple(
    nearMiss,
    form,
    fc.constantFrom(
      ["promote", "web", "stable", "1"],
      ["rollback", "web", "stable", "--to", "1"],
      ["retire", "web", "1", "--release"],
      ["add-version", "web", "9", "--ami", "ami-0c3fd0f5d4e7a9b21"],
      ["check"],
    ),
  ),
  ([written, given, command]) => {
    withFolder("refused", (folder) => {
      const file = writeCatalog(folder, written, given);
      const before = filesBelow(folder);
      const text = readFileSync(file, "utf8");
      const isGood = !(check(file) instanceof AmiCatalogError);
      const { code, output } = runCommand([...command, "--file", file]);
      if (!isGood) {
        expect([1, 2]).toContain(code);
        expect(output).toBe("");
        expect(filesBelow(folder)).toEqual(before);
        expect(readFileSync(file, "utf8")).toBe(text);
      }
    });
  },
);
