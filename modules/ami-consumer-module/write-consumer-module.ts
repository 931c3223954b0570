import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../ami-catalog/model";
import { consumerModule } from "./consumer-module";

/**
 * Writes the module of a catalog to the folder `consumer` of `outdir`, such as `app.outdir`, and yields
 * that folder. Files of a former synth are overwritten, others are left alone.
 */
export function writeConsumerModule(catalog: Catalog, outdir: string): string {
  const folder = join(outdir, "consumer");
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(consumerModule(catalog))) {
    writeFileSync(join(folder, file), text);
  }
  return folder;
}
