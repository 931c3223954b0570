import { partitionOf } from "../../modules/support";
import { type Account, accountIdOf, accountOfRole, ownAccount, type Place } from "../aws/account";
import { Attempts } from "../aws/attempts";
import type { AwsProblem } from "../aws/failure";
import { inParallel } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";
import type { CatalogFile } from "../catalog-file";
import type { Progress } from "../progress";
import { Refusal, usageError } from "../refusal";
import { launchRecipients } from "./launch-permissions";
import { notLookedAt } from "./not-looked-at";
import { type PlaceUsage, placeUsage } from "./place-usage";
import { type PublishedAmis, publishedAmis } from "./published-amis";
import { type UsageReport, usageReports } from "./usage-reports";

/** Regions and accounts that are looked at together. */
const AT_ONCE = 8;

export interface UsageRequest {
  readonly file: CatalogFile;
  readonly image: string;
  /** @default - all */
  readonly version?: string;
  /** ARNs of roles, one for each further account. */
  readonly roles: readonly string[];
  readonly progress: Progress;
}

/** What AWS says of an image. */
export interface ImageUsage {
  /** Of the catalog's regions: `aws`, `aws-cn`. */
  readonly partition: string;
  /** The account that publishes first. */
  readonly accounts: readonly Account[];
  readonly published: readonly PublishedAmis[];
  readonly places: readonly PlaceUsage[];
  /** Who may launch the AMIs as AWS has it: account IDs, ARNs of organisations and OUs, `everyone`. */
  readonly recipients: readonly string[];
  /** EC2's reports of accounts that aren't looked at; none where all are. */
  readonly reports: readonly UsageReport[];
  /** Reports that can't be read; no problem of the answer, which goes without them. */
  readonly unreadReports: readonly AwsProblem[];
  /** What wasn't answered outside of the places. */
  readonly problems: readonly AwsProblem[];
}

/** The AMIs that are sought in one region, in the account that publishes. */
interface OwnAmis {
  readonly place: Place;
  readonly amiIds: readonly string[];
}

/**
 * Looks in all regions of the catalog, with the credentials of this process and with roles, for what refers to
 * the AMIs of an image.
 * @throws Refusal `AWS_FAILED`, `IMAGE_UNPUBLISHED`
 */
export async function imageUsage(sdk: Sdk, request: UsageRequest): Promise<ImageUsage> {
  const { file, image, progress } = request;
  const { homeRegion, namespace } = file.catalog;
  const prefix = `${namespace}/${image}`;
  const publisher = await ownAccount(sdk, homeRegion);
  const attempts = new Attempts();
  const [others, published] = await Promise.all([
    openRoles(sdk, homeRegion, request.roles, attempts),
    readPublished(sdk, publisher, request, prefix, attempts),
  ]);
  if (attempts.problems.length === 0 && published.every(({ versions }) => versions.size === 0)) {
    throw unpublished(publisher.id, prefix);
  }
  const accounts = [publisher, ...others];
  checkAccounts(publisher, others);
  const own = published.flatMap((amis): OwnAmis[] => {
    const amiIds = idsOf(amis, request.version);
    return amiIds.length === 0 ? [] : [{ place: publisher.in(amis.region), amiIds }];
  });
  const soughtIn = own.flatMap((amis) => accounts.map((account) => ({ ...amis, account })));
  const look = ({ account, place: { region }, amiIds }: (typeof soughtIn)[number]) =>
    placeUsage(sdk, account.in(region), { prefix, publisher: publisher.id, amiIds });
  const counted = progress.counting(soughtIn.length, "regions and accounts looked at", look);
  const places = await inParallel(soughtIn, AT_ONCE, counted);
  const recipients = await readRecipients(sdk, own, attempts, progress);
  const reporting = new Attempts();
  const reports =
    notLookedAt(file.catalog, image, accounts, recipients).length === 0
      ? []
      : await readReports(sdk, own, accounts, reporting, progress);
  const [problems, unreadReports] = [attempts.problems, reporting.problems];
  const partition = partitionOf(homeRegion);
  return { partition, accounts, published, places, recipients, reports, unreadReports, problems };
}

/** The file may be behind, or ahead of, what is deployed, and people share by hand. */
async function readRecipients(
  sdk: Sdk,
  own: readonly OwnAmis[],
  attempts: Attempts,
  progress: Progress,
): Promise<string[]> {
  const work = progress.counting(
    own.length,
    "regions' launch permissions read",
    ({ place, amiIds }: OwnAmis) => {
      const attempt = attempts.at({ accountId: place.account.id, region: place.region });
      return launchRecipients(sdk, place, amiIds, attempt);
    },
  );
  return [...new Set((await inParallel(own, AT_ONCE, work)).flat())];
}

/** Of accounts that are looked at, more is known. */
async function readReports(
  sdk: Sdk,
  own: readonly OwnAmis[],
  accounts: readonly Account[],
  attempts: Attempts,
  progress: Progress,
): Promise<UsageReport[]> {
  const work = progress.counting(own.length, "regions' usage reports read", ({ place, amiIds }: OwnAmis) => {
    const attempt = attempts.at({ accountId: place.account.id, region: place.region });
    return attempt("ec2:DescribeImageUsageReports", () => usageReports(sdk, place, amiIds));
  });
  const read = await inParallel(own, AT_ONCE, work);
  return read
    .flatMap((reports) => reports ?? [])
    .map((report) => ({
      ...report,
      references: report.references.filter(({ accountId }) => accounts.every(({ id }) => id !== accountId)),
    }));
}

function idsOf({ versions }: PublishedAmis, version: string | undefined): string[] {
  const chosen = version === undefined ? [...versions.values()] : [versions.get(version)];
  return [...new Set(chosen.filter((amiId) => amiId !== undefined))];
}

async function openRoles(
  sdk: Sdk,
  region: string,
  roles: readonly string[],
  attempts: Attempts,
): Promise<Account[]> {
  const opened = await inParallel(roles, AT_ONCE, (role) => {
    const attempt = attempts.at({ accountId: accountIdOf(role) });
    return attempt("sts:AssumeRole", () => accountOfRole(sdk, region, role));
  });
  return opened.filter((account) => account !== undefined);
}

async function readPublished(
  sdk: Sdk,
  publisher: Account,
  { file, progress }: UsageRequest,
  prefix: string,
  attempts: Attempts,
): Promise<PublishedAmis[]> {
  const regions = Object.keys(file.catalog.regions);
  const work = progress.counting(regions.length, "regions' parameters read", (region: string) => {
    const attempt = attempts.at({ accountId: publisher.id, region });
    return attempt("ssm:GetParametersByPath", () => publishedAmis(sdk, publisher.in(region), prefix));
  });
  return (await inParallel(regions, AT_ONCE, work)).filter((amis) => amis !== undefined);
}

/** @throws Refusal `USAGE` where an account would be looked at twice */
function checkAccounts({ id }: Account, others: readonly Account[]): void {
  const own = others.find((account) => account.id === id);
  if (own) {
    throw usageError(`--role ${own.role} is of ${id}, the account of your credentials`, "leave it out");
  }
}

/** Without this, credentials of a wrong account would make everything look unused. */
function unpublished(accountId: string, prefix: string): Refusal {
  return new Refusal({
    code: "IMAGE_UNPUBLISHED",
    value: accountId,
    allowed: `account ${accountId} has no parameter ${prefix}/versions/… in any region of the catalog`,
    fix: "use the credentials of the account that publishes, or deploy the image first",
  });
}
