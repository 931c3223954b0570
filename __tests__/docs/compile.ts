import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./markdown";
import type { Snippet } from "./snippet";

/** Type errors of all snippets, as `FILE:LINE: …` of the Markdown. */
export function compileErrors(snippets: readonly Snippet[]): string[] {
  const byName = new Map(snippets.map((snippet) => [snippet.fileName, snippet]));
  const options = compilerOptions();
  const program = ts.createProgram([...byName.keys()], options, hostWith(byName, options));
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => located(diagnostic, byName));
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(ROOT, "tsconfig.base.json");
  const { config } = ts.readConfigFile(path, ts.sys.readFile) as { config: object };
  return {
    ...ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, ROOT).options,
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    baseUrl: ROOT,
    paths: { "cdktf-ami-catalog": ["modules/index.ts"], "cdktf-ami-catalog/*": ["modules/*/index.ts"] },
  };
}

function hostWith(snippets: ReadonlyMap<string, Snippet>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => snippets.has(name) || fileExists(name);
  host.readFile = (name) => snippets.get(name)?.source ?? readFile(name);
  return host;
}

function located(diagnostic: ts.Diagnostic, snippets: ReadonlyMap<string, Snippet>): string {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const { file, start = 0 } = diagnostic;
  if (file === undefined) {
    return text;
  }
  const { line } = file.getLineAndCharacterOfPosition(start);
  const block = snippets.get(file.fileName)?.block;
  return block === undefined
    ? `${file.fileName}:${line + 1}: ${text}`
    : `${block.file}:${block.line + line - 1}: ${text}`;
}
