import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { hclText, literal } from "../../modules/support";
import { hclTemplate } from "../../modules/support/hcl-template";
import { QUIET } from "../deploy/hcl-terraform";
import { TerraformRunner } from "../support/run-terraform";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { hostileText } from "./arbitraries/text";
import { RUNS, seedOf } from "./property";

/** Runs that hold a dollar or a per cent before a brace, in every number of them. */
const markers = fc
  .array(fc.constantFrom("$", "%", "{", "}", "a", '"', "\\", "~"), { minLength: 1, maxLength: 9 })
  .map((pieces) => pieces.join(""));

const MEGABYTE = 1024 * 1024;

/** A megabyte and more; of one that is all expressions Terraform had read no end after five minutes. */
const LONG = `${"a\u202e😀 ".repeat(MEGABYTE / 5)}${'${file("/etc/passwd")}%{ for }"\n\\'.repeat(50)}`;

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
    const texts = [...sampled(fc.oneof(hostileText, markers), RUNS), "\u0001", LONG];
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
    // Terraform takes a byte order mark off the front of a text of its JSON.
    for (const name of ["json", "hcl", "printed"]) {
      const read = outputs[name]?.value ?? [];
      const expected = texts.map((text) => (name === "json" ? text.replace(/^\ufeff/, "") : text));
      expect(expected.filter((text, index) => decomposed(text) !== decomposed(read[index] ?? ""))).toEqual(
        [],
      );
    }
  });
});

/** Terraform composes what can be composed, by another edition of Unicode: the order of new marks is its own. */
function decomposed(text: string): string {
  return [...text.normalize("NFD")].sort().join("");
}
