import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Variables with which a shell script in a folder stands in Terraform's place. */
export function pretending(folder: string, script: string): Record<string, string> {
  const binary = join(folder, "terraform");
  writeFileSync(binary, `#!/bin/sh\n${script}\n`);
  chmodSync(binary, 0o755);
  return { ...(process.env as Record<string, string>), TERRAFORM_BINARY_NAME: binary };
}
