export { AmiCatalogStack } from "./ami-catalog-stack";
export type { AmiCatalogStackProps } from "./ami-catalog-stack";
export { addBackend } from "./catalog-backend";
export { catalogStacks } from "./catalog-stacks";
export type {
  Catalog,
  CatalogImage,
  CatalogRegion,
  CatalogSource,
  CatalogState,
  CatalogStateBucket,
  CatalogStateFolder,
  CatalogStateWorkspaces,
  CatalogVersion,
  ParameterCopyTarget,
  VersionState,
} from "./model";
export { catalogJsonSchema } from "./json-schema";
export { loadCatalog, parseCatalog } from "./load-catalog";
export type { LoadedCatalog } from "./load-catalog";
export { warningLine } from "./file-problems";
export type { CatalogWarning, CatalogWarningCode } from "./file-problems";
