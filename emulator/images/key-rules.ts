import { text, withJson } from "../front/call";
import type { Rule } from "../front/rule";

/** Some of moto's key operations know key IDs only; AWS takes ARNs as well. */
export const keyArnRule: Rule = {
  name: "key-by-arn",
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html",
  on: ["kms:DisableKey", "kms:EnableKey", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"],
  handle(call, next) {
    const keyId = text(call, "KeyId");
    if (keyId?.startsWith("arn:") !== true) return next();
    return next(withJson(call, { ...call.params, KeyId: keyId.split("/").at(-1) }));
  },
};
