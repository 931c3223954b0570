import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Finding } from "./findings";
import type { Environment, Terraform } from "./terraform";

interface Template {
  readonly terraform?: { readonly backend?: { readonly local?: { readonly path?: string } } };
}

/**
 * Puts the backup of a local state in its place, where a process that died has left the state empty. Terraform empties
 * the file before it writes it, and takes an empty one for a stack that was never deployed. The backup is the state
 * from before that deploy; Terraform writes it, and so refuses while another process holds the lock.
 * @see https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/filesystem.go
 */
export function restoreBackup(terraform: Terraform, env: Environment, dryRun: boolean): Finding[] {
  const file = localState(terraform.folder);
  const backup = `${file}.backup`;
  if (file === undefined || inWorkspace(env) || !isEmpty(file) || !existsSync(backup) || isEmpty(backup)) {
    return [];
  }
  if (!dryRun) {
    terraform.run("state", "push", backup);
  }
  const note = "is empty: a process died while it wrote it; its backup takes its place";
  return [{ action: "restore", type: "state", id: file, note }];
}

/** Path of the state of the default workspace. */
function localState(folder: string): string | undefined {
  const template = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as Template;
  const path = template.terraform?.backend?.local?.path;
  return path === undefined ? undefined : resolve(folder, path);
}

/** Another workspace than the default one has its state elsewhere. */
function inWorkspace({ TF_WORKSPACE: workspace = "default" }: Environment): boolean {
  return workspace !== "default" && workspace !== "";
}

function isEmpty(file: string): boolean {
  return existsSync(file) && statSync(file).size === 0;
}
