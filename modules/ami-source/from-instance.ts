import { AmiFromInstance } from "@cdktf/provider-aws/lib/ami-from-instance";
import { Construct } from "constructs";
import { checkInstanceId, Checks, uniqueAmiName } from "../support";
import { BoundSource, KnownAttributes } from "./attributes";
import { checkNewAmi, NewAmiProps, newAmiArguments } from "./new-ami";

export interface FromInstanceProps extends NewAmiProps, KnownAttributes {
  /** ID of an EBS-backed instance. */
  readonly sourceInstanceId: string;
  /** Take the snapshots without stopping the instance: quicker, but files may be half-written. @default false */
  readonly snapshotWithoutReboot?: boolean;
}

export function fromInstance(scope: Construct, props: FromInstanceProps): BoundSource {
  const checks = new Checks(scope).value("sourceInstanceId", props.sourceInstanceId, checkInstanceId);
  const region = checkNewAmi(checks, scope, props, AmiFromInstance);
  checks.done();
  const snapshotWithoutReboot = props.snapshotWithoutReboot ?? false;
  const ami = new AmiFromInstance(scope, "Resource", {
    ...newAmiArguments(scope, props, AmiFromInstance),
    name: uniqueAmiName(props.name, [props.sourceInstanceId, snapshotWithoutReboot]),
    sourceInstanceId: props.sourceInstanceId,
    snapshotWithoutReboot,
  });
  return {
    resource: ami,
    attributes: { ...props, region, amiId: ami.id, rootDeviceType: "ebs", owned: true, floating: false },
  };
}
