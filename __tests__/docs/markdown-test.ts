import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "../support/temporary-folder";
import { brokenLinks, parseMarkdown, reachedFrom, readMarkdown } from "./markdown";

const SAMPLE = `# A heading: with \`code\`

\`\`\`ts synth
const a = 1;
\`\`\`

\`\`\`\`md
\`\`\`sh
inner
\`\`\`
\`\`\`\`
`;

test("finds blocks with their language, marks and first line", () => {
  expect(parseMarkdown("README.md", SAMPLE).blocks).toEqual([
    { file: "README.md", line: 4, language: "ts", marks: ["synth"], code: "const a = 1;" },
    { file: "README.md", line: 8, language: "md", marks: [], code: "```sh\ninner\n```" },
  ]);
});

test("refuses a block without an end", () => {
  expect(() => parseMarkdown("README.md", "text\n```ts\n1")).toThrow(
    "README.md:2: this code block has no end",
  );
});

test("reads all Markdown files, but none of installed packages", () => {
  withFolder("docs", (root) => {
    mkdirSync(join(root, "node_modules/a"), { recursive: true });
    mkdirSync(join(root, "docs/guide"), { recursive: true });
    for (const file of ["README.md", "node_modules/a/README.md", "docs/guide/one.md", "notes.txt"]) {
      writeFileSync(join(root, file), "text");
    }
    expect(
      readMarkdown(root)
        .map(({ file }) => file)
        .sort(),
    ).toEqual(["README.md", "docs/guide/one.md"]);
  });
});

test("follows links from page to page, in circles too", () => {
  const page = (file: string, text: string) => parseMarkdown(file, text);
  const pages = [
    page("README.md", "[a](docs/a.md#one)"),
    page("docs/a.md", "[b](b.md) [home](../README.md) [web](https://a.b/c.md)"),
    page("docs/b.md", "`[c](c.md)`"),
    page("docs/c.md", "nobody links here"),
  ];
  expect([...reachedFrom(pages, "README.md")]).toEqual(["README.md", "docs/a.md", "docs/b.md"]);
});

test("finds links that lead nowhere, with their line", () => {
  withFolder("docs", (root) => {
    mkdirSync(join(root, "docs"));
    writeFileSync(join(root, "README.md"), `${SAMPLE}## Twice\n## twice()\n`);
    const source = [
      "[good](../README.md) [root](..) [anchor](../README.md#a-heading-with-code) [self](#self) [web](https://a.b/c)",
      "[gone](gone.md), `[code](code.md)`",
      "[no heading](../README.md#b) ![image](a.png)",
      "[outside](../../other.md)",
      "[first](../README.md#twice) [second](../README.md#twice-1) [third](../README.md#twice-2)",
      "[reference]: gone.md",
      "## Self",
      "```md",
      "[in a block](gone.md)",
      "```",
    ].join("\n");
    writeFileSync(join(root, "docs/page.md"), source);
    expect(brokenLinks(root, parseMarkdown("docs/page.md", source))).toEqual([
      "docs/page.md:2: gone.md is no file of this project",
      "docs/page.md:3: ../README.md#b: README.md has no heading #b",
      "docs/page.md:3: a.png is no file of this project",
      "docs/page.md:4: ../../other.md is no file of this project",
      "docs/page.md:5: ../README.md#twice-2: README.md has no heading #twice-2",
      "docs/page.md:6: gone.md is no file of this project",
    ]);
  });
});
