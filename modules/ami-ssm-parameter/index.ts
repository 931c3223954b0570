export { AmiParameterShare } from "./ami-parameter-share";
export type { AmiParameterShareProps, ParameterRecipients } from "./ami-parameter-share";
export { AmiSsmParameter } from "./ami-ssm-parameter";
export type { AmiSsmParameterProps, ParameterTier } from "./ami-ssm-parameter";
