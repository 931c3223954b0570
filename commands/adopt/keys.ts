import { KEY_TAG } from "../../modules/ami-encryption-key";
import { type DataSources, placeOf, providerOf } from "./data-sources";
import { type StateResource, textOf, type Values } from "./plan";

/** A KMS key of the own account. */
export interface FoundKey {
  readonly keyId: string;
  readonly arn: string;
  /** Path of the construct that it was made for. */
  readonly madeFor: string;
}

/** The construct that a key is made for, by its tags. */
export function madeFor({ tags }: Values): string | undefined {
  const tag: unknown = typeof tags === "object" && tags !== null ? (tags as Values)[KEY_TAG] : undefined;
  return typeof tag === "string" ? tag : undefined;
}

/** Data sources for the keys that were made for some constructs, whatever the state knows of them. */
export function keySources(paths: readonly string[], alias: string | undefined): DataSources {
  const place = placeOf(alias);
  const tagged = `data.aws_resourcegroupstaggingapi_resources.${place}.resource_tag_mapping_list`;
  return {
    aws_resourcegroupstaggingapi_resources: {
      [place]: {
        resource_type_filters: ["kms:key"],
        tag_filter: [{ key: KEY_TAG, values: [...new Set(paths)] }],
        ...providerOf(alias),
      },
    },
    aws_kms_key: {
      [place]: {
        for_each: `\${{ for key in ${tagged} : key.resource_arn => key.tags["${KEY_TAG}"] }}`,
        key_id: "${each.key}",
        ...providerOf(alias),
      },
    },
  };
}

/** Those that can be used: a key that is to be deleted is left alone. */
export function foundKeys(resources: readonly StateResource[], alias: string | undefined): FoundKey[] {
  const place = placeOf(alias);
  const listed = resources
    .filter(({ type, name }) => type === "aws_resourcegroupstaggingapi_resources" && name === place)
    .flatMap(({ values }) => mappingsOf(values.resource_tag_mapping_list));
  return resources
    .filter(({ type, name, values }) => type === "aws_kms_key" && name === place && values.enabled === true)
    .map(({ values }) => {
      const arn = textOf(values, "arn") ?? "";
      const tags = listed.find(({ resource_arn: other }) => other === arn) ?? {};
      return { arn, keyId: arn.replace(/^.*:key\//, ""), madeFor: madeFor(tags) ?? "" };
    });
}

function mappingsOf(list: unknown): Values[] {
  return Array.isArray(list) ? (list as Values[]) : [];
}
