import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { didYouMean } from "../modules/ami-catalog/suggestion";
import type { Command } from "./command";
import { usageError } from "./refusal";

const PAGES = join("docs", "errors");

export const explain: Command = {
  name: "explain",
  summary: "Print what a code of a message means, and the way out",
  operands: ["CODE"],
  options: {},
  edits: false,
  details: "The page of an error code, of a warning, or of a rule of the guard, as Markdown.",
  example: "explain KMS_KEY_DEFAULT_SHARED",
  run({ operands: [given = ""] }) {
    const code = given.replace(/^\[|\]$/g, "");
    const folder = join(packageFolder(), PAGES);
    const codes = readdirSync(folder)
      .filter((file) => file !== "README.md")
      .map((file) => file.replace(/\.md$/, ""));
    if (!codes.includes(code)) {
      throw usageError(
        `there is no code "${code}"${didYouMean(code, codes)}`,
        "write it as it stands in brackets at the end of a message",
      );
    }
    const text = readFileSync(join(folder, `${code}.md`), "utf8");
    return { text, document: { code, text }, warnings: [] };
  },
};

/** The folder that has the pages: builds lie in folders of different depth in it. */
function packageFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, PAGES)) && folder !== dirname(folder)) {
    folder = dirname(folder);
  }
  return folder;
}
