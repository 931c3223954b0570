import { checkDeprecationTime, hasPassed } from "../../../modules/support";

const NOW = new Date("2026-11-25T10:30:45Z");

test.each([
  ["soon", "2026-11-25T10:31:00Z"],
  ["in ten years, to the minute", "2036-11-25T10:30:00Z"],
  ["on a leap day", "2028-02-29T00:00:00Z"],
  ["in the past, since a published version keeps its date", "2024-01-01T00:00:00Z"],
])("accepts a time %s", (_, time) => {
  expect(checkDeprecationTime(time, NOW)).toBeUndefined();
});

test("counts ten years from the moment itself where that is a whole minute", () => {
  const minute = new Date("2026-11-25T10:30:00Z");
  expect(checkDeprecationTime("2036-11-25T10:30:00Z", minute)).toBeUndefined();
  expect(checkDeprecationTime("2036-11-25T10:31:00Z", minute)).toMatchObject({
    code: "DEPRECATION_TIME_INVALID",
  });
});

test("refuses one minute more than ten years, and writes the latest time as it is to be written", () => {
  expect(checkDeprecationTime("2036-11-25T10:31:00Z", NOW)).toMatchObject({
    code: "DEPRECATION_TIME_INVALID",
    allowed: expect.stringContaining("at most 10 years"),
    fix: expect.stringContaining("2036-11-25T10:30:00Z"),
  });
});

test.each([
  ["seconds", "2028-11-24T00:00:30Z"],
  ["fractions", "2028-11-24T00:00:00.000Z"],
  ["an offset", "2028-11-24T00:00:00+01:00"],
  ["a zero offset", "2028-11-24T00:00:00+00:00"],
  ["no zone", "2028-11-24T00:00:00"],
  ["no time", "2028-11-24"],
  ["no seconds", "2028-11-24T00:00Z"],
  ["a space for the T", "2028-11-24 00:00:00Z"],
  ["a line break behind", "2028-11-24T00:00:00Z\n"],
  ["words", "next year"],
  ["nothing", ""],
])("refuses a time with %s", (_, time) => {
  expect(checkDeprecationTime(time, NOW)).toMatchObject({
    code: "DEPRECATION_TIME_INVALID",
    allowed: expect.stringContaining("whole minutes"),
    fix: 'write it like "2028-11-24T00:00:00Z"',
  });
});

test.each([
  ["a day that isn't", "2028-02-30T00:00:00Z"],
  ["a leap day of no leap year", "2027-02-29T00:00:00Z"],
  ["a 13th month", "2028-13-01T00:00:00Z"],
  ["hour 24", "2028-11-24T24:00:00Z"],
  ["minute 60", "2028-11-24T00:60:00Z"],
])("refuses a time with %s, and says that there is none", (_, time) => {
  expect(checkDeprecationTime(time, NOW)).toEqual({
    code: "DEPRECATION_TIME_INVALID",
    allowed: "it must be a time that there is: no calendar and no clock has this one",
    fix: 'write it like "2028-11-24T00:00:00Z"',
  });
});

test.each([
  ["2026-11-25T10:30:00Z", true],
  ["2026-11-25T10:31:00Z", false],
])("knows whether %s has passed: %p", (time, passed) => {
  expect(hasPassed(time, NOW)).toBe(passed);
});
