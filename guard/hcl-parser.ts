import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser, Tree } from "web-tree-sitter";

const GRAMMAR = "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm";

/** The grammar of Terraform's HCL. */
export class HclParser {
  private constructor(private readonly parser: Parser) {}

  static async load(): Promise<HclParser> {
    await Parser.init();
    const parser = new Parser();
    parser.setLanguage(await Language.load(readFileSync(createRequire(__filename).resolve(GRAMMAR))));
    return new HclParser(parser);
  }

  /** Uses the tree of a text; of broken text too. */
  withTree<T>(text: string, use: (tree: Tree) => T): T {
    const tree = this.parser.parse(text);
    if (!tree) {
      throw new TypeError("the parser has no language");
    }
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  }
}
