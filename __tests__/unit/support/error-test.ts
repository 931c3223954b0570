import { AmiCatalogError, AmiCatalogProblem } from "../../../modules/support";

const problem: AmiCatalogProblem = {
  code: "TAGS_INVALID",
  path: "Stack/Copy",
  prop: "tags",
  value: "v",
  allowed: "only some are allowed",
  fix: "take another",
};

test("is an Error with a name, and has the code of the first problem", () => {
  const error = new AmiCatalogError([problem, { ...problem, code: "AMI_ID_INVALID" }]);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: "AmiCatalogError", code: "TAGS_INVALID" });
  expect(error.problems).toHaveLength(2);
});

test("says that a value is missing", () => {
  expect(new AmiCatalogError([{ ...problem, value: undefined }]).message).toContain(
    "`tags` is not given, but",
  );
});

test.each([
  [118, false],
  [119, true],
])("shows a value of %i characters, with its quotes, cut: %p", (length, cut) => {
  const { message } = new AmiCatalogError([{ ...problem, value: "x".repeat(length) }]);
  expect(message.includes("…")).toBe(cut);
  expect(message.includes(`(${length + 2} characters)`)).toBe(cut);
});
