import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The Chromium of `CHROMIUM_PATH`, or one on PATH; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = () =>
    NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  return process.env.CHROMIUM_PATH ?? onPath();
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
