import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Terraform } from "./find-terraform";
import type { ProviderInstallation } from "./provider-installation";
import { AWS_PROVIDER_VERSION, isMirror } from "./provider-mirror";
import type { Environment } from "./search";

const MINUTES = 10;

/**
 * Brings the AWS provider into Terraform's plugin cache where it comes from the registry. To be done
 * once before several `terraform init` run side by side: the cache is not safe to fill from two.
 *
 * @throws Error with Terraform's output when the download fails
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
 */
export async function fetchProvider(
  terraform: Terraform,
  provider: ProviderInstallation,
  env: Environment = process.env,
): Promise<void> {
  const cache = provider.environment.TF_PLUGIN_CACHE_DIR;
  if (cache === undefined || (await isMirror(cache))) {
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), "ami-catalog-provider-"));
  const required = { aws: { source: "hashicorp/aws", version: AWS_PROVIDER_VERSION } };
  try {
    await writeFile(
      join(folder, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    await promisify(execFile)(terraform.binary, ["init", "-input=false", "-no-color"], {
      cwd: folder,
      env: { ...env, ...provider.environment },
      timeout: MINUTES * 60_000,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
