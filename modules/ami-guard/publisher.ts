import { IConstruct } from "constructs";
import { AmiCopy } from "../ami-copy";
import { AmiDistribution } from "../ami-distribution";
import { AmiLaunchPermissions } from "../ami-launch-permissions";
import { AmiSource } from "../ami-source";

/** Whether a construct is part of what publishes images: whoever publishes an AMI names it by its ID. */
export function isPublisher(construct: IConstruct): boolean {
  return construct.node.scopes.some(
    (scope) =>
      scope instanceof AmiCopy ||
      scope instanceof AmiDistribution ||
      scope instanceof AmiLaunchPermissions ||
      scope instanceof AmiSource,
  );
}
