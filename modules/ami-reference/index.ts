export { AmiReference } from "./ami-reference";
export type { AmiReferenceProps, LaunchPolicyStatement } from "./ami-reference";
export type { InstanceAmi, InstanceAmiProps } from "./instance-ami";
export type { InstanceRefresh, InstanceRefreshProps } from "./instance-refresh";
