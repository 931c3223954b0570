import { createRequire } from "node:module";
import { join } from "node:path";

const load = createRequire(__filename);

/**
 * Loads a module of the programs for the framework that is installed: that of the build for CDK Terrain where
 * `cdktn` is there and `cdktf` is not, and else the one that is compiled beside this file.
 * @param path from the root of a build: `commands/run`
 */
export function fromInstalledBuild(path: string): unknown {
  const build = !isInstalled("cdktf") && isInstalled("cdktn") ? join("..", "cdktn") : "..";
  return load(join(__dirname, build, path));
}

function isInstalled(name: string): boolean {
  try {
    load.resolve(name);
    return true;
  } catch {
    return false;
  }
}
