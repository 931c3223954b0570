export { AmiLaunchPermissions } from "./ami-launch-permissions";
export type { AmiLaunchPermissionsProps, AmiRecipients, SnapshotAccess } from "./ami-launch-permissions";
