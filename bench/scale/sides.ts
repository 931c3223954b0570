import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { App } from "cdktf";
import { AmiCatalogStack } from "../../modules";
import { images, SOURCE_REGION, TAGS, TARGET_REGION, VERSION } from "../input";
import { catalogOf, RECIPIENTS } from "./input";
import { STATE_BUCKET } from "./world";

/** HCL is read by Terraform and not compiled: it lies in the source tree. */
const HAND_WRITTEN = resolve(__dirname, "../../../bench/baseline/region");

/** Terraform writes a local state whole after each resource, so that time grows with the square of their number. */
const STATE = { bucket: STATE_BUCKET, region: SOURCE_REGION };

/** Writes a root module that publishes `count` images in the target region. */
export interface Side {
  readonly name: string;
  /** @returns folder of the root module, inside of `folder` */
  write(folder: string, count: number, kmsKeyArn: string): string;
}

/** The stack of one region, as `catalogStacks` makes it. */
export const catalogSide: Side = {
  name: "catalog",
  write(folder, count, kmsKeyArn) {
    const id = `golden-${TARGET_REGION}`;
    const catalog = catalogOf(count, { [SOURCE_REGION]: kmsKeyArn, [TARGET_REGION]: kmsKeyArn });
    const app = new App({ outdir: folder, stackTraces: false });
    new AmiCatalogStack(app, id, {
      catalog: { ...catalog, state: { s3: STATE } },
      region: TARGET_REGION,
    });
    app.synth();
    return join(folder, "stacks", id);
  },
};

/** One block of each resource type, with `for_each` over the images. */
export const handWrittenSide: Side = {
  name: "hand-written HCL",
  write(folder, count, kmsKeyArn) {
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(HAND_WRITTEN)) {
      copyFileSync(join(HAND_WRITTEN, file), join(folder, file));
    }
    const published = images(count).map(({ name, sourceAmiId }) => [
      name,
      { tags: TAGS, versions: { [VERSION]: sourceAmiId }, channels: { stable: VERSION } },
    ]);
    const variables = {
      namespace: "/golden",
      region: TARGET_REGION,
      home_region: SOURCE_REGION,
      kms_key_arn: kmsKeyArn,
      images: Object.fromEntries(published),
      account_ids: RECIPIENTS.accountIds,
      organization_arns: RECIPIENTS.organizationArns,
      organizational_unit_arns: RECIPIENTS.organizationalUnitArns,
    };
    writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify(variables));
    const s3 = { ...STATE, key: "region.tfstate", use_lockfile: true };
    writeFileSync(join(folder, "backend.tf.json"), JSON.stringify({ terraform: { backend: { s3 } } }));
    return folder;
  },
};
