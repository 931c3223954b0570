import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { Construct } from "constructs";
import {
  checkKmsKey,
  checkParameterReference,
  Checks,
  isPublicParameter,
  parameterReference,
  ProviderAndRegion,
  regionArguments,
  requireRegion,
} from "../support";
import { BoundSource, KnownAttributes } from "./attributes";

export interface FromParameterProps extends KnownAttributes, ProviderAndRegion {
  /** Name of a parameter of this account, or of a public one (`/aws/service/…`). @default - `parameterArn` */
  readonly parameterName?: string;
  /** ARN of a parameter that another account shares. @default - `parameterName` */
  readonly parameterArn?: string;
  /** Version of the parameter, from 1. @default - the latest */
  readonly version?: number;
  /** Label of a version of the parameter. @default - the latest version */
  readonly label?: string;
  /** Whether the AMI belongs to the account that publishes. @default - true for a parameter of this account */
  readonly owned?: boolean;
}

export function fromParameter(scope: Construct, props: FromParameterProps): BoundSource {
  const checks = new Checks(scope);
  checkParameterReference(checks, props);
  const region = requireRegion(checks, scope, props, DataAwsSsmParameter);
  checks.value("kmsKeyId", props.kmsKeyId, checkKmsKey(region)).done();
  const parameter = new DataAwsSsmParameter(scope, "Resource", {
    ...regionArguments(props, DataAwsSsmParameter),
    name: parameterReference(props),
  });
  const { parameterName } = props;
  return {
    resource: parameter,
    attributes: {
      ...props,
      region,
      amiId: parameter.insecureValue,
      rootDeviceType: props.rootDeviceType ?? "ebs",
      owned: props.owned ?? (parameterName !== undefined && !isPublicParameter(parameterName)),
      floating: props.version === undefined,
    },
  };
}
