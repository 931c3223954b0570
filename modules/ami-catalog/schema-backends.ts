import { text } from "./decoders";
import { formed } from "./schema-values";
import { checkKeyPrefix, checkStateText, KEY_PREFIX } from "./state-checks";

/** Names of where Terraform keeps a state. */
const HCP_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/;

export const bucket = formed(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "it must be the name of a bucket",
  "my-terraform-state",
);
export const organization = formed(HCP_NAME, "it must be the name of an organization", "my-company");
export const workspacePrefix = formed(HCP_NAME, "a workspace has letters, digits and `_-`", "golden");
/** @see https://developer.hashicorp.com/terraform/cloud-docs/workspaces/creating */
export const workspace = formed(
  /^[A-Za-z0-9_-]{1,90}$/,
  "a workspace has letters, digits and `_-`",
  "bakery",
);
export const hostname = formed(/^[a-z0-9.-]+$/i, "it must be a host name", "app.terraform.io");
export const stateFolder = text({ check: checkStateText, like: "." });
export const keyPrefix = text({
  check: checkKeyPrefix,
  like: "ami-catalog",
  jsonSchema: { pattern: KEY_PREFIX.source },
});
