export { AmiSource } from "./ami-source";
export type {
  AmiSourceAttributes,
  Architecture,
  KnownAttributes,
  RootDeviceType,
  VirtualizationType,
} from "./attributes";
export type { FromIdProps } from "./from-id";
export type { FromImageBuilderProps } from "./from-image-builder";
export type { FromInstanceProps } from "./from-instance";
export type { FromLookupProps, LookupFilter } from "./from-lookup";
export type { FromPackerManifestProps } from "./from-packer-manifest";
export type { FromParameterProps } from "./from-parameter";
export type { FromRemoteStateProps } from "./from-remote-state";
export type { FromS3ManifestProps } from "./from-s3-manifest";
export type { DataVolume, FromSnapshotProps } from "./from-snapshot";
export type { NewAmiProps } from "./new-ami";
export type { PackerBuild, PackerManifest } from "./packer-manifest";
export type { RegionalAttributes } from "./regional";
export type { RemoteState, RemoteStateFile, RemoteStateObject, RemoteStateWorkspace } from "./remote-state";
