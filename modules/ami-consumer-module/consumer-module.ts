import type { Catalog } from "../ami-catalog/model";
import { publishedChannels } from "./published-channels";
import { readmeFile } from "./readme-file";
import { mainFile, outputsFile, variablesFile, versionsFile } from "./terraform-files";

/** Files of the module. */
export type ConsumerModuleFile = "main.tf" | "outputs.tf" | "README.md" | "variables.tf" | "versions.tf";

/**
 * A Terraform module in HCL, for teams without CDKTF: an image and a channel of this catalog in, the
 * parameter and the AMI out. The same catalog yields the same text. All text of the catalog is data:
 * nothing in it is evaluated.
 */
export function consumerModule(catalog: Catalog): Record<ConsumerModuleFile, string> {
  const published = publishedChannels(catalog);
  return {
    "main.tf": mainFile(published),
    "outputs.tf": outputsFile(),
    "README.md": readmeFile(catalog, published),
    "variables.tf": variablesFile(published),
    "versions.tf": versionsFile(),
  };
}
