import { DescribeLaunchTemplateVersionsCommand, EC2ServiceException } from "@aws-sdk/client-ec2";
import type { Context } from "../../front/context";
import type { Caller } from "../caller";

/** How a request names a version of a launch template. */
export interface TemplateSpecification {
  readonly id?: string;
  readonly name?: string;
  /** Number, `$Latest` or `$Default`. @default "$Default" */
  readonly version?: string;
}

/** Reads `<prefix>LaunchTemplateId`, `…LaunchTemplateName` and `…Version` of a query call. */
export function templateSpecification(
  params: Readonly<Record<string, unknown>>,
  prefix: string,
): TemplateSpecification | undefined {
  const [id, name, version] = ["LaunchTemplateId", "LaunchTemplateName", "Version"].map((key) => {
    const value = params[`${prefix}${key}`];
    return typeof value === "string" && value !== "" ? value : undefined;
  });
  return id === undefined && name === undefined ? undefined : { id, name, version };
}

/**
 * The ImageId of a launch template's version, as it is stored.
 * @returns `undefined` when it has none, or when there is no such template: moto refuses the call then
 */
export async function templateImageId(
  context: Context,
  { account, region }: Caller,
  { id, name, version }: TemplateSpecification,
): Promise<string | undefined> {
  const command = new DescribeLaunchTemplateVersionsCommand({
    LaunchTemplateId: id,
    LaunchTemplateName: name,
    Versions: [version ?? "$Default"],
  });
  try {
    const { LaunchTemplateVersions = [] } = await context.aws(account, region).ec2.send(command);
    return LaunchTemplateVersions[0]?.LaunchTemplateData?.ImageId;
  } catch (error) {
    if (error instanceof EC2ServiceException) {
      return undefined;
    }
    throw error;
  }
}
