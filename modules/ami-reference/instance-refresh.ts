import type {
  AutoscalingGroupInstanceRefresh,
  AutoscalingGroupInstanceRefreshPreferences,
  AutoscalingGroupTag,
} from "@cdktf/provider-aws/lib/autoscaling-group";
import { Checks, checkTags, Finding } from "../support";

/** How a group follows the parameter. */
export interface InstanceRefreshProps {
  /**
   * How the instances are replaced. `skipMatching` and `autoRollback` can't be used with a launch
   * template that names a parameter.
   * @default - those of AWS: 90 percent of the instances stay healthy
   */
  readonly preferences?: AutoscalingGroupInstanceRefreshPreferences;
  /** Further arguments of the group whose change replaces the instances. @default - none */
  readonly triggers?: string[];
  /** The other tags of the group; a change of theirs replaces the instances too. @default - none */
  readonly tag?: AutoscalingGroupTag[];
  /** Key of the tag that holds the ID of the AMI. @default "ami-catalog:ami-id" */
  readonly tagKey?: string;
}

/** Properties of an `aws_autoscaling_group`, to be spread into it. */
export interface InstanceRefresh {
  /** Replaces the instances when a tag changes. */
  readonly instanceRefresh: AutoscalingGroupInstanceRefresh;
  /** The tags that were given, and the one with the AMI's ID. */
  readonly tag: AutoscalingGroupTag[];
}

const TAG_KEY = "ami-catalog:ami-id";
const TRIGGER = "tag";

/** Adds to `checks` what Auto Scaling or EC2 would refuse. */
export function checkInstanceRefresh(checks: Checks, props: InstanceRefreshProps): void {
  const { preferences = {}, tag = [], tagKey = TAG_KEY } = props;
  const tags = Object.fromEntries(tag.map(({ key, value }) => [key, value]));
  checks
    .refuse("preferences.skipMatching", preferences.skipMatching, checkPreference(preferences.skipMatching))
    .refuse("preferences.autoRollback", preferences.autoRollback, checkPreference(preferences.autoRollback))
    .value("tag", tags, checkTags(1))
    .value("tagKey", tagKey, (key) => checkTags()({ [key]: "" }) ?? checkFree(key, tags));
}

/** @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html */
function checkPreference(preference: unknown): Finding | undefined {
  return preference === true
    ? {
        code: "INSTANCE_REFRESH_INVALID",
        allowed: "Auto Scaling doesn't take it where the launch template names a parameter",
        fix: "leave it out",
      }
    : undefined;
}

function checkFree(key: string, tags: Readonly<Record<string, string>>): Finding | undefined {
  return Object.hasOwn(tags, key)
    ? { code: "TAGS_INVALID", allowed: "`tag` has this key too", fix: "choose another `tagKey`" }
    : undefined;
}

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StartInstanceRefresh.html */
export function instanceRefresh(amiId: string, props: InstanceRefreshProps): InstanceRefresh {
  const { preferences, triggers = [], tag = [], tagKey = TAG_KEY } = props;
  return {
    instanceRefresh: {
      strategy: "Rolling",
      triggers: [...new Set([...triggers, TRIGGER])],
      preferences,
    },
    tag: [...tag, { key: tagKey, value: amiId, propagateAtLaunch: false }],
  };
}
