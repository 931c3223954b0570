import { TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Checks, Finding, optionalRegion, ProviderAndRegion, regionArguments } from "../support";
import { allowedImagesSettings } from "./allowed-images-settings";
import { checkImageCriteria, ImageCriterion, imageCriterionBlock } from "./image-criterion";

/** Whether other AMIs are refused (`enabled`), or only marked (`audit-mode`: `ImageAllowed` of `describe-images`). */
export type AllowedImagesState = "enabled" | "audit-mode";

/** Which AMIs an account may launch in a region. */
export interface AllowedAmisProps extends ProviderAndRegion {
  /**
   * Begin with `audit-mode`: it refuses nothing and shows what would be refused. At the first apply the provider
   * sets the state before it writes the criteria.
   */
  readonly state: AllowedImagesState;
  /** An AMI is allowed when it meets one of them; 1 to 10. */
  readonly imageCriterion: ImageCriterion[];
}

/**
 * The AMIs of other accounts that an account may see and launch in one region: those that the owner of the catalog
 * publishes, for one. The account's own AMIs are always allowed. It is a setting of the consumer's account, once for
 * each account and region, and destroying it allows all AMIs again.
 *
 * It needs bindings of AWS provider 6.20 or later: `@cdktf/provider-aws` 21.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html
 */
export class AllowedAmis extends Construct {
  /** The underlying `aws_ec2_allowed_images_settings`. */
  public readonly resource: TerraformResource;

  private readonly provider?: TerraformProvider;
  private readonly region?: string;

  constructor(scope: Construct, id: string, props: AllowedAmisProps) {
    super(scope, id);
    const checks = new Checks(this);
    checkImageCriteria(checks, props.imageCriterion);
    const Settings = allowedImagesSettings() ?? checks.fail("state", props.state, TOO_OLD);
    this.provider = props.provider;
    this.region = optionalRegion(checks, this, props, Settings);
    checks.refuse("region", props.region, this.duplicateRefusal()).done();
    this.resource = new Settings(this, "Resource", {
      ...regionArguments(props, Settings),
      state: props.state,
      imageCriterion: props.imageCriterion.map(imageCriterionBlock),
    });
  }

  /** Two of one account and region would overwrite each other at each apply. */
  private duplicateRefusal(): Finding | undefined {
    const other = TerraformStack.of(this)
      .node.findAll()
      .find((node) => node instanceof AllowedAmis && node !== this && this.isOfPlace(node));
    return (
      other && {
        code: "ALLOWED_IMAGES_DUPLICATE",
        allowed: `${other.node.path} is of the same account and region, which has these settings once`,
        fix: "put the criteria of both into one `AllowedAmis`",
      }
    );
  }

  private isOfPlace({ provider, region }: AllowedAmis): boolean {
    return provider === this.provider && region === this.region;
  }
}

const TOO_OLD: Finding = {
  code: "BINDINGS_TOO_OLD",
  allowed: "these bindings don't have `aws_ec2_allowed_images_settings`, which AWS provider 6.20 brought",
  fix: "install @cdktf/provider-aws 21.22.1, or set it by a declarative policy of AWS Organizations",
};
