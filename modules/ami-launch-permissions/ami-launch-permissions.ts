import { Annotations, ITerraformDependable, Token } from "cdktf";
import { AmiLaunchPermission } from "@cdktf/provider-aws/lib/ami-launch-permission";
import { SnapshotCreateVolumePermission } from "@cdktf/provider-aws/lib/snapshot-create-volume-permission";
import { Construct } from "constructs";
import {
  checkAmiId,
  checkKmsKey,
  checkPrincipals,
  Checks,
  checkSnapshotId,
  EACH_VALUE,
  Finding,
  forEachOf,
  isShared,
  markPublisher,
  optionalRegion,
  partitionOf,
  ProviderAndRegion,
  regionArguments,
} from "../support";

/**
 * What the accounts may do with the image: launch it, or copy it too, which needs its snapshots.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/how-ami-copy-works.html
 */
export type SnapshotAccess = "launch" | "copy";

/** For whom an AMI is shared. Without anyone the permission is implicit: only the owner may launch. */
export interface AmiRecipients {
  /** 12-digit account IDs; literal, or a list that only Terraform knows. @default - none */
  readonly accountIds?: string[];
  /** `arn:aws:organizations::ACCOUNT:organization/o-ID`. @default - none */
  readonly organizationArns?: string[];
  /** `arn:aws:organizations::ACCOUNT:ou/o-ID/ou-ROOT-ID`; covers all accounts below. @default - none */
  readonly organizationalUnitArns?: string[];
  /** Let every AWS account launch the AMI. Never with encryption. @default false */
  readonly isPublic?: boolean;
  /** @default "launch" */
  readonly snapshotAccess?: SnapshotAccess;
}

export interface AmiLaunchPermissionsProps extends AmiRecipients, ProviderAndRegion {
  /** ID of an AMI that this account owns. */
  readonly amiId: string;
  /** Whether its snapshots are encrypted, where that is known. @default - not known */
  readonly encrypted?: boolean;
  /** ARN of the customer managed KMS key of its snapshots. @default - the default EBS key when `encrypted` */
  readonly kmsKeyId?: string;
  /** Snapshot ID of each EBS volume by device name; needed for `snapshotAccess: "copy"`. @default - none */
  readonly snapshotIds?: Record<string, string>;
}

/**
 * Who may launch an AMI besides its owner: one `aws_ami_launch_permission` for each kind of
 * principal, with the principal in the resource's address.
 */
export class AmiLaunchPermissions extends Construct {
  /** The underlying permissions, for `dependsOn`. */
  public readonly resources: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AmiLaunchPermissionsProps) {
    super(scope, id);
    markPublisher(this);
    this.check(props);
    if (props.isPublic) {
      Annotations.of(this).addWarning(
        "every AWS account can launch this AMI and read its disk; the account must allow it too (block public access for AMIs is on by default)",
      );
    }
    this.resources = [...this.launchPermissions(props), ...this.snapshotPermissions(props)];
  }

  private launchPermissions(props: AmiLaunchPermissionsProps): ITerraformDependable[] {
    const { accountIds = [], organizationArns = [], organizationalUnitArns = [] } = props;
    const shared = {
      ...regionArguments(props, AmiLaunchPermission),
      imageId: props.amiId,
      lifecycle: { createBeforeDestroy: true },
    };
    const made: ITerraformDependable[] = [];
    if (accountIds.length > 0) {
      const forEach = forEachOf(this, accountIds);
      made.push(new AmiLaunchPermission(this, "Account", { ...shared, forEach, accountId: EACH_VALUE }));
    }
    if (organizationArns.length > 0) {
      const forEach = forEachOf(this, organizationArns);
      made.push(
        new AmiLaunchPermission(this, "Organization", { ...shared, forEach, organizationArn: EACH_VALUE }),
      );
    }
    if (organizationalUnitArns.length > 0) {
      const forEach = forEachOf(this, organizationalUnitArns);
      made.push(
        new AmiLaunchPermission(this, "OrganizationalUnit", {
          ...shared,
          forEach,
          organizationalUnitArn: EACH_VALUE,
        }),
      );
    }
    if (props.isPublic) {
      made.push(new AmiLaunchPermission(this, "Public", { ...shared, group: "all" }));
    }
    return made;
  }

  private snapshotPermissions(props: AmiLaunchPermissionsProps): ITerraformDependable[] {
    const { accountIds = [], snapshotIds = {} } = props;
    if (props.snapshotAccess !== "copy" || accountIds.length === 0) {
      return [];
    }
    const forEach = forEachOf(this, accountIds);
    return Object.entries(snapshotIds).map(
      ([deviceName, snapshotId]) =>
        new SnapshotCreateVolumePermission(this, `Snapshot${deviceName.replace(/\W+/g, "-")}`, {
          ...regionArguments(props, SnapshotCreateVolumePermission),
          forEach,
          accountId: EACH_VALUE,
          snapshotId,
          lifecycle: { createBeforeDestroy: true },
        }),
    );
  }

  private check(props: AmiLaunchPermissionsProps): void {
    const checks = new Checks(this);
    const region = optionalRegion(checks, this, props, AmiLaunchPermission);
    checks.value("amiId", props.amiId, checkAmiId).value("kmsKeyId", props.kmsKeyId, checkKmsKey(region));
    for (const [deviceName, snapshotId] of Object.entries(props.snapshotIds ?? {})) {
      checks.value(`snapshotIds.${deviceName}`, snapshotId, checkSnapshotId);
    }
    checkPrincipals(checks, props, region === undefined ? undefined : partitionOf(region));
    checks
      .refuse("isPublic", props.isPublic, publicRefusal(props))
      .refuse("kmsKeyId", props.kmsKeyId, defaultKeyRefusal(props))
      .refuse("snapshotAccess", props.snapshotAccess, snapshotRefusal(props))
      .done();
  }
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html */
function publicRefusal({ isPublic, encrypted, kmsKeyId }: AmiLaunchPermissionsProps): Finding | undefined {
  return isPublic && (encrypted === true || kmsKeyId !== undefined)
    ? {
        code: "ENCRYPTED_PUBLIC",
        allowed: "an encrypted AMI can't be public",
        fix: "share it with accounts or organisations, or publish an unencrypted copy",
      }
    : undefined;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-explicit.html */
function defaultKeyRefusal(props: AmiLaunchPermissionsProps): Finding | undefined {
  return props.encrypted === true && props.kmsKeyId === undefined && isShared(props)
    ? {
        code: "KMS_KEY_DEFAULT_SHARED",
        allowed: "an AMI under the default EBS key can't be shared: no other account can use that key",
        fix: "encrypt with a customer managed key that the recipients may use (`AmiEncryptionKey`) and give its ARN",
      }
    : undefined;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySnapshotAttribute.html */
function snapshotRefusal(props: AmiLaunchPermissionsProps): Finding | undefined {
  if (props.snapshotAccess !== "copy") {
    return undefined;
  }
  const { accountIds = [], organizationArns = [], organizationalUnitArns = [], snapshotIds = {} } = props;
  if (organizationArns.length + organizationalUnitArns.length > 0) {
    return {
      code: "SNAPSHOT_PRINCIPAL",
      allowed: "a snapshot can be shared with accounts only, never with an organisation or an OU",
      fix: 'name the accounts that copy in `accountIds` of an `AmiLaunchPermissions` of their own, and leave the organisation at "launch"',
    };
  }
  return accountIds.length === 0 || Object.keys(snapshotIds).length > 0 || Token.isUnresolved(snapshotIds)
    ? undefined
    : {
        code: "DEVICE_NAMES_MISSING",
        allowed: "the accounts that copy need every snapshot of the AMI, and none is named",
        fix: 'give the snapshot of each volume: `snapshotIds: { "/dev/xvda": copy.snapshotId("/dev/xvda") }`',
      };
}
