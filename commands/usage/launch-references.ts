import type { Place } from "../aws/account";
import type { Attempt } from "../aws/attempts";
import type { Sdk } from "../aws/sdk";
import { type GroupLaunch, groupLaunches } from "./auto-scaling";
import { LaunchImages } from "./launch-images";
import { type TemplateVersion, TemplateVersions } from "./launch-templates";
import type { Found } from "./reference";
import type { Sought } from "./sought";

/** Launch templates and Auto Scaling groups that launch AMIs, or follow a channel that names one. */
export async function launchReferences(
  sdk: Sdk,
  place: Place,
  sought: Sought,
  attempt: Attempt,
): Promise<Found[]> {
  const [read, launches = []] = await Promise.all([
    attempt("ec2:DescribeLaunchTemplateVersions", () => TemplateVersions.read(sdk, place)),
    attempt("autoscaling:DescribeAutoScalingGroups", () => groupLaunches(sdk, place)),
  ]);
  const templates = read ?? TemplateVersions.none(sdk, place);
  const uses = launches.flatMap(({ template }) => template ?? []);
  await attempt("ec2:DescribeLaunchTemplateVersions", () => templates.readUsed(uses));
  const imageIds = [...templates.all(), ...launches].flatMap(({ imageId }) => imageId ?? []);
  const images = await LaunchImages.read(sdk, place, sought, imageIds, attempt);
  return [
    ...templates.all().flatMap((version) => ofTemplate(images, version)),
    ...launches.flatMap((launch) => ofGroup(images, templates, launch)),
  ];
}

function ofTemplate(images: LaunchImages, version: TemplateVersion): Found[] {
  const { id, name, number, isDefault, isLatest, imageId } = version;
  const image = imageId === undefined ? undefined : images.of(imageId);
  if (!image) {
    return [];
  }
  const standing = [...(isDefault ? ["default"] : []), ...(isLatest ? ["latest"] : [])].join(" and ");
  const how = [`version ${number}${standing === "" ? "" : `, its ${standing}`}`, image.how];
  return [{ type: "launch template", id, name, ...image, how: how.filter(Boolean).join(", ") }];
}

function ofGroup(images: LaunchImages, templates: TemplateVersions, launch: GroupLaunch): Found[] {
  const { group, template, through } = launch;
  const imageId = launch.imageId ?? (template && templates.of(template)?.imageId);
  const image = imageId === undefined ? undefined : images.of(imageId);
  const how = [through, image?.how].filter(Boolean).join(", ");
  return image ? [{ type: "Auto Scaling group", id: group, ...image, how }] : [];
}
