import {
  FromIdProps,
  FromImageBuilderProps,
  FromInstanceProps,
  FromLookupProps,
  FromPackerManifestProps,
  FromParameterProps,
  FromRemoteStateProps,
  FromS3ManifestProps,
  FromSnapshotProps,
} from "../ami-source";
import { AmiRecipients } from "../ami-launch-permissions";

/** What a catalog file says, with every name resolved. */
export interface Catalog {
  /** First levels of all parameter names: `/golden`. */
  readonly namespace: string;
  /** Region that the images are made in, and copied from. */
  readonly homeRegion: string;
  /** Every region that the images are published in, the home region included. */
  readonly regions: Record<string, CatalogRegion>;
  /** For whom the images are. @default - the owner alone */
  readonly shareWith?: AmiRecipients;
  /**
   * Let recipients read the parameters by ARN, in the charged tier Advanced: accounts, organisations and OUs,
   * since AWS RAM can't share with everyone.
   * @default false
   */
  readonly shareParameters?: boolean;
  /** Accounts whose own Parameter Store gets the channel parameters too. @default - none */
  readonly copyParametersTo?: ParameterCopyTarget[];
  /** Add a Terraform `check` to each channel that its parameter has taken the new value. @default true */
  readonly verify?: boolean;
  /** Images by name. */
  readonly images: Record<string, CatalogImage>;
  /** Where Terraform keeps its state. @default - local files */
  readonly state?: CatalogState;
}

/** What is special in one region; `{}` where nothing is. */
export interface CatalogRegion {
  /** ARN of a customer managed KMS key of the region. @default - `createKey` decides */
  readonly kmsKeyArn?: string;
  /** Make a key that the recipients may use. @default false */
  readonly createKey?: boolean;
  /** Let the Auto Scaling role of the publishing account use the key that is made. @default false */
  readonly allowAutoScaling?: boolean;
  /** Let the Spot role of the publishing account use the key that is made. @default false */
  readonly allowSpot?: boolean;
  /** Recipients in this region, in place of those of the catalog. @default - those of the catalog */
  readonly shareWith?: AmiRecipients;
}

/** An image: its versions, and the channels that name one of them. */
export interface CatalogImage {
  /** At most 255 characters. @default - the name */
  readonly description?: string;
  /** Tags of the copies and parameters. @default - none */
  readonly tags?: Record<string, string>;
  /** Encrypt the copies with the key of each region. @default - true where the region has a key */
  readonly encrypted?: boolean;
  /** Recipients of this image, in place of those of the region and the catalog. @default - those */
  readonly shareWith?: AmiRecipients;
  /** Its versions by name, at least one. */
  readonly versions: Record<string, CatalogVersion>;
  /** Channel to version: `{ stable: "2026.11.24" }`. @default - none */
  readonly channels?: Record<string, string>;
}

/**
 * `active`: Terraform keeps the version. `released`: Terraform lets go of it and destroys nothing;
 * its AMIs and its parameters stay.
 */
export type VersionState = "active" | "released";

/** One version of an image. It means one image for ever. */
export interface CatalogVersion {
  /** Where the image comes from. */
  readonly source: CatalogSource;
  /** UTC time in whole minutes, at most 10 years ahead. @default - never deprecated */
  readonly deprecationTime?: string;
  /** @default "active" */
  readonly state?: VersionState;
}

type WithoutPlace<T> = Omit<T, "provider" | "region">;
type WithoutRegion<T> = Omit<WithoutPlace<T>, "homeRegion">;
type WithoutName<T> = Omit<WithoutPlace<T>, "name" | "description" | "deprecationTime" | "tags">;

/**
 * Where a version comes from, as data: exactly one key. `ami`, `packerManifest`, `remoteState` and
 * `imageBuilder` may have an AMI in each region; all others live in the home region.
 */
export interface CatalogSource {
  /** An AMI for each region by its code; regions that aren't named copy that of the home region. */
  readonly ami?: Record<string, WithoutPlace<FromIdProps>>;
  /** The newest AMI of the home region that fits. */
  readonly lookup?: WithoutPlace<FromLookupProps>;
  /** The AMI that a parameter of the home region names. */
  readonly parameter?: WithoutPlace<FromParameterProps>;
  /** An instance of the home region, of which an AMI is made. */
  readonly instance?: WithoutName<FromInstanceProps>;
  /** Snapshots of the home region, of which an AMI is made. */
  readonly snapshot?: WithoutName<FromSnapshotProps>;
  /** A bundle in S3, of which an AMI is made. */
  readonly s3Manifest?: WithoutName<FromS3ManifestProps>;
  /** Paths are relative to the current folder. */
  readonly packerManifest?: WithoutRegion<FromPackerManifestProps>;
  /** Paths are relative to the current folder. */
  readonly remoteState?: WithoutRegion<FromRemoteStateProps>;
  /** An image of EC2 Image Builder. */
  readonly imageBuilder?: Omit<WithoutRegion<FromImageBuilderProps>, "image"> & {
    /** ARN of an image of the home region, with the number of a build or without. */
    readonly imageArn: string;
  };
}

/** An account that gets parameters of its own, written through a role in it. */
export interface ParameterCopyTarget {
  /** 12-digit account ID. */
  readonly accountId: string;
  /** ARN of the role to assume. */
  readonly roleArn: string;
}

/** Exactly one key. One state for each region. */
export interface CatalogState {
  /** `terraform.STACK.tfstate` in a folder. */
  readonly local?: CatalogStateFolder;
  /** An object `KEY-PREFIX/STACK.tfstate`, locked by a lock file beside it. */
  readonly s3?: CatalogStateBucket;
  /** A workspace `PREFIX-STACK` of HCP Terraform. */
  readonly hcpTerraform?: CatalogStateWorkspaces;
}

/** States as files of this machine. */
export interface CatalogStateFolder {
  /** Folder of the files, relative to the current folder of the synth. @default - the current folder */
  readonly folder?: string;
}

/** States as objects in S3. */
export interface CatalogStateBucket {
  /** Name of a bucket that there is. */
  readonly bucket: string;
  /** Region of the bucket. */
  readonly region: string;
  /** First levels of the keys of the objects. @default - none */
  readonly keyPrefix?: string;
  /** ARN of the KMS key of the objects. @default - the encryption of the bucket */
  readonly kmsKeyId?: string;
}

/** States in workspaces of HCP Terraform. */
export interface CatalogStateWorkspaces {
  /** Name of the organisation. */
  readonly organization: string;
  /** First part of the names of the workspaces. */
  readonly workspacePrefix: string;
  /** Terraform Enterprise of one's own. @default - `app.terraform.io` */
  readonly hostname?: string;
}
