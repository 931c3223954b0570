import { Command } from "./command";
import { Refusal, usageError } from "./refusal";
import type { Answers } from "./usage/answer";
import { askAws, ROLE_OPTION } from "./usage/ask-aws";
import { usageDocument } from "./usage/document";
import { notAnswered, useUnknown, versionUsed } from "./usage/refusals";
import { usageText } from "./usage/report";

const FAILINGS = ["used", "unknown"] as const;
type Failing = (typeof FAILINGS)[number];

export const usage: Command = {
  name: "usage",
  summary: "Say who still uses the versions of an image, and whether they may be retired",
  operands: ["IMAGE", "[VERSION]"],
  options: {
    role: ROLE_OPTION,
    "fail-on": {
      type: "string",
      placeholder: FAILINGS.join(","),
      help: "exit with 1 when a version is used, or it isn't known",
    },
  },
  edits: false,
  details:
    "Looks in every region of the catalog for instances, launch templates, Auto Scaling groups and parameters that\n" +
    "refer to the AMIs of the image, with your credentials (those of the account that publishes) and through the roles\n" +
    "that are given. All calls only read. A template that follows a channel is no obstacle.\n\n" +
    "Without --fail-on the exit code is 0 whatever the answer is; it is 2 when AWS doesn't answer all of it. The AWS\n" +
    "SDK must be installed: the packages @aws-sdk/client-auto-scaling, client-ec2, client-ssm and client-sts.",
  example: "usage al2023-arm64 2026.11.24 --role arn:aws:iam::222222222222:role/usage --fail-on used,unknown",
  async run(call) {
    const { file, operands, options } = call;
    const [image = "", version] = operands;
    const failing = failingsOf(options.text("fail-on"));
    const asked = await askAws(call, image, version);
    return {
      text: usageText(asked),
      document: usageDocument(asked),
      warnings: file.warnings,
      refusal: refusalOf(asked.answers, failing),
    };
  },
};

function failingsOf(given: string | undefined): readonly Failing[] {
  const words = given?.split(",") ?? [];
  const chosen = FAILINGS.filter((failing) => words.includes(failing));
  if (chosen.length !== new Set(words).size) {
    throw usageError(
      `--fail-on is ${JSON.stringify(given)}, and can name ${FAILINGS.join(" and ")}`,
      `write --fail-on ${FAILINGS.join(",")}`,
    );
  }
  return chosen;
}

/** That a version is used is sure, whatever else isn't answered. */
function refusalOf({ image, versions, problems }: Answers, failing: readonly Failing[]): Refusal | undefined {
  const named = (answer: string) =>
    versions
      .filter((each) => each.answer === answer)
      .map(({ version }) => `${image} ${version}`)
      .join(", ");
  const [used, unknown] = [named("no"), named("unknown")];
  if (used !== "" && failing.includes("used")) {
    return versionUsed(used);
  }
  if (problems.length > 0) {
    return notAnswered(problems.length);
  }
  return unknown !== "" && failing.includes("unknown") ? useUnknown(unknown) : undefined;
}
