import { Refusal } from "../refusal";

/** @param which `web 2026.10`, or several */
export function versionUsed(which: string): Refusal {
  return new Refusal({
    code: "VERSION_USED",
    value: which,
    allowed: `${which} is still used`,
    fix: "have what uses it moved to another version first",
  });
}

/** @param which `web 2026.10`, or several */
export function useUnknown(which: string): Refusal {
  return new Refusal({
    code: "VERSION_USE_UNKNOWN",
    value: which,
    allowed: `it isn't known whether ${which} is used`,
    fix: "see to what the answer names as not looked at, with a --role for each account, or leave `unknown` out of --fail-on",
  });
}

/** @param calls how many calls failed */
export function notAnswered(calls: number): Refusal {
  return new Refusal({
    code: "AWS_INCOMPLETE",
    value: calls,
    allowed: `${calls === 1 ? "a call" : `${calls} calls`} to AWS failed, and the answer says which`,
    fix: "see to the permissions of the credentials or of the role, and run it again",
  });
}
