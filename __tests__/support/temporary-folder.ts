import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new, empty folder; whoever makes one removes it with `removeFolder`. */
export function makeFolder(purpose: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `ami-catalog-${purpose}-`)));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Runs `use` with a new folder, which is gone afterwards whatever happens. */
export function withFolder<T>(purpose: string, use: (folder: string) => T): T {
  const folder = makeFolder(purpose);
  try {
    return use(folder);
  } finally {
    removeFolder(folder);
  }
}
