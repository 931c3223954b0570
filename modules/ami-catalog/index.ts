export { AmiCatalogStack } from "./ami-catalog-stack";
export type { AmiCatalogStackProps, CatalogImage, CatalogVersion } from "./ami-catalog-stack";
export type { CatalogSource } from "./catalog-source";
