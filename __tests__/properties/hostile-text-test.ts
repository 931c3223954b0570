import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Catalog, loadCatalog } from "../../modules";
import { hclText, literal } from "../../modules/support";
import { hclTemplate } from "../../modules/support/hcl-template";
import { QUIET } from "../deploy/hcl-terraform";
import { TerraformRunner } from "../support/run-terraform";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder, withFolder } from "../support/temporary-folder";
import { catalog } from "./arbitraries/catalog";
import { hostileText } from "./arbitraries/text";
import { RUNS, seedOf } from "./property";
import { check, synthesize } from "./synth";
import { writeCatalog } from "./written";

/** Runs that hold a dollar or a per cent before a brace, in every number of them. */
const markers = fc
  .array(fc.constantFrom("$", "%", "{", "}", "a", '"', "\\", "~"), { minLength: 1, maxLength: 9 })
  .map((pieces) => pieces.join(""));
const SAMPLE = 12;

function sampled<T>(values: fc.Arbitrary<T>, numRuns: number): T[] {
  const seed = seedOf(process.env);
  process.stderr.write(`FAST_CHECK_SEED=${seed}, ${numRuns} values for Terraform\n`);
  return fc.sample(values, { numRuns, seed });
}

describeDeploy("Terraform", () => {
  let folder = "";
  let terraform: TerraformRunner;
  beforeAll(() => {
    folder = makeFolder("hostile");
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
    terraform = new TerraformRunner({ ...Object.fromEntries(own), TF_IN_AUTOMATION: "1" });
  });
  afterAll(async () => {
    await terraform.stop();
    removeFolder(folder);
  });

  test("reads every text to the letter, in JSON and in HCL, and evaluates none", async () => {
    const texts = [...sampled(fc.oneof(hostileText, markers), 2 * RUNS), `${"x".repeat(1_000_000)}\${file("/etc/passwd")}`, "\u0001"];
    const lines = (print: (text: string) => string) =>
      texts.map((text) => `    "${print(text)}",\n`).join("");
    const root = join(folder, "texts");
    mkdirSync(root);
    writeFileSync(
      join(root, "json.tf.json"),
      JSON.stringify({ output: { json: { value: texts.map(literal) } } }),
    );
    const hcl = { hcl: lines(hclText), printed: lines((text) => hclTemplate(literal(text))) };
    for (const [name, list] of Object.entries(hcl)) {
      writeFileSync(join(root, `${name}.tf`), `output "${name}" {\n  value = [\n${list}  ]\n}\n`);
    }
    await terraform.run(root, ["apply", "-auto-approve", ...QUIET]);
    const { stdout } = await terraform.run(root, ["output", "-json"]);
    const outputs = JSON.parse(stdout) as Record<string, { readonly value: readonly string[] }>;
    for (const name of ["json", "hcl", "printed"]) {
      const read = outputs[name]?.value ?? [];
      expect(texts.filter((text, index) => text.normalize("NFC") !== read[index])).toEqual([]);
    }
  });

  test("validates a sample of the catalogs that check accepts, in JSON and in HCL", async () => {
    const root = join(folder, "catalogs");
    mkdirSync(root);
    const modules = acceptedCatalogs().flatMap((good, index) =>
      (["json", "hcl"] as const).flatMap((format) => {
        const outdir = join(root, `${format}-${index}`);
        synthesize(good, outdir, format);
        const stacks = Object.keys(good.regions).map((region) => `stacks/${stackName(good, region)}`);
        return [...stacks, "consumer"].map((path) => `./${format}-${index}/${path}`);
      }),
    );
    const calls = modules.map((source, index) => [
      `m${index}`,
      { source, ...(source.endsWith("/consumer") && { image: "web", channel: "stable" }) },
    ]);
    writeFileSync(
      join(root, "main.tf.json"),
      JSON.stringify({ module: Object.fromEntries(calls) as object }),
    );
    await terraform.run(root, ["init", ...QUIET]);
    const { stdout } = await terraform.run(root, ["validate", "-json"], [0, 1]);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: readonly { severity: string; summary: string; detail: string }[];
    };
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.filter(({ detail }) => !/There is no image "web"/.test(detail))).toEqual([]);
  });
});

function stackName({ namespace }: Catalog, region: string): string {
  return [...namespace.split("/").filter(Boolean), region].join("-");
}

function acceptedCatalogs(): Catalog[] {
  return sampled(catalog, 3 * SAMPLE)
    .flatMap((written) =>
      withFolder("hostile", (place) => {
        const file = writeCatalog(place, written, "JSON");
        // A manifest is read at synth: it would be gone.
        const isGood = Object.keys(written.files).length === 0 && !(check(file) instanceof Error);
        return isGood ? [loadCatalog(file).catalog] : [];
      }),
    )
    .slice(0, SAMPLE);
}
