import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { AmiCatalogError } from "../../modules";
import { QUIET } from "../deploy/hcl-terraform";
import { terraformEnvironment } from "../support/deploy";
import { TerraformRunner } from "../support/run-terraform";
import { describeDeploy } from "../support/skip";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { catalog } from "./arbitraries/catalog";
import { seedOf } from "./property";
import { check, synthesize } from "./synth";
import { form, writeCatalog } from "./written";

const CATALOGS = 40;
const VALIDATED = 3;

describeDeploy("catalogs that check accepts", (deploy) => {
  let folder = "";
  beforeAll(() => (folder = makeFolder("validated")));
  afterAll(() => removeFolder(folder));

  /** Folder of the biggest stack of each accepted catalog of a sample, the biggest first. */
  function stacks(seed: number): string[] {
    const written = fc.sample(fc.tuple(catalog, form), { numRuns: CATALOGS, seed });
    return written
      .flatMap(([text, given], index) => {
        const here = join(folder, `${index}`);
        mkdirSync(here);
        const read = check(writeCatalog(here, text, given));
        if (read instanceof AmiCatalogError) {
          return [];
        }
        const outdir = join(here, "cdktf.out");
        synthesize(read, outdir);
        return [{ outdir, size: Object.keys(read.images).length }];
      })
      .sort((one, other) => other.size - one.size)
      .slice(0, VALIDATED)
      .flatMap(({ outdir }) => {
        const [stack = ""] = readdirSync(join(outdir, "stacks"));
        return join(outdir, "stacks", stack);
      });
  }

  test("are valid to Terraform: a sample", async () => {
    const seed = seedOf(process.env);
    process.stderr.write(`FAST_CHECK_SEED=${seed}, the biggest ${VALIDATED} of ${CATALOGS} catalogs\n`);
    const terraform = new TerraformRunner(terraformEnvironment(deploy.emulator));
    const sample = stacks(seed);
    expect(sample).toHaveLength(VALIDATED);
    for (const stack of sample) {
      await terraform.run(stack, ["init", "-backend=false", ...QUIET]);
      const { stdout } = await terraform.run(stack, ["validate", "-json"]);
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0 });
    }
  });
});
