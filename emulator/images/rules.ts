import { AwsError } from "../front/aws-error";
import { flag } from "../front/call";
import type { Context } from "../front/context";
import type { Rule } from "../front/rule";
import { allowedImagesRules } from "./allowed-images";
import { blockPublicAccessRules } from "./block-public-access";
import { copyImage } from "./copy-image";
import { createImage } from "./create-image";
import { deregisterImage } from "./deregister-image";
import { describeImages } from "./describe-images";
import { describeImageReferences } from "./image-references";
import { imageAttributeRules } from "./image-attribute";
import { keyArnRule } from "./key-rules";
import { instanceUefiData, runInstances } from "./launch";
import { lifecycleRules } from "./lifecycle";
import { registerImage } from "./register-image";
import { snapshotRules } from "./snapshot-rules";
import { tagRules } from "./tags";
import { usageReportRules } from "./usage-reports";

/** A dry run changes nothing: AWS answers with an error that says so. */
const dryRun: Rule = {
  name: "dry-run",
  source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopyImage.html",
  on: ["ec2:*Image*"],
  handle(call, next) {
    if (flag(call, "DryRun") !== true) return next();
    throw new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
  },
};

/** The image API, which the front owns, and what goes with it: snapshots, keys, tags and launches. */
export function imageRules(context: Context): Rule[] {
  return [
    dryRun,
    registerImage(context),
    createImage(context),
    copyImage(context),
    deregisterImage(context),
    describeImages(context),
    describeImageReferences(context),
    ...usageReportRules(context),
    ...imageAttributeRules(context),
    ...lifecycleRules(context),
    ...blockPublicAccessRules(context),
    ...allowedImagesRules(context),
    ...tagRules(context),
    ...snapshotRules(context),
    keyArnRule,
    runInstances(context),
    instanceUefiData,
  ];
}
