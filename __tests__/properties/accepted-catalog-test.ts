import { join } from "node:path";
import fc from "fast-check";
import { AmiCatalogError, Catalog } from "../../modules";
import { HclParser } from "../../guard/hcl-parser";
import { withFolder } from "../support/temporary-folder";
import { catalog } from "./arbitraries/catalog";
import { foreignExpressions, textsIn } from "./expressions";
import { isHcl } from "./is-hcl";
import { property, RUNS } from "./property";
import { check, filesBelow, Format, synthesize } from "./synth";
import { form, writeCatalog } from "./written";

/** HCL costs as much as JSON, and is printed from the same constructs. */
const HCL_EVERY = 4;

interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

let parser: HclParser;
beforeAll(async () => {
  parser = await HclParser.load();
});

function checkHcl(file: string, text: string): void {
  expect([file, isHcl(text, parser) || text]).toEqual([file, true]);
}

/** Every parameter that a catalog publishes in one account and region, once for each account. */
function parameterNames({ namespace, images, copyParametersTo = [] }: Catalog): string[] {
  return Object.entries(images).flatMap(([image, { versions, channels = {} }]) => [
    ...Object.keys(versions)
      .filter((version) => versions[version]?.state !== "released")
      .map((version) => `${namespace}/${image}/versions/${version}`),
    ...Object.keys(channels).flatMap((channel) =>
      ["", ...copyParametersTo].map(() => `${namespace}/${image}/${channel}`),
    ),
  ]);
}

function checkStack(text: string, published: Catalog): void {
  const { resource = {}, ...rest } = JSON.parse(text) as StackJson & { terraform?: unknown };
  const parameters = Object.values(resource.aws_ssm_parameter ?? {});
  const named = parameters.map(({ name, provider = "" }) => `${String(provider)} ${String(name)}`);
  expect(new Set(named).size).toBe(named.length);
  expect(parameters.map(({ name }) => name).sort()).toEqual(parameterNames(published).sort());
  const { terraform: settings, ...evaluated } = { resource, ...rest };
  expect(settings).toBeDefined();
  expect(textsIn(evaluated).flatMap(foreignExpressions)).toEqual([]);
}

/** An address stands once in the text: JSON.parse keeps the last of two keys, and would hide the first. */
function checkAddresses(text: string): void {
  const ids = [...text.matchAll(/"uniqueId": ("(?:[^"\\]|\\.)*")/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
}

function checkOutput(folder: string, format: Format, published: Catalog): void {
  const files = filesBelow(folder);
  const stacks = [...files].filter(([file]) => file.endsWith(format === "hcl" ? "cdk.tf" : "cdk.tf.json"));
  expect(stacks).toHaveLength(Object.keys(published.regions).length);
  for (const [file, text] of stacks) {
    if (format === "json") {
      checkStack(text, published);
      checkAddresses(text);
    } else {
      checkHcl(file, text);
    }
  }
  for (const [file, text] of files) {
    if (file.startsWith("consumer/") && file.endsWith(".tf")) {
      checkHcl(file, text);
    }
  }
}

let [tried, accepted] = [0, 0];

property(
  "a catalog that check accepts synthesizes, with an address and a name for each thing, and nothing of its text is evaluated",
  fc.tuple(catalog, form),
  ([written, given]) => {
    tried += 1;
    withFolder("accepted", (folder) => {
      const read = check(writeCatalog(folder, written, given));
      if (read instanceof AmiCatalogError) {
        return;
      }
      accepted += 1;
      const format = accepted % HCL_EVERY === 0 ? "hcl" : "json";
      const outdir = join(folder, "cdktf.out");
      synthesize(read, outdir, format);
      checkOutput(outdir, format, read);
    });
  },
);

test("most of these catalogs are accepted", () => {
  process.stderr.write(`accepted: ${accepted} of ${tried}\n`);
  expect(tried).toBeGreaterThanOrEqual(RUNS);
  expect(accepted / tried).toBeGreaterThan(0.5);
});
