import { createTwoFilesPatch } from "diff";

const CONTEXT_LINES = 3;
const FILE_HEADERS = { includeIndex: false, includeUnderline: false, includeFileHeaders: true };

/** What changes in a file, as `diff -u` shows it. */
export function unifiedDiff(name: string, before: string, after: string): string {
  return createTwoFilesPatch(name, name, before, after, undefined, undefined, {
    context: CONTEXT_LINES,
    headerOptions: FILE_HEADERS,
  });
}
