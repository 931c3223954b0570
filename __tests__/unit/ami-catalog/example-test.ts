import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogJsonSchema } from "../../../modules/ami-catalog/json-schema";
import { loadCatalog, parseCatalog } from "../../../modules/ami-catalog/load-catalog";

const ROOT = join(__dirname, "../../..");

test("the example is a good catalog, with a candidate that waits for its promotion", () => {
  const { catalog } = loadCatalog(join(ROOT, "catalog.yaml"));
  expect(Object.keys(catalog.regions)).toEqual(["us-east-1", "eu-west-1", "ap-southeast-1"]);
  const { channels } = catalog.images["al2023-arm64"] ?? {};
  expect(channels?.candidate).not.toBe(channels?.stable);
});

test("the JSON schema in the repository is current", () => {
  expect(JSON.parse(readFileSync(join(ROOT, "catalog.schema.json"), "utf8"))).toEqual(catalogJsonSchema());
});

test("the example names the schema, for editors", () => {
  expect(readFileSync(join(ROOT, "catalog.yaml"), "utf8")).toMatch(
    /^# yaml-language-server: \$schema=catalog\.schema\.json\n/,
  );
});

test("the schema knows each level, and lets pass what is read as text", () => {
  const schema = catalogJsonSchema();
  expect(schema).toMatchObject({
    required: ["namespace", "homeRegion", "regions", "images"],
    additionalProperties: false,
    properties: {
      accounts: { additionalProperties: { type: ["string", "number", "boolean"] } },
      images: {
        additionalProperties: {
          required: ["versions"],
          properties: {
            channels: { additionalProperties: { type: ["string", "number", "boolean"] } },
            versions: {
              minProperties: 1,
              additionalProperties: {
                properties: {
                  source: { minProperties: 1, maxProperties: 1, additionalProperties: false },
                  state: { enum: ["active", "released"] },
                },
              },
            },
          },
        },
      },
    },
  });
});

test("the example of the format's page is a good catalog", () => {
  const page = readFileSync(join(ROOT, "modules/ami-catalog/catalog-file.md"), "utf8");
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const { catalog, warnings } = parseCatalog(example, "catalog.yaml");
  expect(Object.keys(catalog.images)).toEqual(["web", "base"]);
  expect(catalog.shareWith?.accountIds).toEqual(["222222222222", "033333333333"]);
  expect(warnings).toEqual([]);
});
