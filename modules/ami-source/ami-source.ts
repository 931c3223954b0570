import { ITerraformDependable, TerraformElement } from "cdktf";
import { Construct } from "constructs";
import { markPublisher } from "../support";
import {
  AmiSourceAttributes,
  Architecture,
  BoundSource,
  RootDeviceType,
  VirtualizationType,
} from "./attributes";
import { factories } from "./factories";
import { FromIdProps } from "./from-id";
import { FromImageBuilderProps } from "./from-image-builder";
import { FromInstanceProps } from "./from-instance";
import { FromLookupProps } from "./from-lookup";
import { FromPackerManifestProps } from "./from-packer-manifest";
import { FromParameterProps } from "./from-parameter";
import { FromRemoteStateProps } from "./from-remote-state";
import { FromS3ManifestProps } from "./from-s3-manifest";
import { FromSnapshotProps } from "./from-snapshot";

/**
 * Where an image comes from: one factory for each way an AMI comes to be.
 */
export class AmiSource extends Construct implements AmiSourceAttributes {
  /** The AMI with this ID. */
  public static fromId(scope: Construct, id: string, props: FromIdProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromId(source, props));
  }

  /** The AMI that an SSM parameter names: own, shared (by ARN), or public (`/aws/service/…`). */
  public static fromParameter(scope: Construct, id: string, props: FromParameterProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromParameter(source, props));
  }

  /** The newest AMI of the given owners that the filters let through. */
  public static fromLookup(scope: Construct, id: string, props: FromLookupProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromLookup(source, props));
  }

  /** An EBS-backed AMI made from a running instance. */
  public static fromInstance(scope: Construct, id: string, props: FromInstanceProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromInstance(source, props));
  }

  /** An EBS-backed AMI registered from snapshots. */
  public static fromSnapshot(scope: Construct, id: string, props: FromSnapshotProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromSnapshot(source, props));
  }

  /** An instance-store-backed AMI registered from a bundle in S3. */
  public static fromS3Manifest(scope: Construct, id: string, props: FromS3ManifestProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromS3Manifest(source, props));
  }

  /** The AMI that Packer has made for a region, by the file of its post-processor `manifest`. */
  public static fromPackerManifest(scope: Construct, id: string, props: FromPackerManifestProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromPackerManifest(source, props));
  }

  /** The AMI that an output of another team's Terraform state names. */
  public static fromRemoteState(scope: Construct, id: string, props: FromRemoteStateProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromRemoteState(source, props));
  }

  /** The AMI that an image of EC2 Image Builder has put into a region. */
  public static fromImageBuilder(scope: Construct, id: string, props: FromImageBuilderProps): AmiSource {
    return new AmiSource(scope, id, (source) => factories.fromImageBuilder(source, props));
  }

  public readonly amiId: string;
  public readonly region: string;
  public readonly rootDeviceType: RootDeviceType;
  public readonly encrypted?: boolean;
  public readonly kmsKeyId?: string;
  public readonly owned: boolean;
  public readonly floating: boolean;
  public readonly architecture?: Architecture;
  public readonly virtualizationType?: VirtualizationType;
  public readonly ebsDeviceNames?: string[];
  /** The resource or data source behind it. @default - none: the ID was given */
  public readonly resource?: TerraformElement & ITerraformDependable;

  private constructor(scope: Construct, id: string, bind: (source: Construct) => BoundSource) {
    super(scope, id);
    markPublisher(this);
    const { attributes, resource } = bind(this);
    this.amiId = attributes.amiId;
    this.region = attributes.region;
    this.rootDeviceType = attributes.rootDeviceType;
    this.encrypted = attributes.encrypted;
    this.kmsKeyId = attributes.kmsKeyId;
    this.owned = attributes.owned;
    this.floating = attributes.floating;
    this.architecture = attributes.architecture;
    this.virtualizationType = attributes.virtualizationType;
    this.ebsDeviceNames = attributes.ebsDeviceNames;
    this.resource = resource;
  }
}
