import { parseArn } from "./arn";
import { Checks } from "./checks";
import { Finding } from "./error";
import { checkParameterName } from "./parameter-name";
import { isPublicParameter } from "./public-parameter";

/** How an existing parameter is named: one of the two, and at most one selector. */
export interface ParameterReference {
  readonly parameterName?: string;
  readonly parameterArn?: string;
  readonly version?: number;
  readonly label?: string;
}

function checkReadableName(name: string): Finding | undefined {
  return isPublicParameter(name) ? undefined : checkParameterName()(name);
}

function checkParameterArn(text: string): Finding | undefined {
  const arn = parseArn(text);
  return arn?.service === "ssm" && arn.resource.startsWith("parameter/")
    ? undefined
    : {
        code: "PARAMETER_NAME_INVALID",
        allowed: "it must be the ARN of an SSM parameter",
        fix: 'write "arn:aws:ssm:REGION:ACCOUNT:parameter/NAME", or use `parameterName` for one of this account',
      };
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html */
function checkLabel(label: string): Finding | undefined {
  return /^(?!\d|aws|ssm)[a-zA-Z0-9_.-]{1,100}$/i.test(label)
    ? undefined
    : {
        code: "SELECTOR_INVALID",
        allowed:
          "a label has 1 to 100 letters, digits and `_.-`, and begins neither with a digit nor with aws or ssm",
        fix: "name a label that the parameter has",
      };
}

function checkParameterVersion(version: number): Finding | undefined {
  return Number.isInteger(version) && version >= 1
    ? undefined
    : {
        code: "SELECTOR_INVALID",
        allowed: "the version of a parameter is a whole number from 1",
        fix: "see `aws ssm get-parameter-history`",
      };
}

/** Adds to `checks` what is wrong with the reference. */
export function checkParameterReference(checks: Checks, reference: ParameterReference): void {
  const { parameterName, parameterArn, version, label } = reference;
  if ((parameterName === undefined) === (parameterArn === undefined)) {
    checks.refuse("parameterName", parameterName, {
      code: "PARAMETER_NAME_INVALID",
      allowed: "exactly one of `parameterName` and `parameterArn` must be given",
      fix: "name a parameter of this account, or give the ARN of one that another account shares",
    });
  }
  if (version !== undefined && label !== undefined) {
    checks.refuse("label", label, {
      code: "SELECTOR_INVALID",
      allowed: "a reference has either a `version` or a `label`",
      fix: "leave one of the two out",
    });
  }
  checks
    .value("parameterName", parameterName, checkReadableName)
    .value("parameterArn", parameterArn, checkParameterArn)
    .value("version", version, checkParameterVersion)
    .value("label", label, checkLabel);
}

/** The reference as SSM takes it: `NAME`, `NAME:3`, `ARN:stable`. */
export function parameterReference({
  parameterName,
  parameterArn,
  version,
  label,
}: ParameterReference): string {
  const selector = version ?? label;
  return `${parameterArn ?? parameterName}${selector === undefined ? "" : `:${selector}`}`;
}
