import { hclTemplate } from "./hcl-template";

/** A `check` block of Terraform's JSON. */
export interface CheckBlock {
  readonly assert: readonly { readonly condition: string; readonly error_message: string }[];
}

/** A `removed` block of Terraform's JSON. */
export interface RemovedBlock {
  readonly from: string;
  readonly lifecycle: { readonly destroy: boolean };
}

/** @see https://developer.hashicorp.com/terraform/language/checks */
export function printedCheck([name, { assert }]: readonly [string, CheckBlock]): string {
  const asserts = assert.map(
    ({ condition, error_message: message }) => `
  assert {
    condition     = "${hclTemplate(condition)}"
    error_message = "${hclTemplate(message)}"
  }
`,
  );
  return `\n\ncheck "${name}" {${asserts.join("")}}`;
}

/** @see https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources */
export function printedRemoved({ from, lifecycle }: RemovedBlock): string {
  return `\n\nremoved {
  from = ${from}

  lifecycle {
    destroy = ${lifecycle.destroy}
  }
}`;
}
