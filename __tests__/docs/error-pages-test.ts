import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messageCodes } from "./error-codes";
import { ERRORS, errorPages, meaningOf, printed } from "./error-pages";

/** Pages that only show the message, and the test that brings it about. */
const SHOWN: Readonly<Record<string, string>> = {
  ALLOWED_IMAGES_DUPLICATE: "__tests__/unit/ami-allowed-images-test.ts",
  AWS_FAILED: "__tests__/unit/commands/terminal-test.ts",
  AWS_INCOMPLETE: "__tests__/emulator/usage-test.ts",
  AWS_SDK_MISSING: "__tests__/package/installed-test.ts",
  FILE_CHANGED: "__tests__/unit/commands/replace-file-test.ts",
  FILE_NOT_WRITABLE: "__tests__/unit/commands/replace-file-test.ts",
  HCL_UNSUPPORTED: "__tests__/unit/support/hcl-stack-test.ts",
  IMAGE_UNPUBLISHED: "__tests__/emulator/usage-test.ts",
  TERRAFORM_FAILED: "__tests__/unit/commands/adopt-terraform-test.ts",
  VERSION_USED: "__tests__/emulator/usage-test.ts",
  VERSION_USE_UNKNOWN: "__tests__/emulator/usage-test.ts",
};

const pages = errorPages();
const codes = messageCodes();

test("every code of a message has a page, and every page a code", () => {
  expect(codes).toEqual(expect.arrayContaining(["AMI_ID_INVALID", "CATALOG_ACCOUNT_COVERED", "USAGE"]));
  expect(codes).toContain("hardcoded-ami-id");
  expect(pages.map(({ code }) => code).sort()).toEqual([...codes].sort());
});

test.each(pages.map((page) => [page.code, page] as const))("%s: its page says what to do", (code, page) => {
  const text = page.text.join("\n");
  expect(text.split("\n")[0]).toBe(`# ${code}`);
  expect(meaningOf(page)).toMatch(/^\S.*\.$/);
  expect(text).toMatch(/\n## The way out\n\n\S/);
});

test.each(pages.map((page) => [page.code, page] as const))(
  "%s: its example prints what the page shows",
  async (code, page) => {
    const shown = page.blocks.find(({ language }) => language === "text")?.code;
    expect(shown).toContain(code);
    const output = await printed(page);
    if (output === undefined) {
      expect(readFileSync(join(__dirname, "..", "..", SHOWN[code] ?? ""), "utf8")).toContain(code);
    } else {
      expect(output).toBe(shown);
    }
  },
);

test("the index has a row for each page, with its first sentence", () => {
  const rows = readFileSync(join(ERRORS, "README.md"), "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, code = "", target = "", meaning = ""] =
        /^\| \[`(.+?)`\]\((.+?)\) +\| (.*?) +\|$/.exec(line) ?? [];
      return code === "" ? [] : [{ code, target, meaning }];
    });
  expect(rows.sort((one, other) => (one.code < other.code ? -1 : 1))).toEqual(
    pages
      .map((page) => ({ code: page.code, target: `${page.code}.md`, meaning: meaningOf(page) }))
      .sort((one, other) => (one.code < other.code ? -1 : 1)),
  );
});
