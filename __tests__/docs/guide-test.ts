import { join } from "node:path";
import { HclParser } from "../../guard/hcl-parser";
import { isHcl } from "../properties/is-hcl";
import { type Walk, walk } from "./guide";
import { readMarkdown, ROOT } from "./markdown";

const pages = readMarkdown(join(ROOT, "docs", "guide"));
let walks: ReadonlyMap<string, Walk>;

beforeAll(async () => {
  const walked = new Map<string, Walk>();
  for (const page of pages) {
    walked.set(page.file, await walk(page));
  }
  walks = walked;
}, 60_000);

test.each(pages.map(({ file }) => file))("%s can be followed", (file) => {
  expect(walks.get(file)?.problems).toEqual([]);
});

test("the HCL of Terraform and Packer is HCL", async () => {
  const parser = await HclParser.load();
  const blocks = pages.flatMap((page) => page.blocks).filter(({ language }) => language === "hcl");
  expect(blocks.map(({ file }) => file)).toEqual(expect.arrayContaining(["adopt.md", "packer.md"]));
  expect(blocks.filter(({ code }) => !isHcl(`${code}\n`, parser))).toEqual([]);
});

test("the pages that work on a catalog run commands", () => {
  const followed = [...walks].filter(([, { commands }]) => commands > 0).map(([file]) => file);
  expect(followed).toEqual(expect.arrayContaining(["packer.md", "promote.md", "retire.md", "start.md"]));
});

test("a command that fails, and an output that isn't shown right, are told", async () => {
  const block = (language: string, marks: string[], code: string) => ({
    file: "a.md",
    line: 7,
    language,
    marks,
    code,
  });
  const { problems, commands } = await walk({
    file: "a.md",
    text: [],
    blocks: [
      block("sh", [], "npm run catalog -- check\nnpm run catalog -- show web\nls"),
      block("text", ["output"], "OK"),
    ],
  });
  expect(commands).toBe(2);
  expect(problems).toEqual([
    expect.stringMatching(/^a\.md:8: npm run catalog -- show web: .*\[IMAGE_UNKNOWN\]/),
    expect.stringMatching(/^a\.md:7: it prints catalog\.yaml: images: there is no image/),
  ]);
});
