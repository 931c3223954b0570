/** What RAM grants for a parameter unless the share names another permission. */
const DEFAULT_PARAMETER_PERMISSION = "AWSRAMDefaultPermissionSSMParameterReadOnly";

/** End of the name of the permission that also lets recipients read old versions. */
export const HISTORY_PERMISSION = "SSMParameterReadOnlyWithHistory";

/** ARN of an AWS managed permission, in the partition of the share. */
function managedPermission(shareArn: string, name: string): string {
  return `arn:${shareArn.split(":")[1] ?? "aws"}:ram::aws:permission/${name}`;
}

/** RAM's name of the resource's type: `ssm:Parameter`, `ec2:Subnet`, … */
export function resourceType(arn: string): string {
  const [, , service = "", , , resource = ""] = arn.split(":");
  const kind = resource.split("/")[0] ?? "";
  const words = kind.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${service}:${words.join("")}`;
}

/** The permission that RAM adds with the first resource of a type, where it is known here. */
export function defaultPermission(shareArn: string, resourceArn: string): string | undefined {
  return resourceType(resourceArn) === "ssm:Parameter"
    ? managedPermission(shareArn, DEFAULT_PARAMETER_PERMISSION)
    : undefined;
}

/** Whether the permission is one for parameters. */
export function isParameterPermission(arn: string): boolean {
  return arn.includes("SSMParameter");
}
