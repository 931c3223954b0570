export { catalogPage } from "./catalog-page";
export type { CatalogPageOptions } from "./catalog-page";
export { writeCatalogPage } from "./write-catalog-page";
