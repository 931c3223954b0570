import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { run as runCatalog } from "../../commands/run";
import type { Surroundings } from "../../commands/surroundings";
import { run as runGuard } from "../../guard/run";
import { AmiCatalogError } from "../../modules";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { type Block, type Markdown, readMarkdown, ROOT } from "./markdown";
import { asSnippet } from "./snippet";
import { synthesize } from "./synthesize";

export const ERRORS = join(ROOT, "docs", "errors");
const INDEX = "README.md";
const PROMPT = /^\$ (ami-catalog|ami-guard) (.*)$/;

/** The page of a code: its example is the blocks before the first `text`, and that is what they print. */
export interface ErrorPage extends Markdown {
  /** By the name of the file. */
  readonly code: string;
}

/** All pages of `docs/errors`, the index apart. */
export function errorPages(): ErrorPage[] {
  return readMarkdown(ERRORS)
    .filter(({ file }) => file !== INDEX)
    .map((page) => ({ ...page, code: basename(page.file, ".md") }));
}

/** The first paragraph below the heading. */
export function meaningOf({ text }: Markdown): string {
  const [, paragraph = ""] = text.join("\n").split(/\n{2,}/, 2);
  return paragraph.replaceAll("\n", " ").trim();
}

/** What the example of a page really prints; undefined where the page shows only the message. */
export async function printed({ file, blocks }: ErrorPage): Promise<string | undefined> {
  const shown = blocks.find(({ language }) => language === "text")?.code ?? "";
  const refused = blocks.find(({ marks }) => marks.includes("refused"));
  if (refused) {
    return messageOf({ ...refused, file: join("docs", "errors", file) });
  }
  const [prompt = ""] = shown.split("\n");
  const [, program, args] = PROMPT.exec(prompt) ?? [];
  if (program === undefined || args === undefined) {
    return undefined;
  }
  const files = blocks.flatMap(({ marks: [name], code }) =>
    name === undefined ? [] : [[name, code] as const],
  );
  return `${prompt}\n${await inFolder(files, () => outputOf(program, args.split(" ")))}`;
}

/** What the error says that a block of TypeScript throws. */
function messageOf(block: Block): string {
  try {
    synthesize(asSnippet(block));
  } catch (error) {
    if (error instanceof AmiCatalogError) {
      return error.message;
    }
    throw error;
  }
  return "it is not refused";
}

async function outputOf(program: string, args: readonly string[]): Promise<string> {
  let output = "";
  const add = (text: string) => (output += text);
  const surroundings: Surroundings = { env: {}, print: add, printError: add, colours: false };
  if (program === "ami-guard") {
    await runGuard(args, surroundings);
  } else {
    await runCatalog(args, surroundings);
  }
  return output.trimEnd();
}

/** Runs in a folder with these files, and with the catalog of this project where none of them is one. */
async function inFolder<T>(files: readonly (readonly [string, string])[], use: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  const folder = makeFolder("errors");
  const example = readFileSync(join(ROOT, "catalog.yaml"), "utf8");
  try {
    for (const [name, text] of [["catalog.yaml", example] as const, ...files]) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), `${text}\n`);
    }
    process.chdir(folder);
    return await use();
  } finally {
    process.chdir(before);
    removeFolder(folder);
  }
}
