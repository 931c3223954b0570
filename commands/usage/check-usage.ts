import { Call, Outcome } from "../command";
import type { Refusal } from "../refusal";
import type { Answer } from "./answer";
import { askAws } from "./ask-aws";
import { usageDocument } from "./document";
import { notAnswered, versionUsed } from "./refusals";
import { usageText } from "./report";

/** Whether a version may be retired, before it is. */
export interface UsageCheck {
  readonly answer: Answer;
  /** What is shown in place of the change, when the version is used, or AWS didn't answer all of it. */
  readonly refused?: Outcome;
  /** Text after the change; empty where AWS has looked everywhere. */
  readonly warning: string;
}

/** Asks AWS who uses a version. @throws Refusal as `usage` does */
export async function checkUsage(call: Call, image: string, version: string): Promise<UsageCheck> {
  const asked = await askAws(call, image, version);
  const { versions, problems } = asked.answers;
  const answer = versions[0]?.answer ?? "unknown";
  const text = usageText(asked);
  const refuse = (refusal: Refusal): UsageCheck => {
    const document = { ...usageDocument(asked), changed: false, written: false };
    return { answer, warning: "", refused: { text, document, warnings: call.file.warnings, refusal } };
  };
  if (answer === "no") {
    return refuse(versionUsed(`${image} ${version}`));
  }
  if (problems.length > 0) {
    return refuse(notAnswered(problems.length));
  }
  return { answer, warning: answer === "unknown" ? `\nWARNING: it may still be used.\n${text}` : "" };
}
