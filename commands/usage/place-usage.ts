import type { Place } from "../aws/account";
import { Attempts } from "../aws/attempts";
import type { AwsProblem } from "../aws/failure";
import type { Sdk } from "../aws/sdk";
import { imageParameter } from "./image-parameter";
import { toldReferences } from "./image-references";
import { instancesOf } from "./instances";
import { launchReferences } from "./launch-references";
import { imageParameterNames, parameterValues } from "./parameters";
import type { Found, Reference } from "./reference";
import type { Sought } from "./sought";

/** What refers to AMIs in one account and region. */
export interface PlaceUsage {
  readonly accountId: string;
  readonly region: string;
  readonly references: readonly Reference[];
  /** Calls that failed: what they would have found isn't known. */
  readonly problems: readonly AwsProblem[];
  /**
   * Why EC2 doesn't tell references, so that nothing is known of Image Builder recipes.
   * @default - it tells them
   */
  readonly untold?: string;
}

/** Looks for all that refers to AMIs in one account and region. Nothing is changed. */
export async function placeUsage(sdk: Sdk, place: Place, sought: Sought): Promise<PlaceUsage> {
  const { account, region } = place;
  const attempts = new Attempts();
  const attempt = attempts.at({ accountId: account.id, region });
  const [told, instances = [], launches] = await Promise.all([
    toldReferences(sdk, place, sought.amiIds, attempt),
    attempt("ec2:DescribeInstances", () => instancesOf(sdk, place, sought.amiIds)),
    launchReferences(sdk, place, sought, attempt),
  ]);
  const own = [...instances, ...launches];
  const others =
    told === undefined || typeof told === "string"
      ? await attempt("ssm:DescribeParameters", () => parameterReferences(sdk, place, sought))
      : told.filter((one) => !own.some(({ id, amiId }) => id === one.id && amiId === one.amiId));
  const found = [...own, ...(others ?? [])].flatMap((one) => asSeen(one, account.id, sought));
  return {
    accountId: account.id,
    region,
    references: found.map((one) => ({ accountId: account.id, region, ...one })),
    problems: attempts.problems,
    ...(typeof told === "string" && { untold: told }),
  };
}

/** Own look-ups for what EC2 would tell. */
async function parameterReferences(sdk: Sdk, place: Place, { amiIds }: Sought): Promise<Found[]> {
  const names = await imageParameterNames(sdk, place);
  const values = await parameterValues(sdk, place, names);
  return names.flatMap((id) => {
    const amiId = values.get(id) ?? "";
    return amiIds.includes(amiId) ? [{ type: "parameter", id, amiId, use: "names", how: "its value" }] : [];
  });
}

/**
 * The channels and versions of the image are known already where it is published; where another account has
 * parameters by the same names, they are its own copies of the channels.
 */
function asSeen(found: Found, accountId: string, { prefix, publisher }: Sought): Found[] {
  if (found.type !== "parameter" || !imageParameter(prefix, found.id)) {
    return [found];
  }
  return accountId === publisher ? [] : [{ ...found, type: "channel", how: "a copy of the channel" }];
}
