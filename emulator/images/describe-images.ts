import { ec2Answer } from "../front/answers";
import { flag, list, records } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import { mayLaunch, sharedWith } from "./access";
import { isAllowed } from "./allowed-images";
import { passesFilters } from "./filters";
import { type Image, isPublic } from "./image";
import { imageItem } from "./image-xml";
import { checkImageId, imageNotFound } from "./requests";

/** DescribeImages: what an account may see, of the store and of moto's public images. */
export function describeImages(context: Context): Rule {
  return {
    name: "describe-images",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html",
    on: ["ec2:DescribeImages"],
    async handle(call) {
      const images = (await candidates(context, call))
        .filter((image) => mayLaunch(context, image, call.account))
        .filter((image) => isAsked(context, call, image))
        .filter((image) => passesFilters(image, call));
      const { state } = context.images.settings(call.account, call.region).allowedImages;
      const items = images.flatMap((image) => {
        const imageAllowed = isAllowed(context, call, image);
        if (state === "enabled" && !imageAllowed) return [];
        return { ...imageItem(image, call.account), ...(state === "disabled" ? {} : { imageAllowed }) };
      });
      return ec2Answer(call, { imagesSet: { item: items } });
    },
  };
}

/** By ID, an image that doesn't exist is an error; one that the caller may not see is left out. */
async function candidates(context: Context, call: AwsCall): Promise<readonly Image[]> {
  const ids = list(call, "ImageId");
  ids.forEach(checkImageId);
  if (ids.length === 0) return allImages(context, call);
  const found = await Promise.all(ids.map((id) => context.images.find(call.region, id)));
  const missing = ids.filter((_, index) => (found[index]?.state ?? "deregistered") === "deregistered");
  if (missing.length > 0) throw imageNotFound(missing);
  return found.flatMap((image) => image ?? []);
}

/** Moto is asked only for what can be among the answers: its images are many. */
async function allImages(context: Context, call: AwsCall): Promise<readonly Image[]> {
  const { region, account } = call;
  const stored = context.images.list(region);
  const given = list(call, "Owner");
  const owners = given.filter((owner) => owner !== "self" && owner !== account);
  if (given.length > 0 && owners.length === 0) return stored;
  const filters = records(call, "Filter");
  const byName = filters.findIndex((filter) => filter["Name"] === "name");
  const query = {
    ...(owners.length === 0 ? {} : { owners }),
    ...(byName < 0 ? {} : { names: list(call, `Filter.${byName + 1}.Value`) }),
  };
  return [...stored, ...(await context.images.publicImages(region, query))];
}

function isAsked(context: Context, call: AwsCall, image: Image): boolean {
  const own = image.ownerId === call.account;
  const byId = list(call, "ImageId").includes(image.imageId);
  const owners = list(call, "Owner").map((owner) => (owner === "self" ? call.account : owner));
  const users = list(call, "ExecutableBy");
  const deprecated =
    image.deprecationTime !== undefined && Date.parse(image.deprecationTime) <= Number(context.clock.now());
  return (
    (owners.length === 0 || owners.includes(image.ownerId) || owners.includes(image.ownerAlias ?? "")) &&
    (users.length === 0 || users.some((user) => isExecutableBy(context, call, image, user))) &&
    (!deprecated || own || byId || flag(call, "IncludeDeprecated") === true) &&
    (image.state !== "disabled" || byId || flag(call, "IncludeDisabled") === true)
  );
}

/** `self` covers what is shared through the caller's organisation; another account's ID only what names it. */
function isExecutableBy(context: Context, { account }: AwsCall, image: Image, user: string): boolean {
  if (user === "all") return isPublic(image);
  if (user === "self" || user === account) return sharedWith(context, image, account);
  return image.launchPermissions.some(({ userId }) => userId === user);
}
