export { AmiSource } from "./ami-source";
export type {
  AmiSourceAttributes,
  Architecture,
  KnownAttributes,
  RootDeviceType,
  VirtualizationType,
} from "./attributes";
export type { FromIdProps } from "./from-id";
export type { FromInstanceProps } from "./from-instance";
export type { FromLookupProps, LookupFilter } from "./from-lookup";
export type { FromParameterProps } from "./from-parameter";
export type { FromS3ManifestProps } from "./from-s3-manifest";
export type { DataVolume, FromSnapshotProps } from "./from-snapshot";
export type { NewAmiProps } from "./new-ami";
