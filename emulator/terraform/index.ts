export { fetchProvider } from "./fetch-provider";
export { findTerraform } from "./find-terraform";
export type { Terraform } from "./find-terraform";
export { providerInstallation } from "./provider-installation";
export type { ProviderInstallation, ProviderInstallationOptions } from "./provider-installation";
export { AWS_PROVIDER_VERSION } from "./provider-mirror";
export { isMissing } from "./search";
export type { Environment, Missing } from "./search";
