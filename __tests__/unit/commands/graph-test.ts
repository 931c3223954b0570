import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { desks } from "./runs";

const desk = desks();

test("writes a picture of each image, and one text of all", () => {
  const out = join(desk.folder, "made", "graph");
  const { code, document } = desk.json("graph", "--out", out);
  const files = ["web.svg", "base.svg", "catalog.mmd"].map((name) => join(out, name));
  expect({ code, written: document.written }).toEqual({ code: 0, written: files });
  expect(readFileSync(files[0] ?? "", "utf8")).toMatch(/^<svg [^]*<\/svg>\n$/);
  expect(readFileSync(files[2] ?? "", "utf8")).toBe(document.mermaid);
});

test("draws one image alone, and prints it", () => {
  const out = join(desk.folder, "graph");
  const { output } = desk.run("graph", "web", "--out", out);
  expect(output).toMatch(/^flowchart LR\n {2}subgraph g0\["web"\]\n/);
  expect(output).not.toContain("base");
  expect(existsSync(join(out, "base.svg"))).toBe(false);
});

test("writes nothing with --dry-run, nor for an image that isn't there", () => {
  const out = join(desk.folder, "graph");
  expect(desk.json("graph", "--out", out, "--dry-run").document.written).toEqual([]);
  expect(desk.json("graph", "wbe", "--out", out)).toMatchObject({
    code: 1,
    document: { errors: [{ code: "IMAGE_UNKNOWN" }] },
  });
  expect(existsSync(out)).toBe(false);
});

test("says that it can't write, and leaves nothing half-written", () => {
  writeFileSync(join(desk.folder, "file"), "");
  expect(desk.json("graph", "--out", join(desk.folder, "file"))).toMatchObject({
    code: 2,
    document: { errors: [{ code: "FILE_NOT_WRITABLE" }] },
  });
  const folder = join(desk.folder, "taken");
  mkdirSync(join(folder, "web.svg"), { recursive: true });
  expect(desk.run("graph", "web", "--out", folder).code).toBe(2);
});
