import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { FILE_RULE_IDS } from "../../guard/rules";
import { ROOT } from "./markdown";

const SOURCES = ["modules", "commands", "guard"];

/** Every code that a message can have: those of the types named `…Code`, and the rules of the guard. */
export function messageCodes(): string[] {
  const codes = SOURCES.flatMap((folder) => sourceFiles(join(ROOT, folder))).flatMap(codesOf);
  return [...new Set([...codes, ...FILE_RULE_IDS])];
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

function codesOf(file: string): string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  return statements
    .filter(ts.isTypeAliasDeclaration)
    .filter(({ name }) => name.text.endsWith("Code"))
    .flatMap(({ type }) => literals(type));
}

/** The texts of a union of string literals; none of other types. */
function literals(type: ts.TypeNode): string[] {
  if (ts.isUnionTypeNode(type)) {
    return type.types.flatMap(literals);
  }
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];
}
