import type { DataSources } from "./data-sources";
import type { LookUp } from "./look-up";
import type { Found } from "./findings";
import { foundImages, IMAGE_TYPES, imageSources, versionOf } from "./images";
import { foundKeys, keySources, madeFor } from "./keys";
import { foundOnes, oneSources } from "./ones";
import { foundParameters, parameterSources } from "./parameters";
import { textOf, type Values } from "./plan";

/** A resource of the stack, whether its state holds it or not. */
export interface Sought {
  readonly type: string;
  readonly alias?: string;
  readonly values: Values;
  /** Whether the state holds it: then only others that were made for it are of interest. */
  readonly held: boolean;
}

/** Asks AWS for what could be the resources of a stack, all at once. */
export function search(lookUp: LookUp, sought: readonly Sought[]): ReadonlyMap<string | undefined, Found> {
  const places = [...new Set(sought.map(({ alias }) => alias))].map((alias) => {
    const here = sought.filter((each) => each.alias === alias);
    return { alias, here, data: dataSources(here, alias) };
  });
  const answers = lookUp.read(places.reduce((sum, place) => merged(sum, place.data), {}));
  const { resources } = answers;
  return new Map(
    places.map(({ alias, here }) => [
      alias,
      {
        images: foundImages(resources, alias),
        parameters: foundParameters(resources, alias),
        keys: foundKeys(resources, alias),
        aliases: foundOnes(answers, "aws_kms_alias", aliasNames(here), alias),
        shares: foundOnes(answers, "aws_ram_resource_share", shareNames(here), alias),
      },
    ]),
  );
}

function dataSources(sought: readonly Sought[], alias: string | undefined): DataSources {
  const images = sought
    .filter(({ type }) => type in IMAGE_TYPES)
    .flatMap(({ values }) => {
      const name = textOf(values, "name");
      return name === undefined ? [] : { name, version: versionOf(values) };
    });
  const parameters = namesOf(sought, ["aws_ssm_parameter"], true);
  const keys = sought
    .filter(({ type }) => type === "aws_kms_key")
    .flatMap(({ values }) => madeFor(values) ?? []);
  return {
    ...(images.length > 0 ? imageSources(images, alias) : {}),
    ...(parameters.length > 0 ? parameterSources(parameters, alias) : {}),
    ...(keys.length > 0 ? keySources(keys, alias) : {}),
    ...oneSources("aws_kms_alias", aliasNames(sought), alias),
    ...oneSources("aws_ram_resource_share", shareNames(sought), alias, {
      resource_owner: "SELF",
      resource_share_status: "ACTIVE",
    }),
  };
}

/** Those of the state too: they name the key that is the right one. */
function aliasNames(sought: readonly Sought[]): string[] {
  return namesOf(sought, ["aws_kms_alias"]);
}

function shareNames(sought: readonly Sought[]): string[] {
  return namesOf(sought, ["aws_ram_resource_share"]);
}

/** Known names of the resources of some types. */
function namesOf(sought: readonly Sought[], types: readonly string[], onlyMissing = false): string[] {
  return sought
    .filter(({ type, held }) => types.includes(type) && !(held && onlyMissing))
    .flatMap(({ values }) => textOf(values, "name") ?? []);
}

function merged(one: DataSources, other: DataSources): DataSources {
  const types = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...types].map((type) => [type, { ...one[type], ...other[type] }]));
}
