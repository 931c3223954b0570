import fc from "fast-check";
import { keyArn } from "./place";
import { fields } from "./source-fields";
import { hostileLine } from "./text";

/** Where Terraform keeps its state: each kind. */
export function state(region: string, partition: string): fc.Arbitrary<object> {
  const s3 = fields(
    { bucket: fc.constant("my-terraform-state"), region: fc.constant(region) },
    {
      keyPrefix: fc.oneof(fc.constant("ami-catalog"), hostileLine),
      kmsKeyId: keyArn(partition, region),
    },
  );
  const hcpTerraform = fields(
    { organization: fc.constant("my-company"), workspacePrefix: fc.constantFrom("golden", "g_1-2") },
    { hostname: fc.constant("tfe.example.com") },
  );
  const local = fields({}, { folder: fc.oneof(fc.constantFrom(".", "states"), hostileLine) });
  return fc.oneof(
    ...Object.entries({ local, s3, hcpTerraform }).map(([kind, value]) =>
      value.map((given) => ({ [kind]: given })),
    ),
  );
}
