import { ec2Answer, ec2Return } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { list, records } from "../front/call";
import { wildcard } from "../front/chain";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import type { Image } from "./image";
import type { Place } from "./keys";
import { required } from "./requests";

/** Which images an account lets itself use. */
export interface AllowedImages {
  state: "disabled" | "audit-mode" | "enabled";
  criteria: readonly Criterion[];
}

/** An image must meet all that is set. */
export interface Criterion {
  /** Account IDs, or aliases such as `amazon`. */
  readonly imageProviders: readonly string[];
  /** Names with wildcards. */
  readonly imageNames: readonly string[];
  readonly maximumDaysSinceCreated?: number;
  readonly maximumDaysSinceDeprecated?: number;
}

const SOURCE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html";
const DAY = 86_400_000;

/** Whether an account lets itself use an image: its own always, others when one criterion is met. */
export function isAllowed(context: Context, { account, region }: Place, image: Image): boolean {
  const { state, criteria } = context.images.settings(account, region).allowedImages;
  const now = context.clock.now().getTime();
  return (
    state === "disabled" ||
    image.ownerId === account ||
    criteria.some((criterion) => meets(image, criterion, now))
  );
}

function meets(image: Image, criterion: Criterion, now: number): boolean {
  const { imageProviders, imageNames, maximumDaysSinceCreated, maximumDaysSinceDeprecated } = criterion;
  const providers = [image.ownerId, image.ownerAlias];
  return (
    (imageProviders.length === 0 || imageProviders.some((provider) => providers.includes(provider))) &&
    (imageNames.length === 0 || imageNames.some((pattern) => wildcard(pattern, image.name))) &&
    within(image.creationDate, maximumDaysSinceCreated, now) &&
    (image.deprecationTime === undefined || within(image.deprecationTime, maximumDaysSinceDeprecated, now))
  );
}

function within(time: string, days: number | undefined, now: number): boolean {
  return days === undefined || now - Date.parse(time) <= days * DAY;
}

/** The calls that read and set an account's allowed images. */
export function allowedImagesRules(context: Context): Rule[] {
  const settings = (call: AwsCall) => context.images.settings(call.account, call.region).allowedImages;
  return [
    {
      name: "get-allowed-images-settings",
      source: SOURCE,
      on: ["ec2:GetAllowedImagesSettings"],
      async handle(call) {
        const { state, criteria } = settings(call);
        const imageCriterionSet = { item: criteria.map(criterionItem) };
        return ec2Answer(call, { state, imageCriterionSet, managedBy: "account" });
      },
    },
    {
      name: "set-allowed-images-settings",
      source: SOURCE,
      on: ["ec2:EnableAllowedImagesSettings", "ec2:DisableAllowedImagesSettings"],
      async handle(call) {
        settings(call).state = call.action.startsWith("Disable") ? "disabled" : askedState(call);
        return ec2Answer(call, { allowedImagesSettingsState: settings(call).state });
      },
    },
    {
      name: "replace-image-criteria",
      source: SOURCE,
      on: ["ec2:ReplaceImageCriteriaInAllowedImagesSettings"],
      async handle(call) {
        settings(call).criteria = records(call, "ImageCriterion").map((record, index) => ({
          imageProviders: list(call, `ImageCriterion.${index + 1}.ImageProvider`),
          imageNames: list(call, `ImageCriterion.${index + 1}.ImageName`),
          maximumDaysSinceCreated: days(record["CreationDateCondition.MaximumDaysSinceCreated"]),
          maximumDaysSinceDeprecated: days(record["DeprecationTimeCondition.MaximumDaysSinceDeprecated"]),
        }));
        return ec2Return(call);
      },
    },
  ];
}

function askedState(call: AwsCall): "enabled" | "audit-mode" {
  const state = required(call, "AllowedImagesSettingsState");
  if (state === "enabled" || state === "audit-mode") return state;
  throw new AwsError("InvalidParameterValue", "AllowedImagesSettingsState must be enabled or audit-mode");
}

function days(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function criterionItem(criterion: Criterion): object {
  const { imageProviders, imageNames, maximumDaysSinceCreated, maximumDaysSinceDeprecated } = criterion;
  return {
    imageProviderSet: imageProviders.length === 0 ? undefined : { item: imageProviders },
    imageNameSet: imageNames.length === 0 ? undefined : { item: imageNames },
    creationDateCondition: maximumDaysSinceCreated === undefined ? undefined : { maximumDaysSinceCreated },
    deprecationTimeCondition:
      maximumDaysSinceDeprecated === undefined ? undefined : { maximumDaysSinceDeprecated },
  };
}
