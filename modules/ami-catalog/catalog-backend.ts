import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, TerraformStack } from "cdktf";
import { resolve } from "node:path";
import { Checks } from "../support";
import { CatalogState } from "./model";
import { checkState, workspaceName } from "./state-checks";

/**
 * Gives a stack the backend that the catalog names; without one, cdktf keeps a local file.
 * Terraform works in the folder of the stack, which is made anew: a local path must not be relative to it.
 * @throws AmiCatalogError where a text is none for a backend
 */
export function addBackend(stack: TerraformStack, state: CatalogState | undefined): void {
  const name = stack.node.id;
  const checks = new Checks(stack);
  checkState(checks, name, state);
  checks.done();
  if (state?.s3) {
    const { bucket, region, keyPrefix, kmsKeyId } = state.s3;
    const key = [keyPrefix, `${name}.tfstate`].filter(Boolean).join("/");
    const backend = new S3Backend(stack, { bucket, region, key, encrypt: true, kmsKeyId });
    backend.addOverride("use_lockfile", true);
  } else if (state?.hcpTerraform) {
    const { organization, workspacePrefix, hostname } = state.hcpTerraform;
    const workspaces = new NamedCloudWorkspace(workspaceName(workspacePrefix, name));
    new CloudBackend(stack, { organization, hostname, workspaces });
  } else if (state?.local?.folder !== undefined) {
    new LocalBackend(stack, { path: resolve(state.local.folder, `terraform.${name}.tfstate`) });
  }
}
