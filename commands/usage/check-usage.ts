import { Call, Outcome } from "../command";
import type { Answer } from "./answer";
import { askAws } from "./ask-aws";
import { usageDocument } from "./document";
import { versionUsed } from "./refusals";
import { usageText } from "./report";

/** Whether a version may be retired, before it is. */
export interface UsageCheck {
  readonly answer: Answer;
  /** What is shown in place of the change, when the version is used. */
  readonly refused?: Outcome;
  /** Text after the change; empty where AWS has looked everywhere. */
  readonly warning: string;
}

/** Asks AWS who uses a version. @throws Refusal as `usage` does */
export async function checkUsage(call: Call, image: string, version: string): Promise<UsageCheck> {
  const asked = await askAws(call, image, version);
  const answer = asked.answers.versions[0]?.answer ?? "unknown";
  const text = usageText(asked);
  if (answer === "no") {
    const document = { ...usageDocument(asked), changed: false, written: false };
    const { warnings } = call.file;
    return {
      answer,
      warning: "",
      refused: { text, document, warnings, refusal: versionUsed(`${image} ${version}`) },
    };
  }
  return { answer, warning: answer === "unknown" ? `\nWARNING: it may still be used.\n${text}` : "" };
}
