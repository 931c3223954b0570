import type { Asked } from "./ask-aws";

/** What `--json` shows. */
export function usageDocument({ answers: { notLookedAt, problems, ...answers }, found }: Asked): object {
  return {
    ...answers,
    accounts: found.accounts.map(({ id, role = null }) => ({ id, role })),
    regions: found.published.map(({ region }) => region),
    notLookedAt,
    reports: found.reports.map(({ region, amiId, date }) => ({ region, amiId, date })),
    reportsNotRead: found.unreadReports,
    withoutReferencesOfEc2: found.places.flatMap(({ accountId, region, untold }) =>
      untold === undefined ? [] : { accountId, region, message: untold },
    ),
    problems,
  };
}
