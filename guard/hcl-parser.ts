import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser, Tree } from "web-tree-sitter";

const GRAMMAR = "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm";

/** UTF-16 units of a text that is always parsed to its end. */
export const NEVER_LONG = 2_048;
/** Microseconds of processor time for any text, and for each character: well-formed HCL takes a tenth of it. */
const ALLOWANCE = 250_000;
const ALLOWANCE_FOR_CHARACTER = 20;

/** The grammar of Terraform's HCL. */
export class HclParser {
  private constructor(private readonly parser: Parser) {}

  static async load(): Promise<HclParser> {
    await Parser.init();
    const parser = new Parser();
    parser.setLanguage(await Language.load(readFileSync(createRequire(__filename).resolve(GRAMMAR))));
    return new HclParser(parser);
  }

  /**
   * Uses the tree of a text; of broken text too. The grammar takes squares of time for a long text that is broken
   * throughout: it is given up after a time in proportion to the text, and `use` is then not called.
   * @returns what `use` returned, or undefined for a text that was given up
   */
  withTree<T>(text: string, use: (tree: Tree) => T): T | undefined {
    const limit = ALLOWANCE + text.length * ALLOWANCE_FOR_CHARACTER;
    const start = process.cpuUsage();
    const progressCallback = (): boolean => {
      const { user, system } = process.cpuUsage(start);
      return user + system > limit;
    };
    const tree = this.parser.parse(text, null, text.length > NEVER_LONG ? { progressCallback } : undefined);
    if (!tree) {
      this.parser.reset();
      return undefined;
    }
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  }
}
