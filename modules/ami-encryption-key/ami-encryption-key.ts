import { Fn, ITerraformDependable, Token } from "cdktf";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { ownerStatement, PolicyStatement, keyPolicyStatements, serviceRoleStatements } from "./key-policy";
import {
  checkKmsAlias,
  checkPrincipals,
  Checks,
  checkReservedTags,
  checkTags,
  Finding,
  partitionOf,
  ProviderAndRegion,
  regionArguments,
  requireRegion,
} from "../support";

/** Who may use the key. */
export interface AmiEncryptionKeyProps extends ProviderAndRegion {
  /** Alias without `alias/`, at most 250 of `A-Z a-z 0-9 / _ -`: `golden-ami`. @default - no alias */
  readonly aliasName?: string;
  /** @default "Encrypts golden AMIs" */
  readonly description?: string;
  /** Accounts that may use the key. @default - none */
  readonly accountIds?: string[];
  /** ARNs of organisations whose accounts may use the key; literal. @default - none */
  readonly organizationArns?: string[];
  /** ARNs of OUs whose accounts may use the key; literal. @default - none */
  readonly organizationalUnitArns?: string[];
  /**
   * Let Auto Scaling launch with the key in the key's own account. The role
   * `AWSServiceRoleForAutoScaling` must exist: KMS refuses a policy that names one that doesn't.
   * @default false
   */
  readonly allowAutoScaling?: boolean;
  /** Let Spot launch with the key in the key's own account; `AWSServiceRoleForEC2Spot` must exist. @default false */
  readonly allowSpot?: boolean;
  /** Days between the order to delete the key and its end, 7 to 30. @default 30 */
  readonly deletionWindowInDays?: number;
  /** At most 50 with the one that is added. @default - only the one that is added */
  readonly tags?: Record<string, string>;
}

/**
 * Tag whose value is the construct's path: KMS gives a key no name that could be taken, so that one which an
 * interrupted deploy left is found by it.
 */
export const KEY_TAG = "ami-catalog:key";

/** What a tag's value can't hold. @see https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html */
const NOT_IN_TAG = /[^A-Za-z0-9 _.:/=+@-]+/g;
const TAG_LENGTH = 256;

/**
 * A KMS key for the snapshots of AMIs, with yearly rotation and a policy that lets the recipients
 * of the AMIs use it, and nobody else.
 */
export class AmiEncryptionKey extends Construct {
  /** ARN of the key: the `kmsKeyId` of a copy. */
  public readonly kmsKeyArn: string;
  /** The underlying `aws_kms_key`. */
  public readonly resource: KmsKey;
  /** The key and its alias, for `dependsOn`. */
  public readonly resources: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AmiEncryptionKeyProps = {}) {
    super(scope, id);
    const region = this.check(props);
    const identity = new DataAwsCallerIdentity(this, "Identity", { provider: props.provider });
    this.resource = new KmsKey(this, "Resource", {
      ...regionArguments(props, KmsKey),
      description: props.description ?? "Encrypts golden AMIs",
      enableKeyRotation: true,
      deletionWindowInDays: props.deletionWindowInDays ?? 30,
      policy: policyText(statements(partitionOf(region), identity.accountId, props), props),
      tags: { ...props.tags, [KEY_TAG]: this.node.path.replace(NOT_IN_TAG, "-").slice(-TAG_LENGTH) },
    });
    this.resources = [this.resource, ...this.makeAlias(props)];
    this.kmsKeyArn = this.resource.arn;
  }

  private makeAlias(props: AmiEncryptionKeyProps): KmsAlias[] {
    if (props.aliasName === undefined) {
      return [];
    }
    const name = `alias/${props.aliasName}`;
    const targetKeyId = this.resource.keyId;
    return [new KmsAlias(this, "Alias", { ...regionArguments(props, KmsAlias), name, targetKeyId })];
  }

  private check(props: AmiEncryptionKeyProps): string {
    const checks = new Checks(this)
      .value("aliasName", props.aliasName, checkKmsAlias)
      .value("deletionWindowInDays", props.deletionWindowInDays, checkDeletionWindow)
      .value("tags", props.tags, (tags) => checkReservedTags(tags) ?? checkTags(1)(tags));
    const region = requireRegion(checks, this, props, KmsKey);
    checkPrincipals(checks, props, partitionOf(region));
    checks
      .refuse("organizationArns", props.organizationArns, literalOnly(props.organizationArns))
      .refuse(
        "organizationalUnitArns",
        props.organizationalUnitArns,
        literalOnly(props.organizationalUnitArns),
      )
      .done();
    return region;
  }
}

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
function checkDeletionWindow(days: number): Finding | undefined {
  return Number.isInteger(days) && days >= 7 && days <= 30
    ? undefined
    : {
        code: "KMS_DELETION_WINDOW_INVALID",
        allowed: "a key waits 7 to 30 whole days for its end",
        fix: "write a number from 7 to 30, or leave it out for 30",
      };
}

/** The policy takes the ID of an organisation out of its ARN, which can't be done with a token. */
function literalOnly(arns: string[] | undefined): Finding | undefined {
  return arns !== undefined && Token.isUnresolved(arns)
    ? {
        code: "ORGANIZATION_ARN_INVALID",
        allowed: "the ARNs for a key policy must be known at synth",
        fix: "write the ARNs literally, or pass a key of your own as `kmsKeyId`",
      }
    : undefined;
}

function statements(partition: string, accountId: string, props: AmiEncryptionKeyProps): PolicyStatement[] {
  const role = (service: string, name: string) =>
    `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}.amazonaws.com/${name}`;
  return [
    ownerStatement(partition, accountId),
    ...keyPolicyStatements(props),
    ...(props.allowAutoScaling
      ? serviceRoleStatements("AutoScaling", role("autoscaling", "AWSServiceRoleForAutoScaling"))
      : []),
    ...(props.allowSpot ? serviceRoleStatements("Spot", role("spot", "AWSServiceRoleForEC2Spot")) : []),
  ];
}

/** Terraform encodes the policy only where a whole list is known to it alone: account IDs need no escape. */
function policyText(Statement: PolicyStatement[], { accountIds }: AmiEncryptionKeyProps): string {
  const policy = { Version: "2012-10-17", Statement };
  return accountIds !== undefined && Token.isUnresolved(accountIds)
    ? Fn.jsonencode(policy)
    : JSON.stringify(policy);
}
