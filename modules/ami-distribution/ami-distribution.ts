import { Annotations, ITerraformDependable, ref, TerraformStack, Token } from "cdktf";
import { DataAwsAmi } from "@cdktf/provider-aws/lib/data-aws-ami";
import { Construct } from "constructs";
import { AmiCopy, AmiTimeouts } from "../ami-copy";
import { AmiLaunchPermissions, AmiRecipients } from "../ami-launch-permissions";
import { AmiSource } from "../ami-source";
import { AmiParameterShare, AmiSsmParameter } from "../ami-ssm-parameter";
import {
  checkAmiName,
  Checks,
  checkVersion,
  Finding,
  isShared,
  markPublisher,
  ProviderAndRegion,
  regionArguments,
  requireRegion,
} from "../support";
import { needsCopy } from "./copy-decision";

export interface AmiDistributionProps extends AmiRecipients, ProviderAndRegion {
  /** Name of the image; with the version, the name of the copy: `al2023-arm64`. */
  readonly imageName: string;
  /** Version of the image; letters, digits and `_.-`. A version means one image for ever. */
  readonly version: string;
  /** Where the image comes from. */
  readonly source: AmiSource;
  /** The parameter is `PREFIX/versions/VERSION`: `/golden/al2023-arm64`. */
  readonly parameterPrefix: string;
  /** Encrypt the snapshots. Must be given when the source is encrypted and in another region. @default - as the source */
  readonly encrypted?: boolean;
  /** ARN of a customer managed KMS key of this region; needs `encrypted`. @default - the default EBS key when `encrypted` */
  readonly kmsKeyId?: string;
  /** Copy in the source's own region too, where nothing would change by it. @default false */
  readonly copyInSourceRegion?: boolean;
  /** At most 255 characters. @default - the name and the source region */
  readonly description?: string;
  /** UTC time in whole minutes, at most 10 years ahead; set on the copy. @default - never deprecated */
  readonly deprecationTime?: string;
  /** Tags of the copy and of the parameter. @default - only those that the modules add */
  readonly tags?: Record<string, string>;
  /** Let the same recipients read the parameter by its ARN, in the charged tier Advanced. @default false */
  readonly shareParameter?: boolean;
  /** A share that the parameter joins, in place of one of its own, in the charged tier Advanced. @default - none */
  readonly parameterShare?: AmiParameterShare;
  /** Refuse at plan another source than the first one. @default false */
  readonly immutable?: boolean;
  /** Add a Terraform `check` that the parameter has taken its value. @default false */
  readonly verify?: boolean;
  /** What must be there before the copy is made: the alias of its key. @default - what its arguments name */
  readonly copyDependsOn?: readonly ITerraformDependable[];
  /** @default - 90 minutes each */
  readonly timeouts?: AmiTimeouts;
}

/**
 * One version of one image in one region: source, copy where one is needed, permissions, parameter.
 *
 * The parameter is written last, when the recipients may launch what it names.
 */
export class AmiDistribution extends Construct {
  /** ID of the AMI that is distributed: the copy, or the source itself. */
  public readonly amiId: string;
  /** Who may launch it. */
  public readonly permissions: AmiLaunchPermissions;
  /** The parameter `PREFIX/versions/VERSION`. */
  public readonly parameter: AmiSsmParameter;
  /** The copy. @default - none: the source is distributed itself */
  public readonly copy?: AmiCopy;

  constructor(scope: Construct, id: string, props: AmiDistributionProps) {
    super(scope, id);
    markPublisher(this);
    const region = this.check(props);
    const { source } = props;
    const place = regionArguments(props, DataAwsAmi);
    if (needsCopy(source, { ...props, region })) {
      this.copy = this.makeCopy(props, place);
    } else {
      this.warnOfUnused(props);
    }
    this.amiId = this.copy?.amiId ?? source.amiId;
    this.permissions = new AmiLaunchPermissions(this, "Permissions", {
      ...recipientsOf(props),
      amiId: this.amiId,
      encrypted: this.copy ? props.encrypted : source.encrypted,
      kmsKeyId: this.copy ? props.kmsKeyId : source.kmsKeyId,
      snapshotIds: props.snapshotAccess === "copy" ? this.snapshotIds(props, place) : undefined,
      ...place,
    });
    this.parameter = new AmiSsmParameter(this, "Parameter", {
      parameterName: `${props.parameterPrefix}/versions/${props.version}`,
      amiId: this.amiId,
      description: `${props.imageName} ${props.version}`,
      tags: props.tags,
      tier: props.shareParameter || props.parameterShare ? "Advanced" : "Standard",
      share: props.parameterShare,
      shareWith: props.shareParameter ? recipientsOf(props) : undefined,
      verify: props.verify,
      immutable: props.immutable && this.copy === undefined,
      dependsOn: this.permissions.resources,
      ...place,
    });
  }

  private makeCopy(props: AmiDistributionProps, place: ProviderAndRegion): AmiCopy {
    const { source } = props;
    return new AmiCopy(this, "Copy", {
      name: copyName(props),
      version: props.version,
      sourceAmiId: source.amiId,
      sourceAmiRegion: source.region,
      sourceEncrypted: source.encrypted,
      freezeSource: source.floating,
      immutable: props.immutable,
      encrypted: props.encrypted,
      kmsKeyId: props.kmsKeyId,
      description: props.description,
      deprecationTime: props.deprecationTime,
      tags: props.tags,
      dependsOn: props.copyDependsOn,
      timeouts: props.timeouts,
      ...place,
    });
  }

  private snapshotIds(props: AmiDistributionProps, place: ProviderAndRegion): Record<string, string> {
    const deviceNames = props.source.ebsDeviceNames ?? [];
    const { copy } = this;
    if (copy) {
      return Object.fromEntries(deviceNames.map((device) => [device, copy.snapshotId(device)]));
    }
    const image = new DataAwsAmi(this, "Image", {
      ...place,
      owners: ["self"],
      filter: [{ name: "image-id", values: [this.amiId] }],
    });
    const mappings = `data.${image.terraformResourceType}.${image.friendlyUniqueId}.block_device_mappings`;
    return Object.fromEntries(
      deviceNames.map((device) => [
        device,
        Token.asString(
          ref(
            `one([for mapping in ${mappings} : mapping.ebs["snapshot_id"] if mapping.device_name == ${JSON.stringify(device)}])`,
            TerraformStack.of(this),
          ),
        ),
      ]),
    );
  }

  private warnOfUnused(props: AmiDistributionProps): void {
    const unused = (["deprecationTime", "description"] as const).filter((prop) => props[prop] !== undefined);
    if (unused.length > 0) {
      Annotations.of(this).addWarning(
        `${unused.map((prop) => `\`${prop}\``).join(" and ")} changes nothing here: in its own region the source AMI is distributed itself; set it where the AMI is made, or write \`copyInSourceRegion: true\``,
      );
    }
  }

  private check(props: AmiDistributionProps): string {
    const { source, kmsKeyId, encrypted } = props;
    const checks = new Checks(this)
      .value("version", props.version, checkVersion)
      .value("imageName", copyName(props), checkAmiName)
      .refuse("encrypted", encrypted, encryptionRefusal(source, encrypted === true || kmsKeyId !== undefined))
      .refuse("source", source.node.path, devicesRefusal(props));
    const region = requireRegion(checks, this, props, DataAwsAmi);
    checks.done();
    return region;
  }
}

function copyName(props: AmiDistributionProps): string {
  return `${props.imageName}-${props.version}`;
}

function recipientsOf(props: AmiDistributionProps): AmiRecipients {
  const { accountIds, organizationArns, organizationalUnitArns, isPublic, snapshotAccess } = props;
  return { accountIds, organizationArns, organizationalUnitArns, isPublic, snapshotAccess };
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/how-ami-copy-works.html */
function encryptionRefusal(source: AmiSource, encrypts: boolean): Finding | undefined {
  return encrypts && source.rootDeviceType === "instance-store"
    ? {
        code: "COPY_CHANGES_ENCRYPTION",
        allowed: "the copy of an instance-store-backed AMI can't be encrypted",
        fix: "leave `encrypted` and `kmsKeyId` out, or make the image EBS-backed",
      }
    : undefined;
}

function devicesRefusal(props: AmiDistributionProps): Finding | undefined {
  const { source, snapshotAccess } = props;
  if (snapshotAccess !== "copy" || !isShared(props)) {
    return undefined;
  }
  if (source.rootDeviceType === "instance-store") {
    return {
      code: "DEVICE_NAMES_MISSING",
      allowed: "an instance-store-backed AMI has no snapshots that could be shared",
      fix: 'leave `snapshotAccess` at "launch", and share the objects of the bundle in S3 with the accounts that copy',
    };
  }
  return source.ebsDeviceNames === undefined
    ? {
        code: "DEVICE_NAMES_MISSING",
        allowed:
          "the accounts that copy need every snapshot of the AMI, and its volumes are not known at synth",
        fix: 'give the source all its device names: `ebsDeviceNames: ["/dev/xvda", "/dev/sdb"]`',
      }
    : undefined;
}
