import { checkRoles } from "./aws/account";
import { loadSdk } from "./aws/sdk";
import { Call, Command, Outcome } from "./command";
import { imageOf, requireVersion } from "./look-up";
import { Refusal, usageError } from "./refusal";
import { Answers, answersOf } from "./usage/answer";
import { ImageUsage, imageUsage } from "./usage/image-usage";
import { usageText } from "./usage/report";

const FAILINGS = ["used", "unknown"] as const;
type Failing = (typeof FAILINGS)[number];

/** The option that names further accounts. */
export const ROLE_OPTION = {
  type: "string",
  multiple: true,
  placeholder: "ARN",
  help: "a role of another account to look through; give one for each account",
} as const;

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
    "Exit code 0 whatever the answer is, without --fail-on; 2 when AWS doesn't answer all of it. Needs the packages\n" +
    "@aws-sdk/client-auto-scaling, client-ec2, client-ssm and client-sts.",
  example: "usage al2023-arm64 2026.11.24 --role arn:aws:iam::222222222222:role/usage --fail-on used,unknown",
  async run(call) {
    const { file, operands, options } = call;
    const [image = "", version] = operands;
    const failing = failingsOf(options.text("fail-on"));
    const { answers, found } = await askAws(call, image, version);
    return {
      text: usageText(answers, found),
      document: documentOf(answers, found),
      warnings: file.warnings,
      refusal: refusalOf(answers, failing),
    };
  },
};

/**
 * Asks AWS who uses an image, in the accounts that the options of a call give.
 * @param version the only one. @default - all
 */
export async function askAws(
  { file, options, progress }: Call,
  image: string,
  version?: string,
): Promise<{ readonly answers: Answers; readonly found: ImageUsage }> {
  imageOf(file, image);
  const roles = checkRoles(options.texts("role"));
  const found = await imageUsage(await loadSdk(), { file, image, version, roles, progress });
  if (version !== undefined && !found.published.some(({ versions }) => versions.has(version))) {
    requireVersion(file, image, version);
  }
  return { answers: answersOf(file, image, found, version), found };
}

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

function documentOf({ notLookedAt, problems, ...answers }: Answers, found: ImageUsage): object {
  return {
    ...answers,
    accounts: found.accounts.map(({ id, role = null }) => ({ id, role })),
    regions: found.published.map(({ region }) => region),
    notLookedAt,
    withoutReferencesOfEc2: found.places.flatMap(({ accountId, region, untold }) =>
      untold === undefined ? [] : { accountId, region, message: untold },
    ),
    problems,
  };
}

/** A version that is used is sure; what isn't answered comes next. */
function refusalOf({ image, versions, problems }: Answers, failing: readonly Failing[]): Outcome["refusal"] {
  const named = (answer: string) => versions.filter((each) => each.answer === answer);
  const shown = (of: typeof versions) => of.map(({ version }) => `${image} ${version}`).join(", ");
  const [used, unknown] = [named("no"), named("unknown")];
  if (used.length > 0 && failing.includes("used")) {
    return versionUsed(shown(used));
  }
  if (problems.length > 0) {
    return new Refusal({
      code: "AWS_INCOMPLETE",
      value: problems.length,
      allowed: `${problems.length === 1 ? "a call" : `${problems.length} calls`} to AWS failed, as told above`,
      fix: "see to the permissions of the credentials or of the role, and run it again",
    });
  }
  return unknown.length > 0 && failing.includes("unknown")
    ? new Refusal({
        code: "VERSION_USE_UNKNOWN",
        value: shown(unknown),
        allowed: `it isn't known whether ${shown(unknown)} may be retired`,
        fix: "give a --role for each account that isn't looked at, or leave `unknown` out of --fail-on",
      })
    : undefined;
}

/** @param which `web 2026.10`, or several */
export function versionUsed(which: string): Refusal {
  return new Refusal({
    code: "VERSION_USED",
    value: which,
    allowed: `${which} is still used`,
    fix: "move what is told above to another version first",
  });
}
