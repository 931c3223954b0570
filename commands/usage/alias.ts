import { parseArn } from "../../modules/support";

const PREFIX = "resolve:ssm:";
const PARAMETER = "parameter";

/** A parameter that a launch template names in place of an AMI. */
export interface Alias {
  /** As SSM takes it: name or ARN, with the selector. */
  readonly reference: string;
  /** Name of the parameter, with its first `/`. */
  readonly name: string;
  /** Version or label of the parameter, which holds it fast. @default - the latest version */
  readonly selector?: string;
}

/**
 * Reads `resolve:ssm:NAME`, `resolve:ssm:ARN`, both with `:VERSION` or `:LABEL` or without.
 * @returns undefined for all else
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html
 */
export function aliasOf(imageId: string): Alias | undefined {
  if (!imageId.startsWith(PREFIX)) {
    return undefined;
  }
  const reference = imageId.slice(PREFIX.length);
  const path = parseArn(reference)?.resource.slice(PARAMETER.length) ?? reference;
  const [name = "", selector] = path.split(":");
  return { reference, name, selector };
}
