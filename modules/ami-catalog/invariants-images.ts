import { checkAmiName, checkKmsKey, checkParameterName, hasPassed } from "../support";
import { mapAt, placeAt, placeOfKey, placeOfKeyAt } from "./document-tree";
import { declaredRegions, Examined } from "./examined";
import { CatalogImage, CatalogSource } from "./model";
import { unknownName, VERSIONS_LEVEL } from "./names";
import { SourceFactories } from "./source-factories";
import { byNearness, shownWords } from "./suggestion";

/** Adds what is wrong with images: their channels, the names of their parameters, their sources. */
export function checkImages(examined: Examined): void {
  const factories = new SourceFactories();
  const regions = declaredRegions(examined.root);
  for (const [name, image] of Object.entries(examined.draft.images ?? {})) {
    checkChannels(examined, name, image);
    checkCase(examined, ["images", name, "channels"]);
    checkCase(examined, ["images", name, "versions"]);
    checkNames(examined, name, image, regions);
    for (const [version, { source }] of Object.entries(image.versions)) {
      const path = ["images", name, "versions", version, "source"];
      checkAmiRegions(examined, path, source, regions);
      checkSourceRegions(examined, path, source, regions);
      checkSourceKeys(examined, path, source);
      checkByFactory(examined, path, source, factories);
    }
  }
}

function checkChannels({ root, problems }: Examined, name: string, image: CatalogImage): void {
  const declared = mapAt(root, "images", name, "versions");
  const versions = new Map(Object.entries(image.versions));
  for (const [channel, version] of Object.entries(image.channels ?? {})) {
    const place = () => placeAt(root, "images", name, "channels", channel);
    const { state, deprecationTime } = versions.get(version) ?? {};
    if (declared && !declared.entries.has(version)) {
      const words = [...declared.entries.keys()];
      const allowed = `${name} has the versions ${shownWords(version, words)}`;
      const [suggestion] = byNearness(version, words);
      problems.add(
        place(),
        version,
        "CHANNEL_WITHOUT_VERSION",
        allowed,
        `name one of them, like "${suggestion}", or add it`,
      );
    } else if (state === "released") {
      const allowed = "Terraform has let go of this version, and can't hold a channel to it";
      const fix = "move the channel to another version, or take `state: released` out";
      problems.add(place(), version, "CATALOG_CHANNEL_RELEASED", allowed, fix);
    } else if (deprecationTime !== undefined && hasPassed(deprecationTime)) {
      const message = `version ${version} has been deprecated since ${deprecationTime}: move the channel to a newer one`;
      problems.warn(place(), "CATALOG_CHANNEL_DEPRECATED", message);
    }
  }
}

/** SSM would take both names, and people would take one for the other. */
function checkCase({ root, problems }: Examined, path: readonly string[]): void {
  const map = mapAt(root, ...path);
  const seen = new Map<string, string>();
  for (const key of map?.entries.keys() ?? []) {
    const lower = key.toLowerCase();
    const first = seen.get(lower);
    if (map && first !== undefined) {
      problems.add(
        placeOfKey(map, key),
        key,
        "CATALOG_NAME_CASE",
        `it differs from "${first}" only in case: SSM compares names with case, and people don't`,
        "choose another name for one of the two",
      );
    }
    seen.set(lower, first ?? key);
  }
}

/**
 * The names that follow from the file. They are unique in a region by their form: an image, a version
 * and a channel hold no `/`, a map has no key twice, and no channel is named `versions`.
 */
function checkNames(
  { draft: { namespace }, root, problems }: Examined,
  name: string,
  image: CatalogImage,
  regions: readonly string[],
): void {
  const longest = [...regions].sort((one, other) => other.length - one.length)[0];
  const checkParameter = checkParameterName(longest);
  for (const version of Object.keys(image.versions)) {
    const place = () => placeOfKeyAt(root, "images", name, "versions", version);
    const amiName = `${name}-${version}`;
    const parameter = `${namespace}/${name}/${VERSIONS_LEVEL}/${version}`;
    for (const [given, finding] of [
      [amiName, checkAmiName(amiName)],
      [parameter, namespace === undefined ? undefined : checkParameter(parameter)],
    ] as const) {
      if (finding) {
        problems.refuse(place(), given, finding);
      }
    }
  }
  for (const channel of Object.keys(image.channels ?? {})) {
    const parameter = `${namespace}/${name}/${channel}`;
    const finding = namespace === undefined ? undefined : checkParameter(parameter);
    if (finding) {
      problems.refuse(placeOfKeyAt(root, "images", name, "channels", channel), parameter, finding);
    }
  }
}

/** Every declared region has the image: by an AMI of its own, or by a copy of the home region's. */
function checkAmiRegions(
  { draft: { homeRegion }, root, problems }: Examined,
  path: readonly string[],
  { ami }: CatalogSource,
  regions: readonly string[],
): void {
  const given = mapAt(root, ...path, "ami");
  if (!ami || !given || given.entries.size === 0 || regions.length === 0) {
    return;
  }
  for (const code of Object.keys(ami)) {
    const finding = unknownName(code, regions, "regions");
    if (finding) {
      problems.refuse(placeOfKey(given, code), code, finding);
    }
  }
  const without = regions.filter((code) => !given.entries.has(code));
  if (homeRegion !== undefined && without.includes(homeRegion) && regions.includes(homeRegion)) {
    problems.add(
      placeAt(root, ...path, "ami"),
      undefined,
      "REGION_WITHOUT_SOURCE",
      `it names no AMI of the home region ${homeRegion} to copy from, and none of ${shownWords(homeRegion, without)}`,
      `add the AMI of ${homeRegion}`,
    );
  }
}

/** The regions that a source is said to have an AMI of. */
function checkSourceRegions(
  { root, problems }: Examined,
  path: readonly string[],
  { remoteState, imageBuilder }: CatalogSource,
  regions: readonly string[],
): void {
  for (const [kind, given] of Object.entries({ remoteState, imageBuilder })) {
    for (const [index, code] of (given?.regions ?? []).entries()) {
      problems.refuse(
        placeAt(root, ...path, kind, "regions", `${index}`),
        code,
        unknownName(code, regions, "regions"),
      );
    }
  }
}

/** The key of an AMI is a key of its region; the factories check those of the other sources. */
function checkSourceKeys(
  { root, problems }: Examined,
  path: readonly string[],
  { ami = {} }: CatalogSource,
): void {
  for (const [region, { kmsKeyId }] of Object.entries(ami)) {
    const finding = kmsKeyId === undefined ? undefined : checkKmsKey(region)(kmsKeyId);
    problems.refuse(placeAt(root, ...path, "ami", region, "kmsKeyId"), kmsKeyId, finding);
  }
}

/** What a factory misses may be there and be refused already. */
function checkByFactory(
  { draft: { homeRegion }, root, problems }: Examined,
  path: readonly string[],
  source: CatalogSource,
  factories: SourceFactories,
): void {
  if (homeRegion === undefined) {
    return;
  }
  const { kind, found } = factories.refused(source, homeRegion);
  const written = mapAt(root, ...path, kind)?.entries.keys() ?? [];
  const hasRefused = [...written].some((key) => !(key in Object(Reflect.get(source, kind))));
  for (const problem of found.filter(({ value }) => value !== undefined || !hasRefused)) {
    const keys = problem.prop.split(/[.[\]]+/).filter((key) => key !== "");
    problems.refuse(placeAt(root, ...path, kind, ...keys), problem.value, problem);
  }
}
