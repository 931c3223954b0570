import { execFile } from "node:child_process";
import { promisify } from "node:util";
import {
  fetchProvider,
  findTerraform,
  isMissing,
  type ProviderInstallation,
  providerInstallation,
  type Terraform,
} from "../../emulator/terraform";

/** Sentences about missing tools, one a line: from Jest's global setup to each test file. */
const VARIABLE = "DEPLOY_TESTS_MISSING";
const FIND_MOTO = `
from importlib.util import find_spec
import sys
sys.exit(0 if find_spec("moto") and find_spec("werkzeug") else 3)
`;

let installed: ProviderInstallation | undefined;

/** Looks once for what deploy tests need, and leaves what was found in the environment of all workers. */
export async function findTools(): Promise<void> {
  const [terraform, provider, moto] = await Promise.all([
    findTerraform(),
    providerInstallation(),
    missingMoto(),
  ]);
  const missing = [terraform, provider].filter(isMissing).map((tool) => tool.missing);
  if (!isMissing(provider)) {
    installed = provider;
    Object.assign(process.env, provider.environment);
    missing.push(...(isMissing(terraform) ? [] : await missingDownload(terraform, provider)));
  }
  process.env[VARIABLE] = [...missing, ...moto].join("\n");
}

/** Removes what `findTools` wrote. */
export async function releaseTools(): Promise<void> {
  await installed?.remove();
  installed = undefined;
}

/** A sentence for each tool that deploy tests need and that is not here. */
export function missingTools(): readonly string[] {
  const found = process.env[VARIABLE];
  return found === undefined
    ? ["nobody has looked for the tools: run through jest.config.js."]
    : found.split("\n").filter((sentence) => sentence !== "");
}

async function missingDownload(terraform: Terraform, provider: ProviderInstallation): Promise<string[]> {
  try {
    await fetchProvider(terraform, provider);
    return [];
  } catch (error) {
    return [`The AWS provider cannot be downloaded: ${String(error).replace(/\s+/g, " ")}`];
  }
}

async function missingMoto(): Promise<string[]> {
  try {
    await promisify(execFile)("python3", ["-c", FIND_MOTO]);
    return [];
  } catch (error) {
    const { code } = error as { code?: unknown };
    return [
      code === 3
        ? "Moto is missing: pip install 'moto[server]'."
        : "Python is missing: install Python 3, then pip install 'moto[server]'.",
    ];
  }
}
