import fc from "fast-check";
import { keyArn } from "./place";
import { fields } from "./source-fields";
import { hostileLine } from "./text";

/** Text in which no expression can begin: a backend evaluates none. */
const plainLine = hostileLine.map((text) => text.replaceAll("{", "(")).filter((text) => text !== "~");
/** The first levels of a key in S3. */
const keyLevels = plainLine
  .map((text) => text.split("/").filter(Boolean).join("/"))
  .filter((text) => text !== "" && text !== "~");

/** Where Terraform keeps its state: each kind. */
export function state(region: string, partition: string): fc.Arbitrary<object> {
  const s3 = fields(
    { bucket: fc.constant("my-terraform-state"), region: fc.constant(region) },
    {
      keyPrefix: fc.oneof(fc.constant("ami-catalog"), keyLevels),
      kmsKeyId: keyArn(partition, region),
    },
  );
  const hcpTerraform = fields(
    { organization: fc.constant("my-company"), workspacePrefix: fc.constantFrom("golden", "g_1-2") },
    { hostname: fc.constant("tfe.example.com") },
  );
  const local = fields({}, { folder: fc.oneof(fc.constantFrom(".", "states"), plainLine) });
  return fc.oneof(
    ...Object.entries({ local, s3, hcpTerraform }).map(([kind, value]) =>
      value.map((given) => ({ [kind]: given })),
    ),
  );
}
