/**
 * What the whole package has beside its modules.
 * @module cdktf-ami-catalog
 */
export * from "./ami-allowed-images";
export * from "./ami-catalog";
export * from "./ami-catalog-graph";
export * from "./ami-catalog-page";
export * from "./ami-consumer-module";
export * from "./ami-copy";
export * from "./ami-distribution";
export * from "./ami-encryption-key";
export * from "./ami-guard";
export * from "./ami-launch-permissions";
export * from "./ami-publisher-policy";
export * from "./ami-reference";
export * from "./ami-source";
export * from "./ami-ssm-parameter";
export { AmiCatalogError, HclStack } from "./support";
export type { AmiCatalogErrorCode, AmiCatalogProblem } from "./support";
