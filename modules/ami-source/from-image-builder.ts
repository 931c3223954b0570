import { ref, TerraformProvider, TerraformStack, Token } from "cdktf";
import { DataAwsImagebuilderImage } from "@cdktf/provider-aws/lib/data-aws-imagebuilder-image";
import { ImagebuilderImage } from "@cdktf/provider-aws/lib/imagebuilder-image";
import { Construct } from "constructs";
import {
  checkAccountId,
  checkHcl,
  Checks,
  Finding,
  parseArn,
  POSTCONDITION_LOST,
  regionArguments,
  regionOf,
  takesRegion,
} from "../support";
import { BoundSource } from "./attributes";
import { attributesIn, checkRegional, declaredSourceRegion, RegionalAttributes } from "./regional";

export interface FromImageBuilderProps extends RegionalAttributes {
  /** An image that Image Builder makes in this app. @default - `imageArn` */
  readonly image?: ImagebuilderImage;
  /**
   * ARN of an image: `arn:aws:imagebuilder:us-east-1:111111111111:image/web/1.0.0/1`. Without the number of
   * the build, or with `x.x.x`, it is the newest that fits.
   * @default - `image`
   */
  readonly imageArn?: string;
  /** Regions that Image Builder has put the AMI in. @default - `homeRegion`, or else `region` */
  readonly regions?: string[];
  /** Account that Image Builder has put the AMI in, where it has put it in several. @default - the only one */
  readonly accountId?: string;
  /** Whether the AMIs belong to the account that publishes. @default - true, but false for an image of Amazon's */
  readonly owned?: boolean;
  /** AWS provider of the region of `imageArn`. @default - the stack's AWS provider */
  readonly provider?: TerraformProvider;
}

/** @see https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_GetImage.html */
const IMAGE = /^image\/[a-z0-9_-]+\/(?:x|\d+)\.(?:x|\d+)\.(?:x|\d+)(?:\/\d+)?$/;
const BUILD = /\/\d+\.\d+\.\d+\/\d+$/;

/** The AMI of one region among those that an image of Image Builder has put out. */
export function fromImageBuilder(scope: Construct, props: FromImageBuilderProps): BoundSource {
  const { image, imageArn, accountId, provider } = props;
  const provided = regionOf(scope, provider);
  const readIn = takesRegion(DataAwsImagebuilderImage) ? undefined : (provided ?? props.homeRegion);
  const checks = new Checks(scope)
    .refuse(
      "imageArn",
      imageArn,
      (image === undefined) === (imageArn === undefined) ? NEITHER_OR_BOTH : undefined,
    )
    .value("imageArn", imageArn, checkImageArn(readIn))
    .value("accountId", accountId, checkAccountId);
  const region = declaredSourceRegion(checks, checkRegional(checks, scope, props), props);
  checks.done();
  const chosen = (amis: string) => {
    const ofAccount = accountId === undefined ? "" : ` && ami.account_id == ${JSON.stringify(accountId)}`;
    return `[for ami in flatten(${amis}[*].amis) : ami.image if ami.region == ${JSON.stringify(region)}${ofAccount}]`;
  };
  const amiOf = (address: string, owner: Construct) =>
    Token.asString(ref(`one(${chosen(`${address}.output_resources`)})`, TerraformStack.of(owner)));
  const known = {
    ...props,
    owned: props.owned ?? (imageArn === undefined || parseArn(imageArn)?.account !== "aws"),
  };
  if (image) {
    const amiId = amiOf(`${image.terraformResourceType}.${image.friendlyUniqueId}`, image);
    return { resource: image, attributes: { ...attributesIn(region, amiId, known), floating: false } };
  }
  checkHcl(scope, "imageArn", POSTCONDITION_LOST, "give the `image` itself");
  const read = new DataAwsImagebuilderImage(scope, "Resource", {
    ...regionArguments({ provider, region: regionToRead(imageArn, provided) }, DataAwsImagebuilderImage),
    arn: imageArn ?? "",
    lifecycle: {
      postcondition: [
        {
          condition: `\${length(${chosen("self.output_resources")}) == 1}`,
          errorMessage: `The Image Builder image must have exactly one AMI of ${region}${accountId === undefined ? "" : ` in account ${accountId}`}: check its distribution settings, and name its regions and its account.`,
        },
      ],
    },
  });
  const amiId = amiOf(`data.${read.terraformResourceType}.${read.friendlyUniqueId}`, read);
  const floating = imageArn !== undefined && (Token.isUnresolved(imageArn) || !BUILD.test(imageArn));
  return { resource: read, attributes: { ...attributesIn(region, amiId, known), floating } };
}

const NEITHER_OR_BOTH: Finding = {
  code: "IMAGE_BUILDER_ARN_INVALID",
  allowed: "exactly one of `image` and `imageArn` must be given",
  fix: "give the image that this app makes, or the ARN of another one",
};

/** The region of an ARN where it isn't the provider's. */
function regionToRead(arn: string | undefined, provided: string | undefined): string | undefined {
  const region = arn === undefined || Token.isUnresolved(arn) ? undefined : parseArn(arn)?.region;
  return region === provided ? undefined : region;
}

/** Image Builder is asked in the region of the image. @param region where it is read. @default - anywhere */
function checkImageArn(region: string | undefined): (imageArn: string) => Finding | undefined {
  return (imageArn) => {
    const arn = parseArn(imageArn);
    if (arn?.service !== "imagebuilder" || !IMAGE.test(arn.resource)) {
      return {
        code: "IMAGE_BUILDER_ARN_INVALID",
        allowed: "it must be the ARN of an image of Image Builder",
        fix: 'write "arn:aws:imagebuilder:REGION:ACCOUNT:image/NAME/1.0.0/1" (`aws imagebuilder list-images`), not the ARN of a recipe or a pipeline',
      };
    }
    return region === undefined || Token.isUnresolved(region) || arn.region === region
      ? undefined
      : {
          code: "IMAGE_BUILDER_ARN_INVALID",
          allowed: `the image is of ${arn.region}, and it is read in ${region}`,
          fix: `give a \`provider\` of ${arn.region}, or an image of ${region}`,
        };
  };
}
