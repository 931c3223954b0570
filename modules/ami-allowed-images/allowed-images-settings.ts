import { createRequire } from "node:module";
import { TerraformMetaArguments, TerraformResource } from "cdktf";
import { Construct } from "constructs";

/** Blocks of at most one element. */
type Block<T> = readonly T[];

/** A block `image_criterion`, as the bindings take it. */
export interface ImageCriterionBlock {
  readonly imageProviders?: string[];
  readonly imageNames?: string[];
  readonly marketplaceProductCodes?: string[];
  readonly creationDateCondition?: Block<{ readonly maximumDaysSinceCreated: number }>;
  readonly deprecationTimeCondition?: Block<{ readonly maximumDaysSinceDeprecated: number }>;
}

/** Arguments of `aws_ec2_allowed_images_settings`. */
interface AllowedImagesSettings extends TerraformMetaArguments {
  readonly region?: string;
  readonly state: string;
  readonly imageCriterion: readonly ImageCriterionBlock[];
}

type AllowedImagesSettingsClass = new (
  scope: Construct,
  id: string,
  settings: AllowedImagesSettings,
) => TerraformResource;

/**
 * The class of `aws_ec2_allowed_images_settings`, loaded when it is asked for; undefined with bindings that don't
 * have it: those of an AWS provider before 6.20. The types of such bindings don't have it either, so that its
 * shape stands here.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_allowed_images_settings
 */
export function allowedImagesSettings(): AllowedImagesSettingsClass | undefined {
  const require = createRequire(__filename);
  try {
    const bindings = require("@cdktf/provider-aws/lib/ec2-allowed-images-settings") as {
      readonly Ec2AllowedImagesSettings: AllowedImagesSettingsClass;
    };
    return bindings.Ec2AllowedImagesSettings;
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "MODULE_NOT_FOUND") {
      return undefined;
    }
    throw error;
  }
}
