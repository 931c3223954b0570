import { ec2Return } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { list, records, withParams } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Next, Rule } from "../front/rule";
import { mayLaunch } from "./access";
import { wildcard } from "../front/chain";
import type { Image } from "./image";
import { checkTags, imageNotFound } from "./requests";
import { insertItems } from "./image-xml";

/** Tags with this prefix are seen by every account that the image is shared with. */
export const SHARED_TAG = "ec2:SharedTag/";

const SOURCE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html";

/** The tags that an account sees on an image: the owner all of them, others their own and the shared ones. */
export function visibleTags(image: Image, account: string): Map<string, string> {
  if (image.ownerId === account) return image.tags;
  const shared = [...image.tags].filter(([name]) => name.startsWith(SHARED_TAG));
  return new Map([...shared, ...(image.foreignTags.get(account) ?? [])]);
}

/** CreateTags, DeleteTags and DescribeTags for images; the tags of all else stay with moto. */
export function tagRules(context: Context): Rule[] {
  return [
    {
      name: "create-tags",
      source: SOURCE,
      on: ["ec2:CreateTags"],
      handle: (call, next) =>
        splitResources(context, call, next, (image) => {
          const tags = ownTags(image, call.account);
          const added = records(call, "Tag").map((tag) => [tag["Key"] ?? "", tag["Value"] ?? ""] as const);
          checkTags(new Map([...tags, ...added]));
          for (const [name, value] of added) tags.set(name, value);
        }),
    },
    {
      name: "delete-tags",
      source: SOURCE,
      on: ["ec2:DeleteTags"],
      handle: (call, next) =>
        splitResources(context, call, next, (image) => deleteTags(call, ownTags(image, call.account))),
    },
    {
      name: "describe-tags",
      source: SOURCE,
      on: ["ec2:DescribeTags"],
      async handle(call, next) {
        const items = context.images
          .list(call.region)
          .filter((image) => mayLaunch(context, image, call.account))
          .flatMap((image) => describeTags(image, call));
        return insertItems(await next(), "tagSet", items);
      },
    },
  ];
}

/** The tags that an account may change. */
function ownTags(image: Image, account: string): Map<string, string> {
  if (image.ownerId === account) return image.tags;
  const tags = image.foreignTags.get(account) ?? new Map<string, string>();
  image.foreignTags.set(account, tags);
  return tags;
}

async function splitResources(
  context: Context,
  call: AwsCall,
  next: Next,
  change: (image: Image) => void,
): ReturnType<Next> {
  const ids = list(call, "ResourceId");
  const imageIds = ids.filter((id) => id.startsWith("ami-"));
  const images = imageIds.map((id) => taggable(context, call, id));
  const others = ids.filter((id) => !imageIds.includes(id));
  if (others.length > 0) {
    const answer = await next(imageIds.length === 0 ? call : withResources(call, others));
    if (answer.status !== 200) return answer;
  }
  images.forEach(change);
  return ec2Return(call);
}

function taggable(context: Context, call: AwsCall, imageId: string): Image {
  const image = context.images.get(call.region, imageId);
  if (image === undefined || image.state === "deregistered") throw imageNotFound([imageId]);
  if (!mayLaunch(context, image, call.account)) {
    throw new AwsError("AuthFailure", `Not authorized for image:${imageId}`);
  }
  return image;
}

function withResources(call: AwsCall, ids: readonly string[]): AwsCall {
  const rest = Object.entries(call.params).filter(([name]) => !name.startsWith("ResourceId."));
  const resources = ids.map((id, index) => [`ResourceId.${index + 1}`, id]);
  return withParams(
    call,
    Object.fromEntries([...rest.map(([name, value]) => [name, String(value)]), ...resources]),
  );
}

/** Without a list all tags go; a tag with a value goes only when it has that value. */
function deleteTags(call: AwsCall, tags: Map<string, string>): void {
  const given = records(call, "Tag");
  if (given.length === 0) tags.clear();
  for (const { Key = "", Value } of given) {
    if (Value === undefined || tags.get(Key) === Value) tags.delete(Key);
  }
}

function describeTags(image: Image, call: AwsCall): object[] {
  const filters = records(call, "Filter").map((filter, index) => ({
    name: filter["Name"] ?? "",
    values: list(call, `Filter.${index + 1}.Value`),
  }));
  return [...visibleTags(image, call.account)]
    .map(([key, value]) => ({ resourceId: image.imageId, resourceType: "image", key, value }))
    .filter((item) =>
      filters.every(({ name, values }) => {
        const fields = {
          "resource-id": item.resourceId,
          "resource-type": "image",
          key: item.key,
          value: item.value,
        };
        const actual = Object.entries(fields).find(([field]) => field === name)?.[1];
        return actual === undefined
          ? name === `tag:${item.key}` && values.some((pattern) => wildcard(pattern, item.value))
          : values.some((pattern) => wildcard(pattern, actual));
      }),
    );
}
