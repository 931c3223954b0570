import { AmiCatalogError, AmiCatalogErrorCode, Finding, readTextFile } from "../support";
import { FileProblems } from "./file-problems";

/** Characters that neither YAML nor JSON takes as they are; with `u`, half a surrogate pair is one. */
const REFUSED_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\p{Cs}]/gu;
/** What an escape like `\u0000` must not bring in, and the form in which cdktf keeps its own tokens. */
const REFUSED_TEXT = /[\0\p{Cs}]|TfToken\[/u;

/**
 * The text of a file.
 * @throws AmiCatalogError `CATALOG_UNREADABLE`, `CATALOG_TEXT_INVALID`
 */
export function readText(file: string): string {
  const read = readTextFile(file);
  if ("text" in read) {
    return read.text;
  }
  throw read.code === "NOT_UTF8"
    ? fileError(file, "CATALOG_TEXT_INVALID", "this is not UTF-8 text", read.fix)
    : fileError(file, "CATALOG_UNREADABLE", read.allowed, read.fix);
}

function fileError(file: string, code: AmiCatalogErrorCode, allowed: string, fix: string): AmiCatalogError {
  return new AmiCatalogError([{ code, file, path: "", prop: "", value: undefined, allowed, fix }]);
}

/** Adds each character that can't stand in a catalog. */
export function refuseCharacters(text: string, problems: FileProblems): void {
  for (const { 0: character, index } of text.matchAll(REFUSED_CHARACTER)) {
    problems.add(
      { offset: index, path: "", key: "" },
      undefined,
      "CATALOG_TEXT_INVALID",
      `the character ${codePoint(character)} stands here, and no text has it`,
      "take it out",
    );
  }
}

/** Refuses text that can't be handed on as it is. */
export function refusalOfText(text: string): Finding | undefined {
  const [refused] = REFUSED_TEXT.exec(text) ?? [];
  if (refused === undefined) {
    return undefined;
  }
  return {
    code: "CATALOG_TEXT_INVALID",
    allowed: refused.startsWith("TfToken")
      ? "cdktf would take `TfToken[` for a value of its own"
      : `it holds the character ${codePoint(refused)}`,
    fix: "take it out",
  };
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * Adds what is wrong with the syntax of JSON; YAML would take more (comments, a last comma).
 * @returns whether it is JSON
 */
export function refuseJsonSyntax(text: string, problems: FileProblems): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = String(Reflect.get(Object(error), "message"));
    const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? text.trimEnd().length);
    problems.add(
      { offset, path: "", key: "" },
      undefined,
      "CATALOG_SYNTAX",
      `this is not JSON: ${message}`,
      "correct it here, or give the file the ending `.yaml`",
    );
    return false;
  }
}
