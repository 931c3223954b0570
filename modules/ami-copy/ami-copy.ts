import { ITerraformDependable, ref, TerraformStack, Token } from "cdktf";
import { AmiCopy as AwsAmiCopy } from "@cdktf/provider-aws/lib/ami-copy";
import { Construct } from "constructs";
import {
  checkAmiId,
  checkAmiName,
  checkDeprecationTime,
  checkDescription,
  checkKmsKey,
  checkPartition,
  checkRegion,
  Checks,
  checkReservedTags,
  checkTags,
  markPublisher,
  optionalRegion,
  partitionOf,
  ProviderAndRegion,
  regionArguments,
  unchanged,
  uniqueAmiName,
  warnIfDeprecated,
} from "../support";

/** How long Terraform waits for AWS, as Terraform writes durations: `90m`. */
export interface AmiTimeouts {
  /** @default "90m" */
  readonly create?: string;
  /** @default "90m" */
  readonly update?: string;
  /** @default "90m" */
  readonly delete?: string;
}

/** A copy: of what, under which name, and how it is encrypted. */
export interface AmiCopyProps extends ProviderAndRegion {
  /**
   * Name of the copy, 3 to 128 characters. A short hash of the source and of the encryption is
   * added: a replacement is made before the old copy goes, and a name is taken once in a region.
   */
  readonly name: string;
  /** ID of the AMI that is copied. */
  readonly sourceAmiId: string;
  /** Region of the AMI that is copied. */
  readonly sourceAmiRegion: string;
  /** At most 255 characters. @default - the name and the source region */
  readonly description?: string;
  /**
   * Encrypt the copy's snapshots. Must be given when the source is encrypted: encryption can't be
   * taken away, and the provider asks for an unencrypted copy otherwise.
   * @default false
   */
  readonly encrypted?: boolean;
  /**
   * ARN of a KMS key of the target region; needs `encrypted`.
   * @default - the default EBS key when `encrypted`: such a copy can't be shared
   */
  readonly kmsKeyId?: string;
  /** Whether the source is encrypted, where that is known. @default - not known */
  readonly sourceEncrypted?: boolean;
  /**
   * Keep the first source: a later change of `sourceAmiId` neither replaces nor changes the copy.
   * For sources that move by themselves (a lookup, a parameter).
   * @default false
   */
  readonly freezeSource?: boolean;
  /**
   * Freeze the source, and refuse at plan a `sourceAmiId` that differs from the first one: for
   * copies that stand for one image for ever.
   * @default false
   */
  readonly immutable?: boolean;
  /** Version of the image, for the tag `ami-catalog:version`. @default - no such tag */
  readonly version?: string;
  /** UTC time in whole minutes, at most 10 years ahead. @default - never deprecated */
  readonly deprecationTime?: string;
  /** ARN of the Outpost that takes the snapshots. @default - the region */
  readonly destinationOutpostArn?: string;
  /** At most 50 with those that are added. @default - only those that are added */
  readonly tags?: Record<string, string>;
  /** What must be there before the copy is made: the alias of its key. @default - what its arguments name */
  readonly dependsOn?: readonly ITerraformDependable[];
  /** A big image takes longer than the provider's 40 minutes. @default - 90 minutes each */
  readonly timeouts?: AmiTimeouts;
}

const TAG_SOURCE_AMI = "ami-catalog:source-ami";
const TAG_SOURCE_REGION = "ami-catalog:source-region";
const TAG_VERSION = "ami-catalog:version";
const MAX_DESCRIPTION = 255;

/**
 * A copy of an AMI in `region`, or in that of the provider.
 *
 * Terraform makes a replacement before it destroys the old copy, so that a parameter can move in between.
 */
export class AmiCopy extends Construct {
  /** ID of the copy. */
  public readonly amiId: string;
  /** The underlying `aws_ami_copy`. */
  public readonly resource: AwsAmiCopy;

  constructor(scope: Construct, id: string, props: AmiCopyProps) {
    super(scope, id);
    markPublisher(this);
    this.check(props);
    warnIfDeprecated(this, props.deprecationTime);
    const encrypted = props.encrypted ?? false;
    const { freezeSource = false, immutable = false } = props;
    const frozen = freezeSource || immutable;
    const replacing = [props.sourceAmiRegion, encrypted, props.kmsKeyId, props.destinationOutpostArn];
    this.resource = new AwsAmiCopy(this, "Resource", {
      ...regionArguments(props, AwsAmiCopy),
      name: uniqueAmiName(props.name, frozen ? replacing : [props.sourceAmiId, ...replacing]),
      description: props.description ?? `${props.name}, copied from ${props.sourceAmiRegion}`,
      sourceAmiId: props.sourceAmiId,
      sourceAmiRegion: props.sourceAmiRegion,
      encrypted,
      kmsKeyId: props.kmsKeyId,
      destinationOutpostArn: props.destinationOutpostArn,
      deprecationTime: props.deprecationTime,
      tags: { ...props.tags, ...addedTags(props) },
      timeouts: { create: "90m", update: "90m", delete: "90m", ...props.timeouts },
      dependsOn: props.dependsOn && [...props.dependsOn],
      lifecycle: {
        createBeforeDestroy: true,
        ignoreChanges: frozen ? ["source_ami_id", `tags["${TAG_SOURCE_AMI}"]`] : undefined,
        postcondition:
          immutable && !freezeSource
            ? [unchanged(this, "source_ami_id", props.sourceAmiId, props.name)]
            : undefined,
      },
    });
    this.amiId = this.resource.id;
  }

  /** ARN of the copy. */
  public get amiArn(): string {
    return this.resource.arn;
  }

  /**
   * ID of the copy's snapshot of one volume.
   * @param deviceName device name as in the source: `/dev/xvda`
   */
  public snapshotId(deviceName: string): string {
    const address = `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
    const devices = `for device in ${address}.ebs_block_device : device.snapshot_id`;
    const snapshotId = `one([${devices} if device.device_name == ${JSON.stringify(deviceName)}])`;
    return Token.asString(ref(snapshotId, TerraformStack.of(this)));
  }

  private check(props: AmiCopyProps): void {
    const checks = new Checks(this);
    const region = optionalRegion(checks, this, props, AwsAmiCopy);
    const { encrypted, kmsKeyId, sourceEncrypted, sourceAmiRegion } = props;
    const partition = region === undefined ? undefined : partitionOf(region);
    checks
      .value("name", props.name, checkAmiName)
      .value("sourceAmiId", props.sourceAmiId, checkAmiId)
      .value(
        "sourceAmiRegion",
        sourceAmiRegion,
        (given) => checkRegion(given) ?? checkPartition(partition, partitionOf(given)),
      )
      .value("description", props.description, checkDescription(MAX_DESCRIPTION))
      .value("encrypted", encrypted ?? false, (given) =>
        given || sourceEncrypted !== true
          ? undefined
          : {
              code: "ENCRYPTION_REQUIRED",
              allowed: "the source is encrypted, and a copy can't take encryption away",
              fix: "write `encrypted: true`, with a `kmsKeyId` of the target region if the copy is shared",
            },
      )
      .value("kmsKeyId", kmsKeyId, checkKmsKey(region))
      .refuse(
        "kmsKeyId",
        kmsKeyId,
        kmsKeyId === undefined || encrypted === true
          ? undefined
          : {
              code: "KMS_KEY_WITHOUT_ENCRYPTION",
              allowed: "a key needs `encrypted: true`",
              fix: "write `encrypted: true`",
            },
      )
      .value("deprecationTime", props.deprecationTime, checkDeprecationTime)
      .value(
        "tags",
        props.tags,
        (tags) =>
          checkReservedTags(tags) ??
          checkTags(Object.keys(addedTags(props)).filter((key) => tags[key] === undefined).length)(tags),
      )
      .done();
  }
}

function addedTags(props: AmiCopyProps): Record<string, string> {
  return {
    Name: props.tags?.Name ?? props.name,
    [TAG_SOURCE_AMI]: props.sourceAmiId,
    [TAG_SOURCE_REGION]: props.sourceAmiRegion,
    ...(props.version === undefined ? {} : { [TAG_VERSION]: props.version }),
  };
}
