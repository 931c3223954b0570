import type { AwsProblem } from "../aws/failure";
import { printable, textTable } from "../text-table";
import type { Answers, VersionUsage } from "./answer";
import type { Asked } from "./ask-aws";
import type { ImageUsage } from "./image-usage";
import type { Reference } from "./reference";

const HEAD = ["ACCOUNT", "REGION", "WHAT", "WHICH", "HOW"];
/** Rows of one kind in one place; a big account has thousands of instances. */
const SHOWN = 10;
const OLD_NAME_IT = "only older versions of launch templates name it, which no group uses";
const MISSING =
  "No parameter of the version, so that an AMI of it was not looked for (deploy, and ask again):";
const UNTOLD =
  "EC2 doesn't tell references there, so that Image Builder recipes and older versions of launch templates were not looked at:";
const NO_REPORTS =
  "EC2 can tell the owner of an AMI which accounts use it, in a report that this command reads (AMI IDs: --json):\n" +
  "  aws ec2 create-image-usage-report --region REGION --image-id AMI \\\n" +
  "    --resource-types ResourceType=ec2:Instance ResourceType=ec2:LaunchTemplate";
const REPORTS_LACK = "they may lack the last days, and have no parameters.";
const USES = { names: 0, follows: 1, older: 2 } as const;

/** All of it, as people read it. */
export function usageText({ answers, found }: Asked): string {
  return [
    ...answers.versions.map((version) => versionText(answers, version)),
    lookedAt(found),
    ...section(MISSING, missing(answers)),
    ...section(
      "Not looked at, though the image is shared with them:",
      answers.notLookedAt.map((name) => wayIn(name, found.partition)),
    ),
    ...(answers.notLookedAt.length > 0 ? reportsText(found) : []),
    ...section(UNTOLD, byRegions(untold(found))),
    ...section("Not answered:", byRegions(answers.problems)),
  ].join("\n");
}

function versionText(
  { image }: Answers,
  { version, state, answer, references, amiIds }: VersionUsage,
): string {
  const question = `May ${image} ${version}${state === "active" ? "" : ` (${state})`} be retired?`;
  const table = references.length === 0 ? "" : textTable(HEAD, rows(references));
  return `${question} ${sentence(answer, references, Object.keys(amiIds).length)}\n${table}`;
}

function sentence(answer: VersionUsage["answer"], references: readonly Reference[], regions: number): string {
  const used = references.filter(({ use }) => use === "names").length;
  const isOld = references.some(({ use }) => use === "older");
  switch (answer) {
    case "no":
      return `No: ${used === 1 ? "one thing names" : `${used} things name`} it.`;
    case "yes":
      if (regions === 0) {
        return "Yes: no region has an AMI of it.";
      }
      return isOld ? `Yes: ${OLD_NAME_IT}.` : "Yes: nothing names it.";
    case "unknown":
      return `Not known: ${isOld ? OLD_NAME_IT : "nothing was found that names it"}, but not all could be looked at.`;
  }
}

function rows(references: readonly Reference[]): string[][] {
  const groups = new Map<string, Reference[]>();
  const sorted = [...references].sort((one, other) => USES[one.use] - USES[other.use]);
  for (const reference of sorted) {
    const { accountId, region, type, use } = reference;
    const key = [accountId, region, type, use].join();
    const group = groups.get(key) ?? [];
    group.push(reference);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => {
    const more = group.length - SHOWN;
    const shown = more > 1 ? group.slice(0, SHOWN) : group;
    const cells = shown.map(({ accountId, region, type, id, name, how }) => [
      accountId,
      region,
      type,
      name === undefined || name === "" ? id : `${id} (${name})`,
      how,
    ]);
    const [{ accountId = "", region = "", type = "" } = {}] = group;
    return more > 1 ? [...cells, [accountId, region, type, `… and ${more} more`, "see --json"]] : cells;
  });
}

function lookedAt({ accounts, published }: ImageUsage): string {
  const names = accounts.map(({ id, role }) => `${id} (${role ?? "your credentials"})`);
  const regions = published.map(({ region }) => region);
  return `Looked at: ${names.join(", ")}; in ${regions.join(", ")}.\n`;
}

function missing({ image, versions }: Answers): string[] {
  return versions.flatMap(({ version, missingIn }) =>
    missingIn.length === 0 ? [] : [`${image} ${version}: ${missingIn.join(", ")}`],
  );
}

function wayIn(name: string, partition: string): string {
  if (/^\d{12}$/.test(name)) {
    return `account ${name}: give a role of it, --role arn:${partition}:iam::${name}:role/NAME`;
  }
  return name === "everyone"
    ? "everyone: the image is public"
    : `${name}: give a role of each of its accounts that may use the image`;
}

/** What EC2's reports add of those who weren't looked at, or how to have it make some. */
function reportsText({ reports, unreadReports }: ImageUsage): string[] {
  const unread = section("EC2's usage reports can't be read:", byRegions(unreadReports));
  if (reports.length === 0) {
    return unread.length > 0 ? unread : [`${NO_REPORTS}\n`];
  }
  const dates = new Map<string, Set<string>>();
  reports.forEach(({ date, region }) => dates.set(date, (dates.get(date) ?? new Set()).add(region)));
  const read = [...dates].map(([date, regions]) => `of ${date} in ${[...regions].join(", ")}`);
  return [`EC2's usage reports were read, ${read.join("; ")}: ${REPORTS_LACK}\n`, ...unread];
}

function untold({ places }: ImageUsage): AwsProblem[] {
  const operation = "ec2:DescribeImageReferences";
  return places.flatMap(({ accountId, region, untold: message }) =>
    message === undefined ? [] : { accountId, region, operation, message },
  );
}

/** One line for what is the same in several regions. */
function byRegions(problems: readonly AwsProblem[]): string[] {
  const regions = new Map<string, string[]>();
  for (const { accountId, region, operation, message } of problems) {
    const said = `${operation}: ${message}`;
    const key = JSON.stringify([accountId, said]);
    regions.set(key, [...(regions.get(key) ?? []), ...(region === undefined ? [] : [region])]);
  }
  return [...regions].map(([key, names]) => {
    const [accountId, said] = JSON.parse(key) as [string, string];
    return `${[accountId, names.join(", ")].filter(Boolean).join(" in ")}: ${said}`;
  });
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${printable(line)}\n`).join("")}`];
}
