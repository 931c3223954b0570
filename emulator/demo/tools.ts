import { fetchProvider, findTerraform, isMissing, providerInstallation } from "../terraform";

/** What the deploy needs of this machine. */
export interface Tools {
  /** A sentence for each tool that isn't there. */
  readonly missing: readonly string[];
  /** Variables that let Terraform find its provider. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export async function findTools(): Promise<Tools> {
  const terraform = await findTerraform();
  if (isMissing(terraform)) {
    return { missing: [terraform.missing], environment: {}, remove: async () => undefined };
  }
  const provider = await providerInstallation();
  if (isMissing(provider)) {
    return { missing: [provider.missing], environment: {}, remove: async () => undefined };
  }
  await fetchProvider(terraform, provider);
  return { missing: [], environment: provider.environment, remove: () => provider.remove() };
}
