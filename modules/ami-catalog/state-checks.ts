import { Checks, Finding } from "../support";
import { CatalogState } from "./model";

/** @see https://developer.hashicorp.com/terraform/cloud-docs/workspaces/creating */
const MAX_WORKSPACE = 90;
/** What Terraform's S3 backend takes as the key of an object, or nothing. */
export const KEY_PREFIX = /^(?:[^/]+(?:\/[^/]+)*)?$/;

const code = "CATALOG_VALUE_INVALID";

/**
 * Refuses what would begin an expression. A backend evaluates none, and no text means the same in both
 * formats: of `$${` Terraform makes `${` in HCL, and leaves it as it is in JSON.
 */
export function checkStateText(text: string): Finding | undefined {
  return /[$%]\{/.test(text)
    ? {
        code,
        allowed: "`${` and `%{` begin an expression of Terraform, and a backend evaluates none",
        fix: "write the text itself, without them",
      }
    : undefined;
}

/** Refuses what the keys of states in S3 can't begin with. */
export function checkKeyPrefix(text: string): Finding | undefined {
  const form = "the keys of a state have single slashes between their levels, none before and none after";
  return (
    checkStateText(text) ??
    (KEY_PREFIX.test(text)
      ? undefined
      : { code, allowed: form, fix: 'write it like "ami-catalog/production"' })
  );
}

/** The workspace of a stack in HCP Terraform. */
export function workspaceName(workspacePrefix: string, stackName: string): string {
  return `${workspacePrefix}-${stackName}`;
}

/** Refuses what can't be the name of a workspace: a namespace may have dots, and be long. */
export function checkWorkspace(name: string): Finding | undefined {
  const refusal = (form: string, fix: string): Finding => ({
    code: "CATALOG_CONFLICT",
    allowed: `the workspace ${name} would be named by it, and a workspace has ${form}`,
    fix,
  });
  if (!/^[\w-]*$/.test(name)) {
    return refusal("letters, digits and `_-`", "choose a namespace without dots, or keep the state in S3");
  }
  return name.length <= MAX_WORKSPACE
    ? undefined
    : refusal(`at most ${MAX_WORKSPACE} characters, not ${name.length}`, "shorten it, or the namespace");
}

/** Adds to `checks` what is wrong with where the state of a stack is to be kept. */
export function checkState(
  checks: Checks,
  stackName: string,
  { local, s3, hcpTerraform }: CatalogState = {},
): void {
  const texts = {
    "local.folder": local?.folder,
    "s3.bucket": s3?.bucket,
    "s3.region": s3?.region,
    "s3.kmsKeyId": s3?.kmsKeyId,
    "hcpTerraform.organization": hcpTerraform?.organization,
    "hcpTerraform.hostname": hcpTerraform?.hostname,
  };
  for (const [prop, text] of Object.entries(texts)) {
    checks.value(`state.${prop}`, text, checkStateText);
  }
  checks.value("state.s3.keyPrefix", s3?.keyPrefix, checkKeyPrefix);
  checks.value(
    "state.hcpTerraform.workspacePrefix",
    hcpTerraform?.workspacePrefix,
    (prefix) => checkStateText(prefix) ?? checkWorkspace(workspaceName(prefix, stackName)),
  );
}
