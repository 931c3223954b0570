import type { AmiRecipients } from "../../ami-launch-permissions";

/** Somebody who asks whether they may launch. */
export interface Asker {
  readonly kind: "account" | "organization" | "organizationalUnit";
  readonly id: string;
}

/** The likely ones first. */
const ANSWERS = ["yes", "maybe", "publisher", "no"] as const;

/**
 * `maybe`: it depends on what a catalog does not know, such as the organisation of an account. `publisher`: no, but
 * for the account that publishes, and the page doesn't know which that is.
 */
export interface Verdict {
  readonly answer: (typeof ANSWERS)[number];
  readonly why: string;
}

const KINDS: readonly (readonly [Asker["kind"], RegExp])[] = [
  ["account", /^\d{12}$/],
  ["organization", /^o-[a-z0-9]{10,32}$/],
  ["organizationalUnit", /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/],
];

/** Who a text means: an account ID, the ID of an organisation or OU, or an ARN that ends with one. */
export function askerOf(text: string): Asker | undefined {
  const last = text.trim().split("/").at(-1) ?? "";
  const id = /^[\d\s-]+$/.test(last) ? last.replace(/[\s-]/g, "") : last;
  const [kind] = KINDS.find(([, form]) => form.test(id)) ?? [];
  return kind && { kind, id };
}

const CONDITIONS: Readonly<Record<Asker["kind"], string>> = {
  account: "if this account is in it",
  organization: "for the accounts in it",
  organizationalUnit: "if this OU is in it",
};

/**
 * Whether somebody may launch an image in a region.
 * @param publisherAccountId the owner; empty where it isn't known
 */
export function verdictOf(recipients: AmiRecipients, asker: Asker, publisherAccountId: string): Verdict {
  const { isPublic, accountIds = [] } = recipients;
  if (isPublic) {
    return { answer: "yes", why: "everyone may launch it" };
  }
  if (asker.id === publisherAccountId) {
    return { answer: "yes", why: "this account publishes it" };
  }
  if (asker.kind === "account" && accountIds.includes(asker.id)) {
    return { answer: "yes", why: "shared with this account" };
  }
  return throughOrganizations(recipients, asker) ?? unnamed(accountIds, asker, publisherAccountId);
}

function throughOrganizations(recipients: AmiRecipients, { kind, id }: Asker): Verdict | undefined {
  const { organizationArns = [], organizationalUnitArns = [] } = recipients;
  const organizations = organizationArns.map(lastOf);
  const units = organizationalUnitArns.map(lastOf);
  if (organizations.includes(id) || units.includes(id)) {
    return {
      answer: "yes",
      why: `shared with this ${kind === "organization" ? "organisation" : "OU"}`,
    };
  }
  // An organisation is told by its units; whose an account or a unit is, a catalog does not know.
  const own = organizationalUnitArns.filter((arn) => arn.includes(`/${id}/`)).map(lastOf);
  const through = kind === "organization" ? own : [...organizations, ...units];
  if (through.length === 0) {
    return undefined;
  }
  return { answer: "maybe", why: `through ${inWords(through)}, ${CONDITIONS[kind]}` };
}

function unnamed(accountIds: readonly string[], { kind }: Asker, publisherAccountId: string): Verdict {
  if (kind === "account") {
    if (accountIds.some((id) => !/^\d+$/.test(id))) {
      return { answer: "maybe", why: "its accounts are known at deploy" };
    }
    return publisherAccountId === ""
      ? { answer: "publisher", why: "only if it is the account that publishes" }
      : { answer: "no", why: "not shared with this account" };
  }
  return accountIds.length > 0
    ? { answer: "maybe", why: "shared with single accounts" }
    : { answer: "no", why: "not shared with it" };
}

/** One answer for all regions, the best of them; where they differ, with the regions of each. */
export function overallVerdict(byRegion: ReadonlyMap<string, Verdict>): Verdict {
  const groups = new Map<string, { readonly verdict: Verdict; readonly regions: string[] }>();
  for (const [region, verdict] of byRegion) {
    const group = groups.get(verdict.why) ?? { verdict, regions: [] };
    group.regions.push(region);
    groups.set(verdict.why, group);
  }
  const all = [...groups.values()];
  const answer = ANSWERS.find((each) => all.some(({ verdict }) => verdict.answer === each));
  const [only, ...others] = all;
  const why =
    only && others.length === 0
      ? only.verdict.why
      : all.map(({ verdict, regions }) => `${verdict.why} in ${regions.join(", ")}`).join("; ");
  return { answer: answer ?? "no", why };
}

/** The names without those whose answer is no, the likely ones first; in their order where nobody asks. */
export function launchable(
  names: readonly string[],
  verdict: (name: string) => Verdict | undefined,
): readonly string[] {
  const asked = names.map((name) => ({ name, rank: ANSWERS.indexOf(verdict(name)?.answer ?? "yes") }));
  return asked
    .filter(({ rank }) => rank < ANSWERS.indexOf("no"))
    .sort((one, other) => one.rank - other.rank)
    .map(({ name }) => name);
}

/** `o-x`, `ou-x` at the end of their ARNs. */
function lastOf(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}

function inWords(ids: readonly string[]): string {
  return ids.length > 3 ? `one of ${ids.length} organisations and OUs` : ids.join(" or ");
}
