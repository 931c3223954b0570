import { Fn, IResolvable, Op, Token } from "cdktf";
import {
  Arn,
  checkParameterName,
  checkPartition,
  Finding,
  isPublicParameter,
  parseArn,
  partitionOf,
  PUBLIC_PARAMETERS,
} from "../support";

const RESOURCE = "parameter";
const ARN_PREFIX = "/^arn:[^:]*:ssm:[^:]*:[^:]*:parameter/";
const ACCOUNT_PART = 4;

/** Where a parameter lives. */
export type ParameterPlace = Pick<Arn, "partition" | "region" | "account">;

/**
 * The ARN of a parameter; the slash that a name begins with is the one after `parameter`.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export function parameterArnOf(
  parameterName: string,
  { partition, region, account }: ParameterPlace,
): string {
  const path = parameterName.startsWith("/") ? parameterName : `/${parameterName}`;
  const owner = isPublicParameter(parameterName) ? "" : account;
  return `arn:${partition}:ssm:${region}:${owner}:${RESOURCE}${path}`;
}

/**
 * The name in an ARN, with `/` first when it has levels. Where only Terraform knows the ARN, the name
 * has `/` first.
 */
export function parameterNameOf(parameterArn: string): string {
  const arn = parseArn(parameterArn);
  return arn === undefined ? Fn.replace(parameterArn, ARN_PREFIX, "") : nameIn(arn);
}

/** Whether the parameter belongs to the account; a condition where only Terraform knows. */
export function isOwn(parameterArn: string, accountId: string): boolean | IResolvable {
  const owner =
    parseArn(parameterArn)?.account ?? Token.asString(Fn.element(Fn.split(":", parameterArn), ACCOUNT_PART));
  return Token.isUnresolved(owner) || Token.isUnresolved(accountId)
    ? Op.eq(owner, accountId)
    : owner === accountId;
}

function nameIn({ resource }: Arn): string {
  const name = resource.slice(RESOURCE.length + 1);
  return name.includes("/") ? `/${name}` : name;
}

/** Refuses an ARN that holds a selector, names no parameter, or one of another region than `region`. */
export function checkArnParts(region: string | undefined): (parameterArn: string) => Finding | undefined {
  return (parameterArn) => {
    const arn = parseArn(parameterArn);
    if (arn?.service !== "ssm" || !arn.resource.startsWith(`${RESOURCE}/`)) {
      return undefined;
    }
    return (
      checkSelectorApart(arn) ??
      (isPublicParameter(nameIn(arn))
        ? undefined
        : (checkParameterName(arn.region)(nameIn(arn)) ?? checkOwner(arn))) ??
      (region === undefined ? undefined : checkPlace(arn, region))
    );
  };
}

function checkSelectorApart({ resource }: Arn): Finding | undefined {
  return resource.includes(":")
    ? {
        code: "SELECTOR_INVALID",
        allowed: "the ARN of a parameter holds no version and no label",
        fix: "end it after the name, and give `version` or `label`",
      }
    : undefined;
}

function checkOwner({ account }: Arn): Finding | undefined {
  return /^\d{12}$/.test(account)
    ? undefined
    : {
        code: "PARAMETER_NAME_INVALID",
        allowed: `only public parameters (\`${PUBLIC_PARAMETERS}…\`) belong to no account`,
        fix: "write the ID of the account that owns the parameter into the ARN",
      };
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html */
function checkPlace({ partition, region: given }: Arn, region: string): Finding | undefined {
  return (
    checkPartition(partitionOf(region), partition) ??
    (given === region
      ? undefined
      : {
          code: "REGION_INVALID",
          allowed: `a parameter is read in its own region, and this reference is for ${region}`,
          fix: `give the ARN of the parameter in ${region}, or a \`provider\` of ${given}`,
        })
  );
}

/** Refuses the ARN of one's own parameter without levels, whose name decides: `web` and `/web` have the same ARN. */
export function checkOwnName(accountId: string | undefined): (parameterArn: string) => Finding | undefined {
  return (parameterArn) => {
    const arn = parseArn(parameterArn);
    if (arn?.account !== accountId || arn === undefined || nameIn(arn).startsWith("/")) {
      return undefined;
    }
    const name = nameIn(arn);
    return {
      code: "PARAMETER_NAME_INVALID",
      allowed: "a parameter of the own account is used by its name, and this ARN is that of two names",
      fix: `write \`parameterName\`: "${name}" or "/${name}"`,
    };
  };
}
