import type { Catalog } from "../../modules/ami-catalog/model";
import { recipientsOf } from "../../modules/ami-catalog/recipients";
import type { AwsProblem } from "../aws/failure";
import type { CatalogFile } from "../catalog-file";
import { imageOf, newestFirst } from "../look-up";
import type { ImageUsage } from "./image-usage";
import type { Reference } from "./reference";

/** May it be retired? `unknown`: nothing was found, but not all were looked at. */
export type Answer = "yes" | "no" | "unknown";

/** What refers to one version of an image. */
export interface VersionUsage {
  readonly version: string;
  readonly state: "active" | "released" | "not in the file";
  /** AMI IDs by region. */
  readonly amiIds: Readonly<Record<string, string>>;
  readonly answer: Answer;
  readonly references: readonly Reference[];
}

/** The answers about an image. */
export interface Answers {
  readonly image: string;
  readonly versions: readonly VersionUsage[];
  /** Account IDs, ARNs of organisations and OUs, `everyone`: who may launch the image and wasn't looked at. */
  readonly notLookedAt: readonly string[];
  readonly problems: readonly AwsProblem[];
}

/**
 * The answer for each version that is asked for; one that only AWS knows is among all.
 * @param version the only one. @default - all
 */
export function answersOf(file: CatalogFile, image: string, usage: ImageUsage, version?: string): Answers {
  const known = [
    ...Object.keys(imageOf(file, image).versions),
    ...usage.published.flatMap(({ versions }) => [...versions.keys()]),
  ];
  const problems = [...usage.problems, ...usage.places.flatMap((place) => place.problems)];
  const looked = new Set(usage.accounts.map(({ id }) => id));
  const notLookedAt = mayLaunch(file.catalog, image).filter((name) => !looked.has(name));
  const isComplete = problems.length === 0 && notLookedAt.length === 0;
  const versions = version === undefined ? newestFirst([...new Set(known)]) : [version];
  return {
    image,
    versions: versions.map((each) => versionUsage(file, image, usage, each, isComplete)),
    notLookedAt,
    problems,
  };
}

function versionUsage(
  file: CatalogFile,
  image: string,
  usage: ImageUsage,
  version: string,
  isComplete: boolean,
): VersionUsage {
  const amiIds = Object.fromEntries(
    usage.published.flatMap(({ region, versions }) => {
      const amiId = versions.get(version);
      return amiId === undefined ? [] : [[region, amiId] as const];
    }),
  );
  const references = [
    ...channelReferences(file, image, usage),
    ...usage.places.flatMap((place) => place.references),
  ].filter(({ region, amiId }) => amiIds[region] === amiId);
  const isUsed = references.some(({ use }) => use === "names");
  const given = imageOf(file, image).versions[version];
  return {
    version,
    state: given ? (given.state ?? "active") : "not in the file",
    amiIds,
    answer: isUsed ? "no" : isComplete ? "yes" : "unknown",
    references,
  };
}

/** The channels where they are published: AWS's, which the file may be ahead of. */
function channelReferences({ catalog }: CatalogFile, image: string, usage: ImageUsage): Reference[] {
  const accountId = usage.accounts[0]?.id ?? "";
  return usage.published.flatMap(({ region, channels }) =>
    [...channels].map(([channel, amiId]) => ({
      accountId,
      region,
      type: "channel",
      id: `${catalog.namespace}/${image}/${channel}`,
      amiId,
      use: "names",
      how: "its value",
    })),
  );
}

/** Everyone that the file shares the image with, in any region. */
function mayLaunch(catalog: Catalog, name: string): string[] {
  const image = catalog.images[name];
  const all = Object.keys(catalog.regions).flatMap((region) => {
    const recipients = image ? recipientsOf(catalog, region, image) : {};
    const { isPublic, accountIds = [], organizationArns = [], organizationalUnitArns = [] } = recipients;
    return [...(isPublic ? ["everyone"] : []), ...organizationArns, ...organizationalUnitArns, ...accountIds];
  });
  return [...new Set(all)];
}
