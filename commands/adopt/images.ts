import { type DataSources, placeOf, providerOf } from "./data-sources";
import { type StateResource, textOf, type Values } from "./plan";

/** Resources that are an AMI, and whether the provider deletes its snapshots with it. */
export const IMAGE_TYPES: Readonly<Record<string, boolean>> = {
  aws_ami: false,
  aws_ami_copy: true,
  aws_ami_from_instance: true,
};

/** The hash at the end of a copy's name. */
const HASH = /[0-9a-f]{8}$/;
/** A filter takes 200 values. */
const VALUES = 200;

/** An AMI of the own account. */
export interface FoundImage {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** `available`, `pending`, `failed`, … */
  readonly state: string;
  /** Why it failed. @default - it didn't */
  readonly reason?: string;
}

/**
 * Data sources for the AMIs of some names, and for those that differ in the hash alone: other copies of the same
 * version.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html
 */
export function imageSources(names: readonly string[], alias: string | undefined): DataSources {
  const place = placeOf(alias);
  const patterns = [...new Set(names.map((name) => name.replace(HASH, "????????")))];
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
      state: textOf(values, "state") ?? "",
      reason: reasonOf(values.state_reason),
    }));
}

/** Whether two names differ in their hash at most. */
export function isSameVersion(one: string, other: string): boolean {
  return one.replace(HASH, "") === other.replace(HASH, "");
}

function reasonOf(reason: unknown): string | undefined {
  const message =
    typeof reason === "object" && reason !== null && "message" in reason ? reason.message : undefined;
  return typeof message === "string" && message !== "UNSET" ? message : undefined;
}
