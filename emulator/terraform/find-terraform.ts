import { execFile } from "node:child_process";
import { devNull } from "node:os";
import { promisify } from "node:util";
import type { Environment, Missing } from "./search";

/** `check` blocks came with 1.5. */
const OLDEST: readonly [number, number] = [1, 5];
const GET_TERRAFORM =
  "install Terraform (https://developer.hashicorp.com/terraform/install), or name the binary in TERRAFORM_BINARY_NAME";
const SECONDS = 30;

export interface Terraform {
  /** Name or path, as cdktf runs it. */
  readonly binary: string;
  /** `1.11.4` */
  readonly version: string;
}

/** Terraform as cdktf finds it: `TERRAFORM_BINARY_NAME`, else `terraform` on the PATH. */
export async function findTerraform(env: Environment = process.env): Promise<Terraform | Missing> {
  const binary = env.TERRAFORM_BINARY_NAME || "terraform";
  let version: string;
  try {
    version = await versionOf(binary, env);
  } catch (error) {
    const { code } = error as { code?: unknown };
    const reason = code === "ENOENT" ? "is not on the PATH" : `does not run (${firstLine(error)})`;
    return { missing: `Terraform is missing: \`${binary}\` ${reason}; ${GET_TERRAFORM}.` };
  }
  return isNewEnough(version)
    ? { binary, version }
    : {
        missing: `Terraform ${version} is too old: ${OLDEST.join(".")} or newer is needed; ${GET_TERRAFORM}.`,
      };
}

async function versionOf(binary: string, env: Environment): Promise<string> {
  const { stdout } = await promisify(execFile)(binary, ["version", "-json"], {
    env: { ...env, TF_CLI_CONFIG_FILE: devNull, CHECKPOINT_DISABLE: "1" },
    timeout: SECONDS * 1_000,
  });
  const answer: unknown = JSON.parse(stdout);
  if (typeof answer === "object" && answer !== null && "terraform_version" in answer) {
    return String(answer.terraform_version);
  }
  throw new Error("`version -json` names no version");
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

function firstLine(error: unknown): string {
  return String(error).replace("Error: ", "").split("\n", 1)[0] ?? "";
}
