export { AmiSsmParameter } from "./ami-ssm-parameter";
export type { AmiSsmParameterProps, ParameterRecipients, ParameterTier } from "./ami-ssm-parameter";
