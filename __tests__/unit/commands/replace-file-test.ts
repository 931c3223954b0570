import fs, {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";
import { statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../../../commands/refusal";
import { replaceFile } from "../../../commands/replace-file";
import { makeFolder, removeFolder } from "../../support/temporary-folder";

let folder: string;
let file: string;

beforeEach(() => {
  folder = makeFolder("replace");
  file = join(folder, "catalog.yaml");
  writeFileSync(file, "old\n");
});

afterEach(() => {
  jest.restoreAllMocks();
  removeFolder(folder);
});

function refusal(run: () => void): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was refused");
}

test("replaces the text, and leaves nothing else", () => {
  replaceFile(file, "old\n", "new\n");
  expect(readFileSync(file, "utf8")).toBe("new\n");
  expect(readdirSync(folder)).toEqual(["catalog.yaml"]);
});

test.each([0o600, 0o640, 0o644, 0o755, 0o666])("keeps the mode %o", (mode) => {
  chmodSync(file, mode);
  replaceFile(file, "old\n", "new\n");
  expect(statSync(file).mode & 0o7777).toBe(mode);
});

test("follows a symbolic link to its target, which may be in another folder", () => {
  const links = join(folder, "links");
  mkdirSync(links);
  const link = join(links, "golden.yaml");
  symlinkSync("../catalog.yaml", link);
  replaceFile(link, "old\n", "new\n");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readlinkSync(link)).toBe("../catalog.yaml");
  expect(readFileSync(file, "utf8")).toBe("new\n");
  expect(readdirSync(links)).toEqual(["golden.yaml"]);
});

test("whoever has the old file open reads the old text to its end", () => {
  linkSync(file, join(folder, "kept.yaml"));
  replaceFile(file, "old\n", "new\n");
  expect(readFileSync(join(folder, "kept.yaml"), "utf8")).toBe("old\n");
});

test.each(["renameSync", "writeFileSync", "fsyncSync", "openSync"] as const)(
  "a failing %s leaves the old file, and nothing else",
  (name) => {
    jest.spyOn(fs, name).mockImplementation(() => {
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    });
    const { code, message } = refusal(() => replaceFile(file, "old\n", "new\n"));
    jest.restoreAllMocks();
    expect(code).toBe("FILE_NOT_WRITABLE");
    expect(message).toContain(`${file}: the file can't be replaced (ENOSPC); look at the rights`);
    expect(readFileSync(file, "utf8")).toBe("old\n");
    expect(readdirSync(folder)).toEqual(["catalog.yaml"]);
  },
);

test("is refused where another program has changed the file", () => {
  writeFileSync(file, "theirs\n");
  expect(refusal(() => replaceFile(file, "old\n", "new\n")).code).toBe("FILE_CHANGED");
  expect(readFileSync(file, "utf8")).toBe("theirs\n");
});

test("is refused for what is no regular file", () => {
  expect(refusal(() => replaceFile(folder, "", "new\n")).message).toContain("it is no regular file");
});

test("a mistake of the program isn't taken for one of the disk", () => {
  jest.spyOn(fs, "renameSync").mockImplementation(() => {
    throw new TypeError("a mistake");
  });
  expect(() => replaceFile(file, "old\n", "new\n")).toThrow(TypeError);
  expect(readFileSync(file, "utf8")).toBe("old\n");
});
