import { Finding } from "./error";
import { partitionOf } from "./region";

const MAX_ARN_LENGTH = 1011;
const MAX_LEVELS = 15;
/** Where the region isn't known, the longest prefix is reckoned with. */
const LONGEST_REGION = "us-isof-south-1";

function arnLength(name: string, region = LONGEST_REGION): number {
  const prefix = `arn:${partitionOf(region)}:ssm:${region}:123456789012:parameter`;
  return prefix.length + (name.startsWith("/") ? 0 : 1) + name.length;
}

function refusal(name: string, region: string | undefined): readonly [string, string] | undefined {
  const levels = name.split("/").filter((part) => part !== "");
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name)) {
    return [
      "a parameter name holds letters, digits and `_.-`, with `/` between its levels",
      "replace the other characters",
    ];
  }
  if (/^\/?(?:aws|ssm)/i.test(name)) {
    return [
      "names that begin with `aws` or `ssm` (in any case) are reserved",
      "begin with a word of your own",
    ];
  }
  if (name.includes("/") && !name.startsWith("/")) {
    return ["a name with levels begins with `/`", `write "/${name}"`];
  }
  if (name.includes("//") || name.endsWith("/")) {
    return ["each level has a name", "take out the empty level"];
  }
  if (levels.length > MAX_LEVELS) {
    return [`a name has at most ${MAX_LEVELS} levels, and this has ${levels.length}`, "use fewer levels"];
  }
  const length = arnLength(name, region);
  if (length > MAX_ARN_LENGTH) {
    return [
      `the parameter's ARN has at most ${MAX_ARN_LENGTH} characters, and this would have ${length}`,
      `shorten the name by ${length - MAX_ARN_LENGTH}`,
    ];
  }
  return undefined;
}

/**
 * Refuses what SSM does not take as the name of a parameter.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function checkParameterName(region?: string): (name: string) => Finding | undefined {
  return (name) => {
    const refused = refusal(name, region);
    return refused && { code: "PARAMETER_NAME_INVALID", allowed: refused[0], fix: refused[1] };
  };
}
