import { readFileSync } from "node:fs";

/** The text of a file, or why it is none. */
export type TextFile = { readonly text: string } | UnreadFile;

/** Why a file is no text, in words; `code` is that of the system, `NOT_UTF8` where it could be read. */
export interface UnreadFile {
  readonly code: string;
  readonly allowed: string;
  readonly fix: string;
}

const SYSTEM_ERRORS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ["there is no such file", "check the name, and the folder that it is relative to"],
  EISDIR: ["this is a folder", "name the file in it"],
  EACCES: ["it may not be read", "give the right to read it"],
};

/** Reads a file that is UTF-8 text; a byte order mark stays in it. */
export function readTextFile(file: string): TextFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = String(Reflect.get(Object(error), "code"));
    const [allowed, fix] = SYSTEM_ERRORS[code] ?? [
      `it can't be read (${code})`,
      "name a file that can be read",
    ];
    return { code, allowed, fix };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { code: "NOT_UTF8", allowed: "this is no UTF-8 text", fix: "save it as UTF-8" };
  }
}
