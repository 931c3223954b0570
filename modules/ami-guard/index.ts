export { AmiGuard } from "./ami-guard";
export type { AmiGuardProps } from "./ami-guard";
export type { GuardExemption, GuardPathExemption } from "./exemptions";
export type { PublishedAmiIds } from "./finding";
export { publishedAmiIds } from "./published-ami-ids";
export type { GuardRule, GuardSeverity } from "./rules";
