import { isAbsolute, join } from "node:path";
import { checkRegion } from "../support";
import { Decoder, object, optional, required } from "./decoder";
import { either, list, looseText, mapped, record, text } from "./decoders";
import { bucket, hostname, organization, workspace } from "./schema-backends";
import { Fields, known, owned, Source } from "./schema-known";
import { account, kmsKey, regionCode, roleArn } from "./schema-values";

/** A path as the current folder sees it. */
const path = (like: string) =>
  mapped(text({ like }), (given, { folder }) => (isAbsolute(given) ? given : join(folder, given)));

const regional = {
  kmsKeyIds: optional(
    "KMS key of its snapshots in each region: an ARN, or a name in `kmsKeys`.",
    record(kmsKey, { check: checkRegion }),
  ),
  owned,
  encrypted: known.encrypted,
  rootDeviceType: known.rootDeviceType,
  architecture: known.architecture,
  virtualizationType: known.virtualizationType,
  ebsDeviceNames: known.ebsDeviceNames,
};
const regions = optional("Regions of the catalog that it has an AMI of.", list(regionCode));

const packerObject: Decoder<Source<"packerManifest">> = object({
  manifest: required("Path of the manifest, from the folder of this file.", path("packer-manifest.json")),
  builder: optional("Name of the builder: NAME, or TYPE.NAME.", looseText({ like: "amazon-ebs.web" })),
  ...regional,
} satisfies Fields<Source<"packerManifest">>);
const packerText = mapped(path("packer-manifest.json"), (manifest): Source<"packerManifest"> => ({
  manifest,
}));

type RemoteState<K extends "local" | "s3" | "hcpTerraform"> = NonNullable<Source<"remoteState">[K]>;

/** The output of another state. */
export const remoteState: Decoder<Source<"remoteState">> = object({
  local: optional(
    "A file.",
    object({
      path: required("Path of the state, from the folder of this file.", path("terraform.tfstate")),
    } satisfies Fields<RemoteState<"local">>),
  ),
  s3: optional(
    "An object in a bucket.",
    object({
      bucket: required("Name of the bucket.", bucket),
      region: required("Region of the bucket.", regionCode),
      key: required("Key of the state.", text({ like: "bakery/terraform.tfstate" })),
      workspace: optional("Terraform workspace.", looseText({ like: "default" })),
      roleArn: optional("ARN of a role that may read the object.", roleArn),
    } satisfies Fields<RemoteState<"s3">>),
  ),
  hcpTerraform: optional(
    "A workspace of HCP Terraform.",
    object({
      organization: required("Name of the organization.", organization),
      workspace: required("Name of the workspace.", workspace),
      hostname: optional("Terraform Enterprise of one's own.", hostname),
    } satisfies Fields<RemoteState<"hcpTerraform">>),
  ),
  output: required("Name of an output of the root module.", text({ like: "ami_ids" })),
  outputPath: optional("Keys that lead to the AMI ID inside the output.", list(looseText())),
  regions,
  ...regional,
} satisfies Fields<Source<"remoteState">>);

const imageArn = text({ like: "arn:aws:imagebuilder:us-east-1:111111111111:image/web/1.0.0/1" });
const builderObject: Decoder<Source<"imageBuilder">> = object({
  imageArn: required("ARN of the image.", imageArn),
  regions,
  accountId: optional("Account that it has put the AMI in: 12 digits, or a name in `accounts`.", account),
  ...regional,
} satisfies Fields<Source<"imageBuilder">>);
const builderText = mapped(imageArn, (given): Source<"imageBuilder"> => ({ imageArn: given }));

/** What Packer has made: the path of its manifest, or a map. */
export const packerManifest = either(packerText, packerObject);

/** What Image Builder has made: the ARN of the image, or a map. */
export const imageBuilder = either(builderText, builderObject);
