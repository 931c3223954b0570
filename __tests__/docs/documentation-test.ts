import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkProof, commandsOf, type Proof } from "./commands";
import { compileErrors } from "./compile";
import { brokenLinks, reachedFrom, readMarkdown, ROOT } from "./markdown";
import { cdktfCliCommands, cdktfCommands, type Named, npmScripts, packageScripts } from "./names";
import { proofOf } from "./proofs";
import { asSnippet } from "./snippet";
import { synthesize } from "./synthesize";

const pages = readMarkdown(ROOT);
const blocks = pages.flatMap((page) => page.blocks);
const snippets = blocks.filter(({ language }) => language === "ts").map(asSnippet);
const synthesized = snippets.filter(({ block }) => block.marks.includes("synth"));
const commands = blocks.filter(({ language }) => language === "sh").flatMap(commandsOf);
/** Files that name commands: all pages, and the sheet that `npm run help` prints. */
const texts = [...pages.map(({ file }) => file), ...(existsSync(join(ROOT, "help")) ? ["help"] : [])];

function exportedFolders(): string[] {
  const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { exports: object };
  return Object.keys(exports)
    .filter((path) => path !== "." && !path.endsWith(".json") && !path.startsWith("./cdktn"))
    .map((path) => join("modules", path));
}

/** Names in the texts that are not among those that there are, as `FILE:LINE: …`. */
function unknown(find: (text: string) => Named[], known: ReadonlySet<string>): string[] {
  return texts.flatMap((file) =>
    find(readFileSync(join(ROOT, file), "utf8"))
      .filter(({ name }) => !known.has(name))
      .map(({ name, line }) => `${file}:${line}: there is no ${name}`),
  );
}

test("the project, the emulator and every module have a README", () => {
  const folders = [".", "emulator", ...exportedFolders()];
  expect(
    folders.map((folder) => join(folder, "README.md")).filter((file) => !existsSync(join(ROOT, file))),
  ).toEqual([]);
});

test("every code block names its language: ts, sh or a format that is only shown", () => {
  const known = new Set(["ts", "sh", "hcl", "json", "mermaid", "yaml", "text"]);
  expect(
    blocks
      .filter(({ language }) => !known.has(language))
      .map(({ file, line, language }) => `${file}:${line - 1}: "${language}"`),
  ).toEqual([]);
});

test("every TypeScript block compiles", () => {
  expect(compileErrors(snippets)).toEqual([]);
}, 120_000);

test("every block marked `synth` yields resources", () => {
  const failures = synthesized.flatMap((snippet) => {
    const place = `${snippet.block.file}:${snippet.block.line}`;
    try {
      const templates = synthesize(snippet);
      const resources = templates.reduce((sum, template) => sum + template.count(), 0);
      return resources > 0 ? [] : [`${place}: no resources`];
    } catch (error) {
      return [`${place}: ${String(error)}`];
    }
  });
  expect(failures).toEqual([]);
}, 120_000);

test("every command is proven", () => {
  const checked = new Map<Proof | undefined, string | undefined>();
  const problems = commands.flatMap((each) => {
    const proof = proofOf(each);
    if (!checked.has(proof)) {
      checked.set(proof, checkProof(ROOT, each.command, proof));
    }
    const problem = checked.get(proof);
    return problem === undefined ? [] : [`${each.place}: \`${each.command}\`: ${problem}`];
  });
  expect(problems).toEqual([]);
}, 120_000);

test("every relative link leads somewhere", () => {
  expect(pages.flatMap((page) => brokenLinks(ROOT, page))).toEqual([]);
});

test("every page can be reached from the README", () => {
  const reached = reachedFrom(pages, "README.md");
  expect(pages.map(({ file }) => file).filter((file) => !reached.has(file))).toEqual([]);
});

test("every npm script that is named exists", () => {
  expect(unknown(npmScripts, packageScripts(ROOT))).toEqual([]);
});

test("every cdktf command that is named exists", () => {
  expect(unknown(cdktfCommands, cdktfCliCommands(ROOT))).toEqual([]);
});
