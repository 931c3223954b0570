import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { devNull, homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { AWS_PROVIDER_VERSION, findMirror, REGISTRY_HOST } from "./provider-mirror";
import type { Environment, Missing } from "./search";

const REGISTRY_SECONDS = 3;

/** How Terraform gets the AWS provider. */
export interface ProviderInstallation {
  /** What was found, to be shown: `the registry registry.terraform.io`. */
  readonly found: string;
  /** To be set for `terraform` and `cdktf`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Removes what was written for it. */
  remove(): Promise<void>;
}

export interface ProviderInstallationOptions {
  /** @default process.env */
  readonly env?: Environment;
  /** Where the search for a mirror begins. @default "/" */
  readonly root?: string;
  /** Whether the registry answers. @default - an HTTPS request, bounded to 3 s */
  readonly registryAnswers?: () => Promise<boolean>;
}

/**
 * Finds the AWS provider: through the user's own CLI configuration, the registry, or a mirror
 * folder on this machine, in this order.
 */
export async function providerInstallation(
  options: ProviderInstallationOptions = {},
): Promise<ProviderInstallation | Missing> {
  const { env = process.env, root, registryAnswers = askRegistry } = options;
  const ownConfiguration = cliConfiguration(env);
  if (ownConfiguration !== undefined) {
    return installation(`the configuration ${ownConfiguration}`, {});
  }
  if (await registryAnswers()) {
    return installation(`the registry ${REGISTRY_HOST}`, await pluginCache(env));
  }
  const mirror = await findMirror(env, root);
  if (mirror !== undefined) {
    return mirrorInstallation(mirror);
  }
  return {
    missing:
      `The AWS provider ${AWS_PROVIDER_VERSION} is missing: ${REGISTRY_HOST} does not answer, and no mirror folder of root or ` +
      "this user is on this machine; connect to the network, or make one with `terraform providers mirror` and name it in " +
      "the file of TF_CLI_CONFIG_FILE.",
  };
}

/** @see https://developer.hashicorp.com/terraform/cli/config/config-file#locations */
function cliConfiguration(env: Environment): string | undefined {
  const named = env.TF_CLI_CONFIG_FILE;
  if (named) {
    return existsSync(named) ? named : undefined;
  }
  const usual = join(env.HOME || homedir(), ".terraformrc");
  return existsSync(usual) ? usual : undefined;
}

/** Terraform warns at each command when TF_CLI_CONFIG_FILE names a missing file: an empty one quiets it. */
async function pluginCache(env: Environment): Promise<Record<string, string>> {
  const folder = env.TF_PLUGIN_CACHE_DIR || join(env.HOME || homedir(), ".terraform.d", "plugin-cache");
  await mkdir(folder, { recursive: true });
  return {
    ...(env.TF_CLI_CONFIG_FILE ? { TF_CLI_CONFIG_FILE: devNull } : {}),
    TF_PLUGIN_CACHE_DIR: folder,
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
  };
}

async function mirrorInstallation(mirror: string): Promise<ProviderInstallation> {
  const folder = await mkdtemp(join(tmpdir(), "ami-catalog-terraform-"));
  const file = join(folder, "terraform.rc");
  const method = `filesystem_mirror {\n    path    = ${hclString(mirror)}\n    include = ["${REGISTRY_HOST}/*/*"]\n  }`;
  await writeFile(file, `provider_installation {\n  ${method}\n}\n`);
  return installation(
    `the mirror ${mirror}`,
    { TF_CLI_CONFIG_FILE: file, CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1" },
    () => rm(folder, { recursive: true, force: true }),
  );
}

function hclString(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, "$1$1{");
}

function installation(
  found: string,
  environment: Readonly<Record<string, string>>,
  remove: () => Promise<void> = async () => undefined,
): ProviderInstallation {
  return { found, environment: { CHECKPOINT_DISABLE: "1", ...environment }, remove };
}

async function askRegistry(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(REGISTRY_SECONDS * 1_000);
    const answer = await fetch(`https://${REGISTRY_HOST}/.well-known/terraform.json`, { signal });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
