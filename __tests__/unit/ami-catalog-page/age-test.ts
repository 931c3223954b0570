import {
  ageInWords,
  dateInName,
  deprecationInWords,
  isDeprecated,
} from "../../../modules/ami-catalog-page/browser/age";

const NOW = new Date("2026-11-25T23:30:00Z");

test.each([
  ["2026.11.24", "2026-11-24"],
  ["2026-11-24", "2026-11-24"],
  ["20261124", "2026-11-24"],
  ["v2026_11_24", "2026-11-24"],
  ["2026.11.24-1", "2026-11-24"],
  ["2024.02.29.rc1", "2024-02-29"],
])("the name %s begins with the date %s", (version, date) => {
  expect(dateInName(version)?.toISOString()).toBe(`${date}T00:00:00.000Z`);
});

test.each([
  "1.2.3",
  "2026.11",
  "2026.11-24",
  "2026.1.2",
  "2026.13.01",
  "2026.02.29",
  "2026.00.10",
  "20261124123",
  "1999.01.01",
  "web-2026.11.24",
  "",
])('the name "%s" begins with no date', (version) => {
  expect(dateInName(version)).toBeUndefined();
});

test.each([
  ["2026.11.25", "25 Nov 2026, today"],
  ["2026.11.24", "24 Nov 2026, yesterday"],
  ["2026.12.01", "1 Dec 2026, in 6 days"],
  ["2026.10.01", "1 Oct 2026, 55 days ago"],
  ["2026.06.01", "1 Jun 2026, 5 months ago"],
  ["2023.11.20", "20 Nov 2023, 3 years ago"],
  ["1.2.3", "no date"],
])("%s is %s", (version, words) => {
  expect(ageInWords(version, NOW)).toBe(words);
});

test("a deprecation is to come until its minute", () => {
  expect(deprecationInWords(undefined, NOW)).toBe("not deprecated");
  expect(deprecationInWords("2026-11-25T23:31:00Z", NOW)).toBe("to be deprecated 25 Nov 2026, today");
  expect(deprecationInWords("2026-11-25T23:30:00Z", NOW)).toBe("deprecated 25 Nov 2026, today");
  expect(isDeprecated(undefined, NOW)).toBe(false);
});
