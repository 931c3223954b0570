import { Construct } from "constructs";
import { Checks, checkAmiId, checkKmsKey, checkRegion } from "../support";
import { BoundSource, KnownAttributes } from "./attributes";

export interface FromIdProps extends KnownAttributes {
  /** `ami-` and 8 or 17 hexadecimal digits. */
  readonly amiId: string;
  /** Region that the AMI lives in. */
  readonly region: string;
  /** Whether it belongs to the account that publishes. @default true */
  readonly owned?: boolean;
}

export function fromId(scope: Construct, props: FromIdProps): BoundSource {
  new Checks(scope)
    .value("amiId", props.amiId, checkAmiId)
    .value("region", props.region, checkRegion)
    .value("kmsKeyId", props.kmsKeyId, checkKmsKey(props.region))
    .done();
  return {
    attributes: {
      ...props,
      rootDeviceType: props.rootDeviceType ?? "ebs",
      owned: props.owned ?? true,
      floating: false,
    },
  };
}
