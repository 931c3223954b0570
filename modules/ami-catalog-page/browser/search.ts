import { sourceInWords } from "../../ami-catalog-graph/words";
import type { CatalogImage } from "../../ami-catalog/model";
import type { PublishedCatalog } from "../page-data";

/** An image, and all that it is found by. */
export interface Found {
  readonly name: string;
  readonly text: string;
}

export function searchIndex({ namespace, images }: PublishedCatalog): Found[] {
  return Object.entries(images).map(([name, image]) => ({
    name,
    text: textOf(`${namespace}/${name}`, image).toLowerCase(),
  }));
}

function textOf(prefix: string, { description = "", tags = {}, versions, channels = {} }: CatalogImage) {
  return [
    description,
    ...Object.entries(tags).flat(),
    ...Object.entries(channels).map(([channel, version]) => `${prefix}/${channel} ${version}`),
    ...Object.entries(versions).flatMap(([version, { source }]) => [
      `${prefix}/versions/${version}`,
      ...sourceInWords(source),
      ...Object.values(source.ami ?? {}).map(({ amiId }) => amiId),
    ]),
  ].join("\n");
}

/**
 * The images in which every word of the query stands, those that have all of them in their names first.
 * A pasted alias or ARN is found by the name of its parameter.
 */
export function search(index: readonly Found[], query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).map(withoutReference).filter(Boolean);
  const found = index.filter(({ text }) => words.every((word) => text.includes(word)));
  const isNamed = ({ name }: Found) => words.every((word) => name.includes(word));
  return [...found.filter(isNamed), ...found.filter((each) => !isNamed(each))].map(({ name }) => name);
}

/**
 * What to add where nothing is found; empty where there is nothing to say. A catalog has the IDs of source AMIs, and
 * not those that AWS gives to their copies.
 */
export function hintFor(query: string): string {
  return /(?:^|\s)ami-[0-9a-f]*(?:\s|$)/i.test(query)
    ? "AWS alone knows the IDs of copies: their tags Name and ami-catalog:version say what they are."
    : "";
}

/** `resolve:ssm:`, the account of an ARN, and the version or label of a parameter aside. */
function withoutReference(word: string): string {
  const name = word.replace(/^resolve:ssm:/, "").replace(/^arn:[^/]*:parameter(?=\/)/, "");
  return name.startsWith("/") ? name.replace(/:[\w.-]*$/, "") : name;
}
