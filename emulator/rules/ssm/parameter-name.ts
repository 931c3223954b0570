import { AwsError } from "../../front/aws-error";
import type { Caller } from "../caller";
import { parameterArn } from "./parameter-reference";

const MAX_ARN_LENGTH = 1011;
const MAX_LEVELS = 15;

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

function checkCharacters(name: string): void {
  const path =
    "If formed as a path, it can consist of sub-paths divided by slash symbol; " +
    "each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_";
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name) || name.includes("//")) {
    throw invalid(`Parameter name: can't be prefixed with "ssm" (case-insensitive). ${path}`);
  }
  if (/^\/aws\//i.test(name)) {
    throw new AwsError("AccessDeniedException", `No access to reserved parameter name: ${name}.`);
  }
  if (/^\/?(?:aws|ssm)/i.test(name)) {
    throw invalid(`Parameter name: can't be prefixed with "aws" or "ssm" (case-insensitive). ${path}`);
  }
}

function checkHierarchy(name: string): void {
  if (name.includes("/") && !name.startsWith("/")) {
    throw invalid("Parameter name must be a fully qualified name.");
  }
  if (name.endsWith("/")) {
    throw invalid("Parameter name must not end with slash.");
  }
  const levels = name.split("/").filter((level) => level !== "").length;
  if (levels > MAX_LEVELS) {
    const message = `A parameter hierarchy can have a maximum of ${MAX_LEVELS} levels.`;
    throw new AwsError("HierarchyLevelLimitExceededException", message);
  }
}

/**
 * Refuses the names that PutParameter refuses.
 * @throws AwsError
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function checkParameterName(name: string, caller: Caller): void {
  if (name === "") {
    throw invalid("1 validation error detected: Value '' at 'name' failed to satisfy constraint.");
  }
  checkCharacters(name);
  checkHierarchy(name);
  if (parameterArn(caller, name).length > MAX_ARN_LENGTH) {
    throw invalid(`The parameter name with its ARN can have at most ${MAX_ARN_LENGTH} characters.`);
  }
}
