import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { Refusal } from "./refusal";

const PERMISSIONS = 0o7777;

/**
 * Puts a text in the place of another one, at once or not at all: whoever reads the file sees the old
 * text or the new one. A symbolic link stays, and its target changes; mode and owner stay.
 * @param name of the file
 * @param before the text that it must still hold
 * @throws Refusal when the file can't be written, or has changed
 */
export function replaceFile(name: string, before: string, after: string): void {
  try {
    const target = realpathSync(name);
    const stats = statSync(target);
    if (!stats.isFile()) {
      throw notWritable(name, "it is no regular file");
    }
    accessSync(target, constants.W_OK);
    if (readFileSync(target, "utf8") !== before) {
      throw new Refusal({
        code: "FILE_CHANGED",
        file: name,
        allowed: "another program has changed the file in the meantime",
        fix: "run the command again",
      });
    }
    writeBeside(target, stats, after);
  } catch (error) {
    throw error instanceof Refusal ? error : notWritable(name, codeOf(error));
  }
}

/**
 * Writes a file that is made anew each time, at once or not at all, and the folders to it.
 * @throws Refusal when it can't be written
 */
export function writeMadeFile(name: string, text: string): void {
  const temporary = join(dirname(name), `.${basename(name)}.${randomUUID()}.tmp`);
  try {
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, name);
  } catch (error) {
    attempt(() => rmSync(temporary, { force: true }));
    throw notWritable(name, codeOf(error));
  }
}

function writeBeside(target: string, stats: Stats, text: string): void {
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    writeDurably(temporary, stats, text);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}

function writeDurably(file: string, { mode, uid, gid }: Stats, text: string): void {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    writeFileSync(descriptor, text);
    attempt(() => fchownSync(descriptor, uid, gid));
    fchmodSync(descriptor, mode & PERMISSIONS);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The new name is on the disk too, where the file system can do that for a folder. */
function syncFolder(folder: string): void {
  attempt(() => {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Does what not every user, or not every file system, can do. */
function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    codeOf(error);
  }
}

/**
 * The code of a system error: `EACCES`.
 * @throws any other error
 */
function codeOf(error: unknown): string {
  const code: unknown = Reflect.get(Object(error), "code");
  if (typeof code !== "string") {
    throw error;
  }
  return code;
}

function notWritable(name: string, reason: string): Refusal {
  return new Refusal({
    code: "FILE_NOT_WRITABLE",
    file: name,
    allowed: `the file can't be replaced (${reason})`,
    fix: "look at the rights of the file and its folder, and at the free space",
  });
}
