import { basename } from "node:path";

/** How a file is read. `part` says what its names mean. */
export interface FileKind {
  readonly syntax: "hcl" | "json";
  /** `module`: blocks; `variables`: values of variables; `terragrunt`: blocks of Terragrunt. */
  readonly part: "module" | "variables" | "terragrunt";
}

const KINDS: readonly (readonly [RegExp, FileKind])[] = [
  [/\.(?:tf|tofu)$/, { syntax: "hcl", part: "module" }],
  [/\.(?:tf|tofu)\.json$/, { syntax: "json", part: "module" }],
  [/\.tfvars$/, { syntax: "hcl", part: "variables" }],
  [/\.tfvars\.json$/, { syntax: "json", part: "variables" }],
  [/\.hcl$/, { syntax: "hcl", part: "terragrunt" }],
  [/\.hcl\.json$/, { syntax: "json", part: "terragrunt" }],
];
/** Files of other programs, tests with made-up values, and what Terraform writes. */
const OTHERS = /\.(?:lock|pkr|pkrvars|tftest|tofutest|tfmock|nomad|sentinel|pkgs|tflint)\.hcl(?:\.json)?$/;
/** What Terraform loads by the end of its name alone. */
const ALWAYS_LOADED = /\.auto\.tfvars(?:\.json)?$/;
/**
 * What editors leave behind, which Terraform passes over. Their other names, `main.tf~` and `#main.tf#`, don't end
 * as a file of Terraform's does.
 */
const LEFT_BEHIND = /^\./;

/** How a file that the user names is read; undefined for one that isn't Terraform's. */
export function kindOfNamed(file: string): FileKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(basename(file)))?.[1];
}

/** How a file of a directory is read; undefined for one that is passed over. */
export function kindOf(name: string): FileKind | undefined {
  const isLeft = LEFT_BEHIND.test(name) && !ALWAYS_LOADED.test(name);
  return isLeft || OTHERS.test(name) ? undefined : kindOfNamed(name);
}
