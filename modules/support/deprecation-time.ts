import { Annotations, Token } from "cdktf";
import { Construct } from "constructs";
import { Finding } from "./error";

const WHOLE_MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00Z$/;
const MAX_YEARS = 10;

/** Whether the moment has passed: a published version keeps its date, so this is no error. */
export function hasPassed(deprecationTime: string, now = new Date()): boolean {
  return Date.parse(deprecationTime) <= now.getTime();
}

/**
 * Refuses a deprecation time that EC2 refuses, or that it would change: it rounds to the
 * minute, and every later plan would then show a difference.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html
 */
export function checkDeprecationTime(deprecationTime: string, now = new Date()): Finding | undefined {
  const code = "DEPRECATION_TIME_INVALID";
  const time = Date.parse(deprecationTime);
  const fix = 'write it like "2028-11-24T00:00:00Z"';
  if (!WHOLE_MINUTE.test(deprecationTime)) {
    const allowed =
      "it must be a UTC time in whole minutes: EC2 rounds seconds, and every later plan would differ";
    return { code, allowed, fix };
  }
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(deprecationTime.slice(0, 16))) {
    return { code, allowed: "it must be a time that there is: no calendar and no clock has this one", fix };
  }
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_YEARS);
  return time <= latest.getTime()
    ? undefined
    : {
        code,
        allowed: `an AMI can be deprecated at most ${MAX_YEARS} years from now`,
        fix: `write at the latest "${latest.toISOString().slice(0, 16)}:00Z"`,
      };
}

/** Warns of a date that has passed: the AMI is hidden from others, and can't be made anew with this date. */
export function warnIfDeprecated(scope: Construct, deprecationTime: string | undefined): void {
  if (deprecationTime !== undefined && !Token.isUnresolved(deprecationTime) && hasPassed(deprecationTime)) {
    Annotations.of(scope).addWarning(
      `\`deprecationTime\` ${deprecationTime} has passed: the AMI is deprecated, and AWS refuses this date for a new one`,
    );
  }
}
