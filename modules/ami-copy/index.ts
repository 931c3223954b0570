export { AmiCopy } from "./ami-copy";
export type { AmiCopyProps, AmiTimeouts } from "./ami-copy";
