export { type Emulator, type EmulatorOptions, startEmulator } from "./emulator";
export type { CallFilter, CallLog, LoggedCall } from "./front/call-log";
export type { Credentials } from "./front/clients";
export type { Settings } from "./front/context";
export type { Fault, FaultKind, Faults } from "./front/faults";
export type { Membership, Organizations } from "./front/organizations";
export type { Image, LaunchPermission } from "./images/image";
export type { ImageStore, SeedImage, SeedVolume } from "./images/image-store";
export { MotoError } from "./moto/moto";
