import { join } from "node:path";
import ts from "typescript";
import * as modules from "../../modules";
import { type Block, ROOT } from "./markdown";

/**
 * A block without imports is read as the body of a stack's constructor: `this` and `stack` are that
 * stack, `app` is its app, and these names are imported, besides all of this package.
 */
const PREAMBLE = [
  'import { App, Aspects, TerraformOutput, TerraformStack, Token } from "cdktf";',
  'import { AwsProvider } from "@cdktf/provider-aws/lib/provider";',
  'import { Construct } from "constructs";',
  `import { ${Object.keys(modules).join(", ")} } from "cdktf-ami-catalog";`,
  "export class Example extends TerraformStack { constructor(app: App, id: string) { super(app, id); const stack = this;",
].join(" ");
const DEFAULT_PROVIDER = ' new AwsProvider(stack, "Aws", { region: "us-east-1" });';

/** A block as a TypeScript file. The block's first line is the second one of `source`. */
export interface Snippet {
  readonly block: Block;
  /** A path beside the Markdown file, so that relative imports work. */
  readonly fileName: string;
  readonly source: string;
}

export function asSnippet(block: Block): Snippet {
  const fileName = join(ROOT, `${block.file.replace(/\.md$/, "")}.line-${block.line}.ts`);
  return {
    block,
    fileName,
    source: hasImports(block.code) ? `\n${block.code}\nexport {};` : wrapped(block.code),
  };
}

function wrapped(code: string): string {
  const provider = code.includes("new AwsProvider(") ? "" : DEFAULT_PROVIDER;
  return `${PREAMBLE}${provider} {\n${code}\n} } }`;
}

function hasImports(code: string): boolean {
  const { statements } = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2022);
  return statements.some(ts.isImportDeclaration);
}

/** Names of the exported or plain classes of a snippet that are stacks. */
export function stackClasses({ source }: Snippet): string[] {
  const { statements } = ts.createSourceFile("block.ts", source, ts.ScriptTarget.ES2022);
  return statements.flatMap((statement) => {
    if (!ts.isClassDeclaration(statement) || statement.name === undefined) {
      return [];
    }
    const bases = (statement.heritageClauses ?? []).flatMap(({ types }) =>
      types.map(({ expression }) => expression),
    );
    const isStack = bases.some((base) => ts.isIdentifier(base) && base.text === "TerraformStack");
    return isStack ? [statement.name.text] : [];
  });
}
