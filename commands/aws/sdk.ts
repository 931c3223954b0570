import { Refusal } from "../refusal";

/** The clients of AWS's SDK, each loaded by the commands that ask AWS and by no other. */
export interface Sdk {
  readonly autoScaling: typeof import("@aws-sdk/client-auto-scaling");
  readonly ec2: typeof import("@aws-sdk/client-ec2");
  readonly ssm: typeof import("@aws-sdk/client-ssm");
  readonly sts: typeof import("@aws-sdk/client-sts");
}

export const SDK_PACKAGES = [
  "@aws-sdk/client-auto-scaling",
  "@aws-sdk/client-ec2",
  "@aws-sdk/client-ssm",
  "@aws-sdk/client-sts",
] as const;

/**
 * Loads the SDK, which is an optional peer of this package. The peer takes any version 3, so that a project with an old
 * one can install this package all the same.
 * @throws Refusal `AWS_SDK_MISSING`
 */
export async function loadSdk(): Promise<Sdk> {
  try {
    const [autoScaling, ec2, ssm, sts] = await Promise.all([
      import("@aws-sdk/client-auto-scaling"),
      import("@aws-sdk/client-ec2"),
      import("@aws-sdk/client-ssm"),
      import("@aws-sdk/client-sts"),
    ]);
    if (!("DescribeImageReferencesCommand" in ec2)) {
      throw sdkMissing();
    }
    return { autoScaling, ec2, ssm, sts };
  } catch (error) {
    throw isMissing(error) ? sdkMissing() : error;
  }
}

function isMissing(error: unknown): boolean {
  const { code, message = "" } = Object(error) as { readonly code?: string; readonly message?: string };
  return (
    (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") &&
    SDK_PACKAGES.some((name) => message.includes(name))
  );
}

function sdkMissing(): Refusal {
  return new Refusal({
    code: "AWS_SDK_MISSING",
    allowed: `this command asks AWS through its SDK, of which ${SDK_PACKAGES.join(", ")} are needed, and not all are installed or new enough`,
    fix: `run \`npm install --save-dev ${SDK_PACKAGES.join(" ")}\``,
  });
}
