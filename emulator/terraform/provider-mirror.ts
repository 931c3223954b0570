import { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Environment } from "./search";

/** The version that `@cdktf/provider-aws` is generated from. */
export const AWS_PROVIDER_VERSION = "5.100.0";
export const REGISTRY_HOST = "registry.terraform.io";

/** Levels of folders below the root that the search goes down to. */
const DEPTH = 7;
const SECONDS = 20;
/** Kernel file systems, and folders that hold many files and no mirror. */
const SKIPPED_PATHS: ReadonlySet<string> = new Set(["/proc", "/sys", "/dev", "/run", tmpdir()]);
const SKIPPED_NAMES: ReadonlySet<string> = new Set(["node_modules", ".git", ".terraform"]);

/**
 * The folders where Terraform itself looks for providers, and its plugin cache.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 */
export function impliedMirrors(env: Environment): string[] {
  const home = env.HOME || homedir();
  const dataFolders = (env.XDG_DATA_DIRS || "/usr/local/share:/usr/share").split(":");
  return [
    join(home, ".terraform.d", "plugins"),
    join(env.XDG_DATA_HOME || join(home, ".local", "share"), "terraform", "plugins"),
    ...dataFolders.map((folder) => join(folder, "terraform", "plugins")),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    ...(env.TF_PLUGIN_CACHE_DIR ? [env.TF_PLUGIN_CACHE_DIR] : []),
    join(home, ".terraform.d", "plugin-cache"),
  ];
}

/** The first folder that is a mirror with the AWS provider: an implied one, else any below `root`. */
export async function findMirror(env: Environment, root = "/"): Promise<string | undefined> {
  for (const folder of impliedMirrors(env)) {
    if (await isMirror(folder)) {
      return folder;
    }
  }
  return walk(root);
}

/** Breadth first, so that the nearest mirror to the root wins. */
async function walk(root: string): Promise<string | undefined> {
  const end = Date.now() + SECONDS * 1_000;
  let level = [resolve(root)];
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (Date.now() > end) {
        return undefined;
      }
      const children = await foldersIn(folder);
      if (children.includes(REGISTRY_HOST) && (await isMirror(folder))) {
        return folder;
      }
      next.push(...children.map((name) => join(folder, name)).filter((path) => !SKIPPED_PATHS.has(path)));
    }
    level = next;
  }
  return undefined;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !SKIPPED_NAMES.has(entry.name))
    .map((entry) => entry.name);
}

/** Whether a folder holds the AWS provider for this platform: unpacked, or as a zip file. */
export async function isMirror(folder: string): Promise<boolean> {
  const provider = join(folder, REGISTRY_HOST, "hashicorp", "aws");
  const platform = `${goName(process.platform)}_${goName(process.arch)}`;
  return (
    (await isTrusted(join(provider, AWS_PROVIDER_VERSION, platform))) ||
    (await isTrusted(join(provider, `terraform-provider-aws_${AWS_PROVIDER_VERSION}_${platform}.zip`)))
  );
}

/** A provider is a program that will be run: nobody but this user and root may have put it there. */
async function isTrusted(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  const self = process.getuid?.();
  return found !== undefined && (self === undefined || found.uid === 0 || found.uid === self);
}

function goName(word: string): string {
  return { x64: "amd64", ia32: "386", win32: "windows" }[word] ?? word;
}
