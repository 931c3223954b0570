import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Call, Command } from "./command";
import { Danger, dangerOf, DANGERS, mergeRegions } from "./plan/catalog-change";
import { isPlanOf } from "./plan/catalog-stack";
import { readPlanFile } from "./plan/plan-file";
import { planMarkdown, PlannedChanges, planText, totalsOf } from "./plan/report";
import { stackChanges } from "./plan/stack-changes";
import { Refusal, usageError } from "./refusal";

const DEFAULT_FOLDER = "cdktf.out/stacks";
const RED = ["\u001b[31m", "\u001b[39m"];

export const plan: Command = {
  name: "plan",
  summary: "Say what Terraform's plans of all regions change, in the words of the catalog",
  operands: ["[PATH...]"],
  options: {
    markdown: { type: "boolean", help: "print Markdown, for a comment on a pull request" },
    "fail-on": {
      type: "string",
      placeholder: "destroy,public",
      help: "exit with 1 on what is lost, or made public, or when a region of the catalog has no plan",
    },
  },
  edits: false,
  details:
    "A PATH is what `terraform show -json` printed of a plan, or a folder: its files `*.json` and those one folder below\n" +
    `that are named plan.json are read. Default: ${DEFAULT_FOLDER}. A plan must be whole: without \`-target\`. What other\n` +
    "stacks change is told too, but only a plan of the catalog's own stack counts as the plan of a region.\n" +
    "`--fail-on destroy` refuses AMIs and KMS keys that are destroyed, and parameters that are replaced, since their\n" +
    "names are missing meanwhile. A channel that the catalog file leaves out passes: the file says so itself.\n" +
    "`--fail-on public` refuses an image that every AWS account may launch.",
  example: "plan plans/ --markdown --fail-on destroy,public",
  run(call) {
    const { file, operands, options, colours } = call;
    const refused = dangersToRefuse(call);
    const plans = operands.length === 0 ? planFiles([DEFAULT_FOLDER]) : planFiles(operands);
    const stacks = plans.map((path, index) => {
      const stack = readPlanFile(path);
      call.progress.show(`${index + 1} of ${plans.length} plans read`);
      return stack;
    });
    const own = stacks.filter((stack) => isPlanOf(file.catalog, stack)).map(({ region }) => region);
    const regions = [...new Set(stacks.map(({ region, file: name }) => region ?? name))];
    const planned: PlannedChanges = {
      changes: mergeRegions(
        stacks.map((stack) => ({
          region: stack.region ?? stack.file,
          changes: stackChanges(stack, file.catalog.namespace),
        })),
      ),
      regions,
      missing: Object.keys(file.catalog.regions).filter((region) => !own.includes(region)),
    };
    const red = (line: string) => (colours ? RED.join(line) : line);
    return {
      text: options.flag("markdown") ? planMarkdown(planned) : planText(planned, red),
      document: { ...totalsOf(planned), ...planned, changes: planned.changes.map(shownChange) },
      warnings: file.warnings,
      refusal: refusalOf(planned, refused),
    };
  },
};

function shownChange(change: PlannedChanges["changes"][number]) {
  return { ...change, image: change.image ?? null, danger: dangerOf(change) ?? null };
}

function dangersToRefuse({ options }: Call): readonly Danger[] {
  const given = options.text("fail-on")?.split(",") ?? [];
  const chosen = DANGERS.filter((danger) => given.includes(danger));
  if (chosen.length !== new Set(given).size) {
    throw usageError(
      `--fail-on is ${JSON.stringify(given.join(","))}, and can name ${DANGERS.join(" and ")}`,
      `write --fail-on ${DANGERS.join(",")}`,
    );
  }
  return chosen;
}

/** A region without a plan may hold what is asked for. */
function refusalOf(planned: PlannedChanges, refused: readonly Danger[]): Refusal | undefined {
  return refused.length === 0 ? undefined : (dangerous(planned, refused) ?? incomplete(planned));
}

function incomplete({ missing }: PlannedChanges): Refusal | undefined {
  return missing.length === 0
    ? undefined
    : new Refusal({
        code: "PLAN_MISSING",
        value: missing,
        allowed: `there is no plan of the catalog in ${missing.join(", ")}, and what changes there is not known`,
        fix: "plan its stacks there too, as this catalog file is now, and name all plans; or leave `--fail-on` out",
      });
}

function dangerous({ changes }: PlannedChanges, refused: readonly Danger[]): Refusal | undefined {
  const found = changes.filter((change) => refused.some((danger) => danger === dangerOf(change)));
  const isAny = (kind: string) =>
    found.some((change) => change.kind === kind && change.action !== "replaced");
  const words = [
    ...(isAny("ami") ? ["AMIs are destroyed"] : []),
    ...(isAny("key") ? ["a KMS key is destroyed, with every AMI that it encrypts"] : []),
    ...(found.some(({ action }) => action === "replaced") ? ["a parameter is replaced"] : []),
    ...(isAny("recipient") ? ["an image becomes public"] : []),
  ];
  return found.length === 0
    ? undefined
    : new Refusal({
        code: "PLAN_DANGEROUS",
        value: [...new Set(found.map(dangerOf))].join(","),
        allowed: words.join(", and "),
        fix: "have it reviewed, and deploy without `--fail-on`; or take it out of the catalog file",
      });
}

/** The files that are named, and those of the folders that are. */
function planFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => (isFolder(path) ? filesOf(path) : [path]));
  if (files.length === 0) {
    throw new Refusal({
      code: "PLAN_UNREADABLE",
      value: paths.join(", "),
      allowed: `there is no plan in ${paths.join(", ")}`,
      fix: "in the folder of each stack, run `terraform plan -out=plan` and `terraform show -json plan > plan.json`",
    });
  }
  return files;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return readdirSync(path).includes("plan.json") ? [join(path, "plan.json")] : [];
      }
      return entry.name.endsWith(".json") ? [path] : [];
    });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
