import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog, parseCatalog } from "../../../modules/ami-catalog/load-catalog";
import { caught } from "../../support/template";
import { catalogText, problemsOf } from "./catalog-text";

const good = catalogText();

/** Code, line and column of all that is wrong. */
function places(text: string, file?: string) {
  return problemsOf(text, file).map(({ code, line, column }) => [code, line, column]);
}

describe("a file", () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "catalog-"))));
  afterAll(() => rmSync(folder, { recursive: true }));

  function written(name: string, content: string | Uint8Array): string {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  }

  test("is read", () => {
    expect(loadCatalog(written("good.yaml", good)).catalog.namespace).toBe("/golden");
  });

  test("that isn't there is refused by its name, without a line", () => {
    const file = join(folder, "missing.yaml");
    const { problems, message } = caught(() => loadCatalog(file));
    expect(problems).toMatchObject([{ code: "CATALOG_UNREADABLE", file, path: "" }]);
    expect(message).toMatch(`${file}: there is no such file; `);
  });

  test("that is a folder is refused", () => {
    expect(caught(() => loadCatalog(folder)).message).toContain("this is a folder");
  });

  test.each([
    ["UTF-16", Buffer.from(`\ufeff${good}`, "utf16le")],
    ["Latin-1", Buffer.from("namespace: /gölden", "latin1")],
  ])("in %s is refused", (_encoding, bytes) => {
    expect(caught(() => loadCatalog(written("other.yaml", bytes))).code).toBe("CATALOG_TEXT_INVALID");
  });

  test("with a byte order mark and CRLF has the same places", () => {
    const text = `\ufeff${good.replace("/golden", "golden").replaceAll("\n", "\r\n")}`;
    const { problems } = caught(() => loadCatalog(written("bom.yaml", text)));
    expect(problems).toMatchObject([{ code: "PARAMETER_NAME_INVALID", line: 2, column: 12 }]);
  });
});

describe("text", () => {
  test.each([
    ["nothing", ""],
    ["spaces", "  \n\n"],
    ["a comment", "# later\n"],
    ["a marker", "---\n"],
  ])("of %s is refused as empty", (_what, text) => {
    expect(problemsOf(text)[0]).toMatchObject({ line: 1 });
    expect(["CATALOG_EMPTY", "CATALOG_TYPE"]).toContain(problemsOf(text)[0]?.code);
  });

  test.each([
    ["text", "hello\n"],
    ["a list", "- web\n"],
    ["null", "~\n"],
  ])("that is %s is refused as no map", (_what, text) => {
    expect(problemsOf(text)).toMatchObject([{ code: "CATALOG_TYPE", line: 1, column: 1, path: "" }]);
  });

  test("lists each character that can't stand there", () => {
    expect(places(`a\0b: \u0007\nc: \ud800d\n`)).toEqual([
      ["CATALOG_TEXT_INVALID", 1, 2],
      ["CATALOG_TEXT_INVALID", 1, 6],
      ["CATALOG_TEXT_INVALID", 2, 4],
    ]);
  });

  test.each(["\\0", "\\ud800", "\\udc00 \\ud800"])("refuses the escape %s", (escape) => {
    const text = catalogText({ web: `description: "${escape}"` });
    expect(problemsOf(text)).toMatchObject([
      { code: "CATALOG_TEXT_INVALID", path: "images.web.description" },
    ]);
  });

  test("takes a surrogate pair, escaped or not", () => {
    const { catalog } = parseCatalog(catalogText({ web: 'description: "\\ud83d\\ude00😀"' }), "c.yaml");
    expect(catalog.images.web?.description).toBe("😀😀");
  });

  test("refuses the form of cdktf's tokens, escaped or not", () => {
    for (const token of ["${TfToken[TOKEN.1]}", '"\\u0054fToken[TOKEN.1]"']) {
      expect(
        places(catalogText({ web: `description: ${token.startsWith('"') ? token : `"${token}"`}` })),
      ).toEqual([["CATALOG_TEXT_INVALID", 5, expect.any(Number)]]);
    }
  });

  test("refuses a second document where it begins", () => {
    expect(places(`${good}---\nnamespace: /other\n`)).toEqual([["CATALOG_DOCUMENTS", 7, 1]]);
  });

  test("takes one document with its markers", () => {
    expect(parseCatalog(`%YAML 1.2\n---\n${good}...\n`, "c.yaml").catalog.homeRegion).toBe("us-east-1");
  });

  test("lists each line that a tab indents", () => {
    expect(places("regions:\n\tus-east-1: {}\n  \teu-west-1: {}\n")).toEqual([
      ["CATALOG_SYNTAX", 2, 1],
      ["CATALOG_SYNTAX", 3, 3],
    ]);
  });

  test("lists each line that isn't YAML, in words of its own", () => {
    expect(problemsOf("a: @x\nb: ok\nc: `y\nd: e: f\ng:\n  h: 1\n i: 2\n")).toMatchObject([
      { line: 1, column: 4, allowed: "a value can't begin with `@`" },
      { line: 3, column: 4, allowed: "a value can't begin with ```" },
      { line: 4, column: 5, allowed: expect.stringContaining("makes a key of the text before it") },
      { line: 7, column: 1, allowed: expect.stringContaining("this is not YAML: all mapping items") },
    ]);
  });

  test.each([
    ["an open quote", 'a: "open\nb: 3\nc: @x\n', 1],
    ["a bracket too many", "a: 1\nb: }\nc: [}\n", 1],
    ["more levels than a reader can go on with", `a: @x\n${"[".repeat(100_000)}`, 1],
  ])("says once what follows from %s", (_, text, count) => {
    expect(problemsOf(text)).toHaveLength(count);
  });

  test("takes a tab after a colon and in brackets", () => {
    expect(parseCatalog(good.replace("namespace: ", "namespace:\t"), "c.yaml").catalog.namespace).toBe(
      "/golden",
    );
  });

  test.each([
    ["an open quote", "namespace: '/golden\n", "quotes"],
    ["an open bracket", "regions: { us-east-1: {}\n", "brackets"],
    ["a colon in a value", "namespace: a: b\n", "in quotes"],
    ["a percent sign first", "namespace: %{x}\n", "can't begin with `%`"],
    ["a wrong indent", "regions:\n    a: {}\n  b: {}\n", "indent"],
    ["a wrong escape", 'namespace: "\\q"\n', "not YAML"],
  ])("with %s is refused in words", (_what, text, words) => {
    expect(problemsOf(text)).toHaveLength(1);
    expect(caught(() => parseCatalog(text, "c.yaml")).message).toContain(words);
  });

  test.each([["[".repeat(100_000)], ["{a: ".repeat(100_000)], [`${"- ".repeat(100_000)}a`]])(
    "that is nested without end is refused",
    (text) => {
      expect(places(text)).toEqual([["CATALOG_TOO_DEEP", 1, expect.any(Number)]]);
    },
  );
});

describe("what YAML has beside maps, lists and text", () => {
  test("is refused: anchors, aliases, merge keys, tags", () => {
    const text = catalogText({ top: "x: &a { b: 1 }", web: "<<: *a, tags: !!map {}, description: *a" });
    expect(problemsOf(text).filter(({ code }) => code === "CATALOG_ALIAS")).toMatchObject([
      { line: 1, column: 4, path: "x" },
      { line: 5, path: 'images.web["<<"]' },
      { line: 5 },
      { line: 5, path: "images.web.tags", value: undefined },
      { line: 5, path: "images.web.description" },
    ]);
  });

  test("can't explode", () => {
    const lines = Array.from(
      { length: 30 },
      (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`,
    );
    expect(problemsOf(`l0: &l0 [a]\n${lines.join("\n")}\n`).length).toBeGreaterThan(30);
  });

  test("a key that is a map or a list is refused, and the rest is read", () => {
    expect(problemsOf(`? [a, b]\n: c\n? { d: e }\n: f\n${good}`)).toMatchObject([
      { code: "CATALOG_SYNTAX", line: 1 },
      { code: "CATALOG_SYNTAX", line: 3 },
    ]);
  });
});

describe("keys", () => {
  test("given twice are refused, with the first line", () => {
    const text = `${good}namespace: /other\n"namespace": /third\n`;
    expect(places(text)).toEqual([
      ["CATALOG_KEY_DUPLICATE", 6, 1],
      ["CATALOG_KEY_DUPLICATE", 7, 1],
    ]);
    expect(caught(() => parseCatalog(text, "c.yaml")).message).toContain("stands in line 2 already");
  });

  test("that JavaScript objects have are no keys of a catalog", () => {
    const text = catalogText({ top: "__proto__: { x: 1 }\nconstructor: 1\nhasOwnProperty: 1" });
    expect(problemsOf(text).map(({ code }) => code)).toEqual([
      "CATALOG_KEY_RESERVED",
      "CATALOG_KEY_UNKNOWN",
      "CATALOG_KEY_UNKNOWN",
    ]);
    expect(Reflect.get({}, "x")).toBeUndefined();
  });

  test("like them are good names where names are free", () => {
    const { catalog } = parseCatalog(
      catalogText({ channels: "{ toString: '1', constructor: '1' }", web: "tags: { valueOf: a }" }),
      "c.yaml",
    );
    expect(Object.entries(catalog.images.web?.channels ?? {})).toEqual([
      ["toString", "1"],
      ["constructor", "1"],
    ]);
    expect(problemsOf(catalogText({ channels: "{ stable: toString }" }))).toMatchObject([
      { code: "CHANNEL_WITHOUT_VERSION" },
    ]);
  });
});

describe("JSON", () => {
  const value = parseCatalog(good, "c.yaml").catalog;

  test.each([
    ["in one line", undefined],
    ["with spaces", 2],
    ["with tabs", "\t"],
  ])("%s is read as the same catalog", (_what, indent) => {
    expect(parseCatalog(JSON.stringify(value, undefined, indent), "catalog.json").catalog).toEqual(value);
  });

  test("has lines and columns, and no key twice", () => {
    expect(
      places(
        '{\n\t"namespace": "/a",\n\t"namespace": "/b", "homeRegion": "us-east-1",\n"regions": {"us-east-1": {}}, "images": {}}',
        "c.json",
      ),
    ).toEqual([["CATALOG_KEY_DUPLICATE", 3, 2]]);
  });

  test.each([
    ["a comment", '{ "a": 1 } # x', 1],
    ["a last comma", '{ "a": 1,\n}', 2],
    ["no end", '{ "a": 1,\n', 1],
    ["YAML", good, 1],
  ])("with %s is refused where it ends to be JSON", (_what, text, line) => {
    expect(problemsOf(text, "c.JSON")).toMatchObject([{ code: "CATALOG_SYNTAX" }]);
    expect(problemsOf(text, "c.json")[0]?.line).toBeGreaterThanOrEqual(line);
  });
});
