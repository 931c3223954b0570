import type { AwsProblem } from "../aws/failure";
import type { CatalogFile } from "../catalog-file";
import { imageOf, newestFirst } from "../look-up";
import type { ImageUsage } from "./image-usage";
import { notLookedAt } from "./not-looked-at";
import type { Reference } from "./reference";

/** May it be retired? `unknown`: nothing was found, but not all were looked at. */
export type Answer = "yes" | "no" | "unknown";

/** What refers to one version of an image. */
export interface VersionUsage {
  readonly version: string;
  readonly state: "active" | "released" | "not in the file";
  /** AMI IDs by region. */
  readonly amiIds: Readonly<Record<string, string>>;
  /** Regions that may have an AMI of it, though no parameter there names that AMI as this version. */
  readonly missingIn: readonly string[];
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
  const { versions } = imageOf(file, image);
  const known = [
    ...Object.keys(versions),
    ...usage.published.flatMap((published) => [...published.versions.keys()]),
  ];
  const problems = [...usage.problems, ...usage.places.flatMap((place) => place.problems)];
  const unseen = notLookedAt(file.catalog, image, usage.accounts, usage.recipients);
  const references = [
    ...channelReferences(file, image, usage),
    ...usage.places.flatMap((place) => place.references),
    ...usage.reports.flatMap((report) => report.references),
  ];
  const chosen = version === undefined ? newestFirst([...new Set(known)]) : [version];
  return {
    image,
    versions: chosen.map((name) => {
      const amiIds = amiIdsOf(usage, name);
      const own = references.filter(({ region, amiId }) => amiIds[region] === amiId);
      const regions = Object.keys(amiIds);
      const state = Object.hasOwn(versions, name) ? (versions[name]?.state ?? "active") : "not in the file";
      const missingIn = regionsWithout(usage, name, state === "active" && regions.length > 0);
      const isSeen = regions.length === 0 || unseen.length === 0;
      const isTold = usage.places.every(
        ({ region, untold }) => untold === undefined || !regions.includes(region),
      );
      return {
        version: name,
        state,
        amiIds,
        missingIn,
        answer: answerTo(own, problems.length === 0 && missingIn.length === 0 && isSeen && isTold),
        references: own,
      };
    }),
    notLookedAt: unseen,
    problems,
  };
}

function amiIdsOf({ published }: ImageUsage, version: string): Record<string, string> {
  return Object.fromEntries(
    published.flatMap(({ region, versions }) => {
      const amiId = versions.get(version);
      return amiId === undefined ? [] : [[region, amiId] as const];
    }),
  );
}

/**
 * Regions without a parameter of the version: those that should have one, and those in which a channel names an AMI
 * of no version.
 */
function regionsWithout({ published }: ImageUsage, version: string, isEverywhere: boolean): string[] {
  return published
    .filter(({ versions, channels }) => {
      const known = new Set(versions.values());
      const isUnclear = isEverywhere || [...channels.values()].some((amiId) => !known.has(amiId));
      return isUnclear && !versions.has(version);
    })
    .map(({ region }) => region);
}

function answerTo(references: readonly Reference[], isComplete: boolean): Answer {
  if (references.some(({ use }) => use === "names")) {
    return "no";
  }
  return isComplete ? "yes" : "unknown";
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
