import { AwsError } from "../../front/aws-error";
import type { Context, ResourceShare } from "../../front/context";
import type { Caller } from "../caller";
import { parameterArn, parseReference } from "../ssm/parameter-reference";
import type { Parameters } from "../ssm/parameters";
import { principalAccount, type ResourceShares } from "./resource-shares";

const ORGANIZATION = /^arn:aws[\w-]*:organizations::\d{12}:(?:organization\/(o-\w+)|ou\/o-\w+\/(ou-[\w-]+))$/;
const SERVICE = /^[a-z0-9-]+\.amazonaws\.com$/;
const ARN = /^arn:aws[\w-]*:[a-z0-9-]+:[a-z0-9-]*:\d{12}:.+$/;

/** Only the owner's own organisation can be named, and it exists only with the owner in it. */
function checkOrganization(context: Context, owner: string, principal: string): void {
  const [, organization, unit] = ORGANIZATION.exec(principal) ?? [];
  const own = context.organizations.membership(owner)?.organizationArn;
  const id = own?.split("/").at(-1);
  if (organization !== undefined && principal !== own) {
    throw new AwsError("UnknownResourceException", `Organization ${organization} could not be found.`);
  }
  if (unit !== undefined && (id === undefined || !principal.includes(`/${id}/`))) {
    const message = `OrganizationalUnit ${unit} in unknown organization could not be found.`;
    throw new AwsError("UnknownResourceException", message);
  }
}

/**
 * Checks who a share is given to.
 * @throws AwsError
 * @see https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html
 */
export function checkPrincipal(
  context: Context,
  shares: ResourceShares,
  share: ResourceShare,
  principal: string,
): void {
  if (ORGANIZATION.test(principal)) {
    checkOrganization(context, share.owner, principal);
    return;
  }
  if (principalAccount(principal) === undefined && !SERVICE.test(principal)) {
    throw new AwsError(
      "InvalidParameterException",
      `Principal ID ${principal} is malformed. Verify the ID and try again.`,
    );
  }
  if (!share.allowExternalPrincipals && shares.isExternal(share, principal)) {
    throw new AwsError(
      "OperationNotPermittedException",
      `The resource share ${share.arn} does not allow principals outside the organization: ${principal}.`,
    );
  }
}

async function checkParameter(parameters: Parameters, owner: Caller, arn: string): Promise<void> {
  const reference = parseReference(arn, owner);
  const parameter =
    reference && reference.selector === undefined && (await parameters.describe(owner, reference.name));
  if (!parameter || parameterArn(owner, parameter.Name ?? "") !== arn) {
    throw new AwsError("UnknownResourceException", `Resource ${arn} could not be found.`);
  }
  if (parameter.Tier !== "Advanced") {
    throw new AwsError(
      "InvalidParameterException",
      `The parameter ${arn} uses the standard-parameter tier. Only advanced parameters can be shared.`,
    );
  }
}

/**
 * Checks what is shared: a resource of the owner and of the share's region. Parameters must be Advanced.
 * @throws AwsError
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
 */
export async function checkResource(
  parameters: Parameters,
  share: ResourceShare,
  arn: string,
): Promise<void> {
  const [, , service, region, account] = arn.split(":");
  if (!ARN.test(arn)) {
    const message = `The specified resource ARN ${arn} is not valid. Verify the ARN and try again.`;
    throw new AwsError("MalformedArnException", message);
  }
  if (account !== share.owner) {
    throw new AwsError("OperationNotPermittedException", `You do not own the resource ${arn}.`);
  }
  if (region !== "" && region !== share.region) {
    const message = `The resource ${arn} is not in the region of the resource share, ${share.region}.`;
    throw new AwsError("InvalidParameterException", message);
  }
  if (service === "ssm") {
    await checkParameter(parameters, { account: share.owner, region: share.region }, arn);
  }
}
