import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { desks } from "./runs";

const desk = desks();

test("writes a picture and a text of each image, and one text of all", () => {
  const out = join(desk.folder, "made", "graph");
  const { code, document } = desk.json("graph", "--out", out);
  const files = ["web.svg", "web.mmd", "base.svg", "base.mmd", "catalog.mmd"].map((name) => join(out, name));
  expect({ code, written: document.written }).toEqual({ code: 0, written: files });
  expect(readFileSync(files[0] ?? "", "utf8")).toMatch(/^<svg [^]*<\/svg>\n$/);
  expect(readFileSync(files[4] ?? "", "utf8")).toBe(document.mermaid);
  expect(readFileSync(files[1] ?? "", "utf8")).toBe(desk.run("graph", "web", "--dry-run").output);
});

/** Edges of an image with one version: source, AMIs, version, channel, recipients. */
const EDGES = 4;

/** As many images, each with one version in alike regions. */
function many(count: number, name = "i"): string {
  const images = Array.from(
    { length: count },
    (_, at) =>
      `  ${name}${at}: { versions: { "1": { source: { lookup: { owners: [self] } } } }, channels: { s: "1" } }\n`,
  );
  return `namespace: /golden\nhomeRegion: us-east-1\nregions: { us-east-1: {} }\nimages:\n${images.join("")}`;
}

test("neither writes nor prints more edges than Mermaid draws, and writes each image by itself", () => {
  const out = join(desk.folder, "graph");
  desk.write(many(500 / EDGES));
  expect(desk.json("graph", "--out", out, "--dry-run").document.mermaid).toMatch(/^flowchart LR\n/);
  desk.write(many(500 / EDGES + 1));
  const { code, document } = desk.json("graph", "--out", out);
  expect({ code, mermaid: document.mermaid }).toEqual({ code: 0, mermaid: null });
  expect(document.written).toHaveLength(2 * (500 / EDGES + 1));
  expect(existsSync(join(out, "catalog.mmd"))).toBe(false);
  expect(readFileSync(join(out, "i7.mmd"), "utf8")).toMatch(/^flowchart LR\n/);
  expect(desk.run("graph", "--dry-run").output).toMatch(
    /^The Mermaid text of all 126 images together has 504 edges and [\d,]+ characters, and Mermaid\ndraws 500 and 50,000 at most: `graph IMAGE` prints one, /,
  );
});

test("nor more characters", () => {
  desk.write(many(120, "x".repeat(60)));
  expect(desk.run("graph", "--dry-run").output).toMatch(
    /has 480 edges and [5-9]\d,\d{3} characters, and Mermaid\n/,
  );
});

test("an image that is called catalog keeps its text", () => {
  const out = join(desk.folder, "graph");
  desk.write(many(2).replace("i0", "catalog").replace("i1", "catalog-2"));
  expect(desk.json("graph", "--out", out).code).toBe(0);
  expect(readFileSync(join(out, "catalog.mmd"), "utf8")).not.toContain("catalog-2");
});

test("draws one image alone, and prints it", () => {
  const out = join(desk.folder, "graph");
  const { output } = desk.run("graph", "web", "--out", out);
  expect(output).toMatch(/^flowchart LR\n {2}subgraph g0\["web"\]\n/);
  expect(output).not.toContain("base");
  expect(["base.svg", "catalog.mmd"].map((name) => existsSync(join(out, name)))).toEqual([false, false]);
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
