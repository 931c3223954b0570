export { AmiCatalogStack } from "./ami-catalog-stack";
export type { AmiCatalogStackProps } from "./ami-catalog-stack";
export { catalogStacks } from "./catalog-stacks";
export type {
  Catalog,
  CatalogImage,
  CatalogRegion,
  CatalogSource,
  CatalogState,
  CatalogVersion,
  ParameterCopyTarget,
  VersionState,
} from "./model";
