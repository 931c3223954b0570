import { Token } from "cdktf";
import { checkAccountId, Checks, Finding } from "../support";
import { ImageCriterionBlock } from "./allowed-images-settings";

/** What an AMI must be to be allowed; it must meet all that is said. */
export interface ImageCriterion {
  /**
   * Who may own the AMI: account IDs, `amazon` (Amazon and verified providers), `aws-marketplace`,
   * `aws-backup-vault`; or `none` alone, for the AMIs of this account only. At most 200.
   * @default - anyone who sells under one of `marketplaceProductCodes`
   */
  readonly imageProviders?: string[];
  /** Names, with `*` and `?`; at most 50. @default - any name */
  readonly imageNames?: string[];
  /** At most 50. @default - any product, and none */
  readonly marketplaceProductCodes?: string[];
  /** Days since the AMI was made, at most. @default - any age */
  readonly maximumDaysSinceCreated?: number;
  /** Days since the AMI's deprecation, at most; with 0 no deprecated AMI is allowed. @default - any */
  readonly maximumDaysSinceDeprecated?: number;
}

const MAX_CRITERIA = 10;
const MAX_VALUES = { imageProviders: 200, imageNames: 50, marketplaceProductCodes: 50 } as const;
const MAX_DAYS = 2_147_483_647;
const NONE = "none";
const ALIASES = ["amazon", "aws-marketplace", "aws-backup-vault", NONE];

/**
 * Adds to `checks` what AWS or the provider would refuse, and what would let in the AMIs of strangers.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
 */
export function checkImageCriteria(checks: Checks, criteria: readonly ImageCriterion[]): void {
  const { length } = criteria;
  checks.refuse("imageCriterion", length, length >= 1 && length <= MAX_CRITERIA ? undefined : COUNT);
  criteria.forEach((criterion, index) =>
    checkCriterion(checks, `imageCriterion[${index}].`, criterion, length > 1),
  );
}

/** The block of the provider. */
export function imageCriterionBlock(criterion: ImageCriterion): ImageCriterionBlock {
  const { imageProviders, imageNames, marketplaceProductCodes } = criterion;
  const { maximumDaysSinceCreated, maximumDaysSinceDeprecated } = criterion;
  return {
    imageProviders,
    imageNames,
    marketplaceProductCodes,
    creationDateCondition: maximumDaysSinceCreated === undefined ? undefined : [{ maximumDaysSinceCreated }],
    deprecationTimeCondition:
      maximumDaysSinceDeprecated === undefined ? undefined : [{ maximumDaysSinceDeprecated }],
  };
}

function checkCriterion(checks: Checks, prefix: string, criterion: ImageCriterion, others: boolean): void {
  const { imageProviders, imageNames, marketplaceProductCodes } = criterion;
  checks
    .refuse(`${prefix}imageProviders`, imageProviders, ownersRefusal(criterion))
    .list(`${prefix}imageProviders`, imageProviders, checkImageProvider)
    .refuse(`${prefix}imageProviders`, imageProviders, noneRefusal(criterion, others))
    .list(`${prefix}imageNames`, imageNames, checkImageName)
    .list(`${prefix}marketplaceProductCodes`, marketplaceProductCodes, checkProductCode)
    .value(`${prefix}maximumDaysSinceCreated`, criterion.maximumDaysSinceCreated, checkDays)
    .value(`${prefix}maximumDaysSinceDeprecated`, criterion.maximumDaysSinceDeprecated, checkDays);
  for (const [prop, most] of Object.entries(MAX_VALUES)) {
    const values = criterion[prop as keyof typeof MAX_VALUES];
    checks.value(`${prefix}${prop}`, values, ({ length }) =>
      length <= most ? undefined : tooMany(length, most),
    );
  }
}

const COUNT: Finding = {
  code: "IMAGE_CRITERION_INVALID",
  allowed: `there are 1 to ${MAX_CRITERIA} criteria`,
  fix: "name the account that publishes: `[{ imageProviders: [ACCOUNT] }]`, or put several accounts into one criterion",
};

function ownersRefusal({ imageProviders, marketplaceProductCodes }: ImageCriterion): Finding | undefined {
  return isGiven(imageProviders) || isGiven(marketplaceProductCodes)
    ? undefined
    : {
        code: "OWNERS_MISSING",
        allowed: "a criterion without owners lets in a stranger's AMI when its name fits",
        fix: 'name the owners: the account that publishes the catalog, or "amazon"',
      };
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html#allowed-amis-criteria */
function noneRefusal(criterion: ImageCriterion, others: boolean): Finding | undefined {
  const { imageProviders = [], ...rest } = criterion;
  const more = imageProviders.length > 1 || Object.values(rest).some((value) => value !== undefined);
  return !Token.isUnresolved(imageProviders) && imageProviders.includes(NONE) && (others || more)
    ? {
        code: "IMAGE_PROVIDER_INVALID",
        allowed: "`none` leaves the AMIs of this account alone, and nothing else can stand beside it",
        fix: "leave `none` out: the AMIs of this account are always allowed",
      }
    : undefined;
}

function checkImageProvider(provider: string): Finding | undefined {
  if (ALIASES.includes(provider)) {
    return undefined;
  }
  if (/^\d+$/.test(provider)) {
    return checkAccountId(provider);
  }
  return {
    code: "IMAGE_PROVIDER_INVALID",
    allowed: `an image provider is an account ID, or one of ${ALIASES.join(", ")}`,
    fix:
      provider === "self"
        ? "leave it out: the AMIs of this account are always allowed"
        : "write the ID of the account that owns the AMIs; organisations and OUs can't be named here",
  };
}

/** The provider takes no spaces, which AWS does. */
function checkImageName(name: string): Finding | undefined {
  return /^[a-zA-Z0-9()[\]./\-'@_*?]{1,128}$/.test(name) && !(name.includes("?") && name.length < 3)
    ? undefined
    : {
        code: "IMAGE_CRITERION_INVALID",
        allowed:
          "the name of an image has 1 to 128 letters, digits and ()[]./-'@_*? (at least 3 with `?`), and the provider takes no spaces",
        fix: "write `*` or `?` in place of other characters: `web-*`",
      };
}

function checkProductCode(code: string): Finding | undefined {
  return /^[a-zA-Z0-9]{1,25}$/.test(code)
    ? undefined
    : {
        code: "IMAGE_CRITERION_INVALID",
        allowed: "a product code has 1 to 25 letters and digits",
        fix: "copy it from `aws ec2 describe-images` (`ProductCodes`)",
      };
}

function checkDays(days: number): Finding | undefined {
  return Number.isInteger(days) && days >= 0 && days <= MAX_DAYS
    ? undefined
    : {
        code: "IMAGE_CRITERION_INVALID",
        allowed: "days are a whole number from 0 on",
        fix: "write 0 for no deprecated AMI at all, or leave it out for any",
      };
}

function tooMany(length: number, most: number): Finding {
  return {
    code: "IMAGE_CRITERION_INVALID",
    allowed: `a criterion has at most ${most} of them, and ${length} are given`,
    fix: "put the rest into another criterion",
  };
}

/** Whether a list has something in it, or is known only to Terraform. */
function isGiven(list: readonly string[] | undefined): boolean {
  return list !== undefined && (Token.isUnresolved(list) || list.length > 0);
}
