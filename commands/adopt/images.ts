import { type DataSources, placeOf, providerOf } from "./data-sources";
import { type StateResource, textOf, type Values } from "./plan";

/** Resources that are an AMI, and whether the provider deletes its snapshots with it. */
export const IMAGE_TYPES: Readonly<Record<string, boolean>> = {
  aws_ami: false,
  aws_ami_copy: true,
  aws_ami_from_instance: true,
};

const VERSION_TAG = "ami-catalog:version";
/** The hash at the end of a copy's name. */
const HASH = /[0-9a-f]{8}$/;
/** A filter takes 200 values. */
const VALUES = 200;

/** An AMI of the own account. */
export interface FoundImage extends NamedCopy {
  readonly id: string;
  readonly arn: string;
  /** `available`, `pending`, `failed`, … */
  readonly state: string;
  /** Why it failed. @default - it didn't */
  readonly reason?: string;
}

/** A copy of a version of an image: `IMAGE-VERSION-HASH`. */
export interface NamedCopy {
  readonly name: string;
  /** @default - none is known */
  readonly version?: string;
}

/** The names of all copies that an image may have: the name without its version and its hash. */
export function imageOf({ name, version }: NamedCopy): string {
  const stem = name.replace(HASH, "");
  return version !== undefined && stem.endsWith(`-${version}-`) ? stem.slice(0, -version.length - 1) : stem;
}

/**
 * Data sources for the AMIs of some names, and for other copies of the same image: of the same version, and of
 * versions that the stack no longer has.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html
 */
export function imageSources(copies: readonly NamedCopy[], alias: string | undefined): DataSources {
  const place = placeOf(alias);
  const patterns = [...new Set(copies.map(patternOf))];
  const ids: Record<string, Values> = {};
  const images: Record<string, Values> = {};
  for (let start = 0; start < patterns.length; start += VALUES) {
    const key = `${place}-${start}`;
    const common = { owners: ["self"], include_deprecated: true, ...providerOf(alias) };
    ids[key] = { ...common, filter: [{ name: "name", values: patterns.slice(start, start + VALUES) }] };
    images[key] = {
      ...common,
      for_each: `\${toset(data.aws_ami_ids.${key}.ids)}`,
      filter: [{ name: "image-id", values: ["${each.value}"] }],
    };
  }
  return { aws_ami_ids: ids, aws_ami: images };
}

export function foundImages(resources: readonly StateResource[], alias: string | undefined): FoundImage[] {
  return resources
    .filter(({ type, name }) => type === "aws_ami" && name.replace(/-\d+$/, "") === placeOf(alias))
    .map(({ values }) => ({
      id: textOf(values, "id") ?? "",
      arn: textOf(values, "arn") ?? "",
      name: textOf(values, "name") ?? "",
      version: versionOf(values),
      state: textOf(values, "state") ?? "",
      reason: reasonOf(values.state_reason),
    }));
}

/** Whether an AMI is a copy of the image of another one; its tags, where it has them, say the version. */
export function isOfImage(found: NamedCopy, other: NamedCopy): boolean {
  const image = imageOf(other);
  return (
    HASH.test(found.name) &&
    (found.version === undefined ? found.name.startsWith(image) : imageOf(found) === image)
  );
}

function patternOf(copy: NamedCopy): string {
  return HASH.test(copy.name) && copy.version !== undefined ? `${imageOf(copy)}*` : copy.name;
}

/** The version that the tags of a copy say. */
export function versionOf({ tags }: Values): string | undefined {
  const version: unknown =
    typeof tags === "object" && tags !== null ? (tags as Values)[VERSION_TAG] : undefined;
  return typeof version === "string" ? version : undefined;
}

function reasonOf(reason: unknown): string | undefined {
  const message =
    typeof reason === "object" && reason !== null && "message" in reason ? reason.message : undefined;
  return typeof message === "string" && message !== "UNSET" ? message : undefined;
}
