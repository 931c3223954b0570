import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { AMI_ID, OTHER_AMI_ID, OTHER_REGION, REGION } from "../values";

export const RUN = "6f5a8a3d-18a5-1a24-5f3e-3c2b9e7d1f00";

/** A build of the last run; each test changes what it is about. */
export function build(changed: object = {}) {
  return {
    name: "web",
    builder_type: "amazon-ebs",
    build_time: 1_764_000_000,
    files: null,
    artifact_id: `${OTHER_REGION}:${AMI_ID},${REGION}:${OTHER_AMI_ID}`,
    packer_run_uuid: RUN,
    custom_data: null,
    ...changed,
  };
}

/** A manifest as Packer writes it. */
export function manifestOf(...builds: object[]) {
  return { builds: builds.map((one) => build(one)), last_run_uuid: RUN };
}

/** The file of a manifest, or of any other text. */
export function writeManifest(
  folder: string,
  content: object | string,
  name = "packer-manifest.json",
): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : `${JSON.stringify(content, undefined, 2)}\n`);
  return file;
}
