import { JsonSchema } from "./decoder";
import { catalogFile } from "./schema";

/** The JSON schema of the catalog file, for editors; the loader checks more than a schema can say. */
export function catalogJsonSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "AMI catalog",
    description: "Which images are published, in which regions and for whom.",
    ...catalogFile.jsonSchema,
  };
}
