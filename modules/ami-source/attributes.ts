import { ITerraformDependable, TerraformElement } from "cdktf";

/** What is known at synth of a source AMI. */
export interface AmiSourceAttributes {
  /** ID of the AMI, often a token. */
  readonly amiId: string;
  /** Region that the AMI lives in. */
  readonly region: string;
  /**
   * Where its root volume comes from.
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ComponentsAMIs.html
   */
  readonly rootDeviceType: RootDeviceType;
  /** Whether its snapshots are encrypted. @default - not known */
  readonly encrypted?: boolean;
  /** ARN of the KMS key of its snapshots. @default - not known */
  readonly kmsKeyId?: string;
  /** Whether it belongs to the account that publishes: only its owner can share an AMI. */
  readonly owned: boolean;
  /** Whether the ID can move to another AMI with nothing changed here. */
  readonly floating: boolean;
  /** Architecture of the AMI. @default - not known */
  readonly architecture?: Architecture;
  /** Virtualization of the AMI. @default - not known */
  readonly virtualizationType?: VirtualizationType;
  /** Device names of its EBS volumes, root first. @default - not known */
  readonly ebsDeviceNames?: string[];
}

/** `ebs`: snapshots. `instance-store`: a bundle in S3. */
export type RootDeviceType = "ebs" | "instance-store";
/** Architectures of an AMI, in AWS's words. */
export const ARCHITECTURES = ["arm64", "x86_64", "i386", "arm64_mac", "x86_64_mac"] as const;
/** An architecture of an AMI, in AWS's words. */
export type Architecture = (typeof ARCHITECTURES)[number];
/** `hvm` for all current instance types, `paravirtual` for old ones. */
export type VirtualizationType = "hvm" | "paravirtual";

/** What a factory makes: the attributes and the element behind them. @internal */
export interface BoundSource {
  readonly attributes: AmiSourceAttributes;
  readonly resource?: TerraformElement & ITerraformDependable;
}

/**
 * What Terraform can't tell at synth of an AMI that exists already. All optional; the more is
 * said, the more is checked before AWS is asked.
 */
export interface KnownAttributes {
  /** Whether its snapshots are encrypted. @default - not known */
  readonly encrypted?: boolean;
  /** ARN of the customer managed KMS key of its snapshots. @default - not known */
  readonly kmsKeyId?: string;
  /** @default "ebs" */
  readonly rootDeviceType?: RootDeviceType;
  /** Architecture of the AMI. @default - not known */
  readonly architecture?: Architecture;
  /** Virtualization of the AMI. @default - not known */
  readonly virtualizationType?: VirtualizationType;
  /** Device names of its EBS volumes, needed to share its snapshots. @default - not known */
  readonly ebsDeviceNames?: string[];
}
