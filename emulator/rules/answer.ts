import { randomUUID } from "node:crypto";
import type { Answer } from "../front/rule";

/** SSM speaks `application/x-amz-json-1.1`, RAM and EKS `application/json`. */
export function jsonAnswer(body: unknown, contentType = "application/x-amz-json-1.1"): Answer {
  return {
    status: 200,
    headers: { "content-type": contentType, "x-amzn-requestid": randomUUID() },
    body: JSON.stringify(body),
  };
}
