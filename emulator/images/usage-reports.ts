import { DescribeInstancesCommand, DescribeLaunchTemplateVersionsCommand } from "@aws-sdk/client-ec2";
import { randomBytes } from "node:crypto";
import { ec2Answer } from "../front/answers";
import { list, records } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import type { Image } from "./image";
import { ownedImage } from "./requests";

const SOURCE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/your-ec2-ami-usage.html";

interface Report {
  readonly reportId: string;
  readonly imageId: string;
  readonly region: string;
  readonly creationTime: string;
  readonly accountIds: readonly string[];
  readonly resourceTypes: readonly string[];
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly accountId: string;
  readonly resourceType: string;
  readonly usageCount: number;
}

/** Reports of the use of an image by the other accounts that may launch it. They are ready at once. */
export function usageReportRules(context: Context): Rule[] {
  const reports: Report[] = [];
  const own = (call: AwsCall, report: Report) =>
    report.region === call.region &&
    context.images.get(report.region, report.imageId)?.ownerId === call.account;
  const asked = (call: AwsCall) => {
    const [ids, imageIds] = [list(call, "ReportId"), list(call, "ImageId")];
    return reports.filter(
      (report) =>
        own(call, report) &&
        (ids.length === 0 || ids.includes(report.reportId)) &&
        (imageIds.length === 0 || imageIds.includes(report.imageId)),
    );
  };
  return [
    {
      name: "create-image-usage-report",
      source: SOURCE,
      on: ["ec2:CreateImageUsageReport"],
      async handle(call) {
        const report = await makeReport(context, call, await ownedImage(context, call));
        reports.push(report);
        return ec2Answer(call, { reportId: report.reportId });
      },
    },
    {
      name: "describe-image-usage-reports",
      source: SOURCE,
      on: ["ec2:DescribeImageUsageReports"],
      async handle(call) {
        return ec2Answer(call, { imageUsageReportSet: { item: asked(call).map(reportItem) } });
      },
    },
    {
      name: "describe-image-usage-report-entries",
      source: SOURCE,
      on: ["ec2:DescribeImageUsageReportEntries"],
      async handle(call) {
        const item = asked(call).flatMap(({ entries, reportId, imageId, creationTime }) =>
          entries.map((entry) => ({ ...entry, reportId, imageId, reportCreationTime: creationTime })),
        );
        return ec2Answer(call, { imageUsageReportEntrySet: { item } });
      },
    },
  ];
}

async function makeReport(context: Context, call: AwsCall, image: Image): Promise<Report> {
  const accountIds = list(call, "AccountId");
  const resourceTypes = records(call, "ResourceType").map(({ ResourceType = "" }) => ResourceType);
  const users = image.launchPermissions.flatMap(({ userId }) => userId ?? []);
  const others = new Set([...users, ...context.organizations.accounts()]);
  const counted = [...others]
    .filter((account) => account !== image.ownerId)
    .filter((account) => accountIds.length === 0 || accountIds.includes(account))
    .flatMap((account) =>
      resourceTypes.map((type) => count(context, { ...call, account }, image.imageId, type)),
    );
  return {
    reportId: `amiur-${randomBytes(8).toString("hex")}`,
    imageId: image.imageId,
    region: call.region,
    creationTime: context.clock.now().toISOString(),
    accountIds,
    resourceTypes,
    entries: (await Promise.all(counted)).filter(({ usageCount }) => usageCount > 0),
  };
}

async function count(
  context: Context,
  place: AwsCall,
  imageId: string,
  resourceType: string,
): Promise<Entry> {
  const { account: accountId, region } = place;
  const { ec2 } = context.aws(accountId, region);
  if (resourceType === "ec2:Instance") {
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
    const usageCount = instances.filter(({ ImageId }) => ImageId === imageId).length;
    return { accountId, resourceType, usageCount };
  }
  const command = new DescribeLaunchTemplateVersionsCommand({ Versions: ["$Latest", "$Default"] });
  const { LaunchTemplateVersions = [] } = await ec2.send(command);
  const using = LaunchTemplateVersions.filter(
    ({ LaunchTemplateData }) => LaunchTemplateData?.ImageId === imageId,
  );
  const templates = new Set(using.map(({ LaunchTemplateId }) => LaunchTemplateId));
  return { accountId, resourceType, usageCount: templates.size };
}

function reportItem({ reportId, imageId, creationTime, accountIds, resourceTypes }: Report): object {
  return {
    reportId,
    imageId,
    creationTime,
    state: "available",
    accountIdSet: { item: accountIds },
    resourceTypeSet: { item: resourceTypes.map((resourceType) => ({ resourceType })) },
  };
}
