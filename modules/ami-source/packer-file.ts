import { readFileSync } from "node:fs";
import { readPackerManifest, ReportPacker } from "./packer-manifest";

const SYSTEM_ERRORS: ReadonlyMap<string, readonly [string, string]> = new Map([
  [
    "ENOENT",
    [
      "there is no such file",
      "run `packer build` first, and check the path and the folder that it is relative to",
    ],
  ],
  ["EISDIR", ["this is a folder", "name the file in it"]],
  ["EACCES", ["it may not be read", "give the right to read it"]],
]);

/**
 * Reads a manifest's file. What is wrong with it is reported, and then it yields undefined.
 * @param file path, relative to the current folder
 */
export function readPackerFile(file: string, report: ReportPacker): unknown {
  const refuse = (allowed: string, fix: string) =>
    report("manifest", { code: "PACKER_MANIFEST_UNREADABLE", allowed, fix });
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = String(Reflect.get(Object(error), "code"));
    refuse(...(SYSTEM_ERRORS.get(code) ?? [`it can't be read (${code})`, "name a file that can be read"]));
    return undefined;
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    refuse("a manifest is UTF-8 text, and this is not", "name the file that Packer writes");
    return undefined;
  }
  return readPackerManifest(text, report);
}
