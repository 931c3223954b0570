export * from "./ami-catalog";
export * from "./ami-copy";
export * from "./ami-distribution";
export * from "./ami-encryption-key";
export * from "./ami-launch-permissions";
export * from "./ami-source";
export * from "./ami-ssm-parameter";
export { AmiCatalogError } from "./support";
export type { AmiCatalogErrorCode, AmiCatalogProblem } from "./support";
