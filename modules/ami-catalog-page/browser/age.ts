const DAY = 24 * 60 * 60 * 1000;
const DATE = /^v?(20\d{2})([._-]?)(\d{2})\2(\d{2})(?:[._-].*)?$/;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const calendar = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/**
 * The date that the name of a version begins with: `2026.11.24`, `v2026-11-24`, `20261124-1`.
 * @returns its midnight in UTC, or nothing where the name begins with no date
 */
export function dateInName(version: string): Date | undefined {
  const [, year, , month, day] = DATE.exec(version) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const isDate = !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
  return isDate ? date : undefined;
}

/** `24 Nov 2026, yesterday`; the days are those of UTC. */
export function dateInWords(date: Date, now: Date): string {
  return `${calendar.format(date)}, ${fromNow(date, now)}`;
}

function fromNow(date: Date, now: Date): string {
  const days = Math.floor(date.getTime() / DAY) - Math.floor(now.getTime() / DAY);
  const distance = Math.abs(days);
  if (distance < 60) {
    return relative.format(days, "day");
  }
  return distance < 730
    ? relative.format(Math.trunc(days / 30.44), "month")
    : relative.format(Math.trunc(days / 365.25), "year");
}

/** How old a version is, as far as its name tells. */
export function ageInWords(version: string, now: Date): string {
  const date = dateInName(version);
  return date ? dateInWords(date, now) : "no date";
}

/** Whether the moment of a deprecation has come. */
export function isDeprecated(deprecationTime: string | undefined, now: Date): boolean {
  return deprecationTime !== undefined && Date.parse(deprecationTime) <= now.getTime();
}

export function deprecationInWords(deprecationTime: string | undefined, now: Date): string {
  if (deprecationTime === undefined) {
    return "not deprecated";
  }
  const words = dateInWords(new Date(deprecationTime), now);
  return isDeprecated(deprecationTime, now) ? `deprecated ${words}` : `to be deprecated ${words}`;
}
