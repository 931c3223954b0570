import type { ImageUsageReport, ImageUsageReportEntry } from "@aws-sdk/client-ec2";
import type { Place } from "../aws/account";
import { chunks } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";
import type { Reference } from "./reference";

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageUsageReports.html */
const IDS = 200;
const THINGS: Readonly<Record<string, string>> = {
  "ec2:Instance": "instance",
  "ec2:LaunchTemplate": "launch template",
};

/** The newest report of the use of an AMI in all other accounts. */
export interface UsageReport {
  readonly region: string;
  readonly amiId: string;
  /** `2026-11-24`. */
  readonly date: string;
  /** One for each account and kind of resource. */
  readonly references: readonly Reference[];
}

/**
 * Reads the usage reports that the owner of AMIs has let EC2 make; it makes none. A report may lack the last day of
 * instances and the last days of launch templates, and has no parameters.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/your-ec2-ami-usage.html
 */
export async function usageReports(
  sdk: Sdk,
  place: Place,
  amiIds: readonly string[],
): Promise<UsageReport[]> {
  const reports = await newestReports(sdk, place, amiIds);
  const entries = await entriesOf(sdk, place, [...reports.values()]);
  return [...reports].map(([amiId, { ReportId, CreationTime }]) => {
    const { region } = place;
    const date = CreationTime?.toISOString().slice(0, 10) ?? "";
    const own = entries.filter((entry) => entry.ReportId === ReportId && (entry.UsageCount ?? 0) > 0);
    return { region, amiId, date, references: own.map((entry) => reference(entry, region, amiId, date)) };
  });
}

async function newestReports(
  sdk: Sdk,
  { ec2 }: Place,
  amiIds: readonly string[],
): Promise<Map<string, ImageUsageReport>> {
  const newest = new Map<string, ImageUsageReport>();
  for (const ImageIds of chunks(amiIds, IDS)) {
    const input = { ImageIds, Filters: [{ Name: "state", Values: ["available"] }] };
    for await (const page of sdk.ec2.paginateDescribeImageUsageReports({ client: ec2 }, input)) {
      for (const report of (page.ImageUsageReports ?? []).filter(isOfAllAccounts)) {
        const known = newest.get(report.ImageId ?? "");
        if (Number(report.CreationTime) > Number(known?.CreationTime ?? 0)) {
          newest.set(report.ImageId ?? "", report);
        }
      }
    }
  }
  return newest;
}

function isOfAllAccounts({ AccountIds = [], ResourceTypes = [] }: ImageUsageReport): boolean {
  const types = ResourceTypes.map(({ ResourceType }) => ResourceType);
  return AccountIds.length === 0 && Object.keys(THINGS).every((type) => types.includes(type));
}

async function entriesOf(
  sdk: Sdk,
  { ec2 }: Place,
  reports: readonly ImageUsageReport[],
): Promise<ImageUsageReportEntry[]> {
  const entries: ImageUsageReportEntry[] = [];
  const ids = reports.flatMap(({ ReportId }) => ReportId ?? []);
  for (const ReportIds of chunks(ids, IDS)) {
    for await (const page of sdk.ec2.paginateDescribeImageUsageReportEntries(
      { client: ec2 },
      { ReportIds },
    )) {
      entries.push(...(page.ImageUsageReportEntries ?? []));
    }
  }
  return entries;
}

function reference(entry: ImageUsageReportEntry, region: string, amiId: string, date: string): Reference {
  const { AccountId: accountId = "", ResourceType = "", UsageCount = 0 } = entry;
  const things = `${THINGS[ResourceType] ?? ResourceType}${UsageCount === 1 ? "" : "s"}`;
  const how = `${UsageCount} ${things}, by EC2's usage report of ${date}`;
  return { accountId, region, type: "account", id: accountId, amiId, use: "names", how };
}
