import { readTextFile, UnreadFile } from "../support";
import { readPackerManifest, ReportPacker } from "./packer-manifest";

/** What is said otherwise of a manifest than of any file. */
const IN_WORDS: ReadonlyMap<string, Partial<UnreadFile>> = new Map([
  ["ENOENT", { fix: "run `packer build` first, and check the path and the folder that it is relative to" }],
  [
    "NOT_UTF8",
    { allowed: "a manifest is UTF-8 text, and this is not", fix: "name the file that Packer writes" },
  ],
]);

/**
 * Reads a manifest's file. What is wrong with it is reported, and then it yields undefined.
 * @param file path, relative to the current folder
 */
export function readPackerFile(file: string, report: ReportPacker): unknown {
  const read = readTextFile(file);
  if ("text" in read) {
    return readPackerManifest(read.text, report);
  }
  const { allowed, fix } = { ...read, ...IN_WORDS.get(read.code) };
  report("manifest", { code: "PACKER_MANIFEST_UNREADABLE", allowed, fix });
  return undefined;
}
