import { Construct } from "constructs";
import {
  checkAmiName,
  checkDeprecationTime,
  checkDescription,
  checkKmsKey,
  Checks,
  checkTags,
  ProviderAndRegion,
  regionArguments,
  requireRegion,
  ResourceClass,
  warnIfDeprecated,
} from "../support";

/** What every AMI that is made here takes. */
export interface NewAmiProps extends ProviderAndRegion {
  /** 3 to 128 characters; a short hash of the source is added, so that a replacement has a name of its own. */
  readonly name: string;
  /** At most 255 characters. @default - the name */
  readonly description?: string;
  /** UTC time in whole minutes, at most 10 years ahead. @default - never deprecated */
  readonly deprecationTime?: string;
  /** At most 50 with `Name`, which is added. @default - only `Name` */
  readonly tags?: Record<string, string>;
}

const MAX_DESCRIPTION = 255;

/** Adds to `checks` what is wrong, and yields the region. */
export function checkNewAmi(
  checks: Checks,
  scope: Construct,
  props: NewAmiProps & { readonly kmsKeyId?: string },
  resource: ResourceClass,
): string {
  checks
    .value("name", props.name, checkAmiName)
    .value("description", props.description, checkDescription(MAX_DESCRIPTION))
    .value("deprecationTime", props.deprecationTime, checkDeprecationTime)
    .value("tags", props.tags, checkTags(props.tags?.Name === undefined ? 1 : 0));
  const region = requireRegion(checks, scope, props, resource);
  checks.value("kmsKeyId", props.kmsKeyId, checkKmsKey(region));
  return region;
}

/** The arguments that follow from the common properties. */
export function newAmiArguments(scope: Construct, props: NewAmiProps, resource: ResourceClass) {
  warnIfDeprecated(scope, props.deprecationTime);
  return {
    ...regionArguments(props, resource),
    description: props.description ?? props.name,
    deprecationTime: props.deprecationTime,
    tags: { Name: props.name, ...props.tags },
    lifecycle: { createBeforeDestroy: true },
  };
}
