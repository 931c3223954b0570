import { Checks, Finding } from "../support";
import { CatalogState } from "./model";

/** @see https://developer.hashicorp.com/terraform/cloud-docs/workspaces/creating */
export const WORKSPACE = /^[A-Za-z0-9_-]{1,90}$/;
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

/** Adds to `checks` what is wrong with where states are to be kept. */
export function checkState(checks: Checks, { local, s3, hcpTerraform }: CatalogState = {}): void {
  const texts = {
    "local.folder": local?.folder,
    "s3.bucket": s3?.bucket,
    "s3.region": s3?.region,
    "s3.kmsKeyId": s3?.kmsKeyId,
    "hcpTerraform.organization": hcpTerraform?.organization,
    "hcpTerraform.workspacePrefix": hcpTerraform?.workspacePrefix,
    "hcpTerraform.hostname": hcpTerraform?.hostname,
  };
  for (const [prop, text] of Object.entries(texts)) {
    checks.value(`state.${prop}`, text, checkStateText);
  }
  checks.value("state.s3.keyPrefix", s3?.keyPrefix, checkKeyPrefix);
}
