import { byNearness, distance, nearest, shownWords } from "../../../modules/ami-catalog/suggestion";

test.each([
  ["", "", 0],
  ["abc", "", 3],
  ["kitten", "sitting", 3],
  ["stable", "stalbe", 1],
  ["ca", "abc", 3],
  ["organisationArns", "organizationArns", 1],
])("the distance of %j and %j is %i", (one, other, expected) => {
  expect(distance(one, other)).toBe(expected);
  expect(distance(other, one)).toBe(expected);
});

test.each([
  ["organisationalUnitArns", ["organizationArns", "organizationalUnitArns"], "organizationalUnitArns"],
  ["accounts", ["public", "accountIds"], "accountIds"],
  ["isPublic", ["accountIds", "public"], "public"],
  ["STATE", ["state", "source"], "state"],
  ["colour", ["accounts", "regions"], undefined],
  ["x", [], undefined],
  ["a", ["b"], "b"],
])("for %j of %j it is %j that was meant", (given, words, expected) => {
  expect(nearest(given, words)).toBe(expected);
});

test("words are listed with the nearest first, equally near ones in their order", () => {
  expect(byNearness("2026.11", ["1.0", "2026.10", "2026.1", "2026.12"])).toEqual([
    "2026.10",
    "2026.1",
    "2026.12",
    "1.0",
  ]);
});

test("a long list is cut", () => {
  const words = Array.from({ length: 13 }, (_, index) => `v${index}`);
  expect(shownWords("v12", words)).toMatch(/^v12, .* and 3 more$/);
});
