import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { Catalog, CatalogImage } from "../../modules";
import { publish as publishByHand } from "../baseline/catalog";
import { ChildReport } from "../child-report";
import { Figure, median, Row } from "../figure";
import { ACCOUNT_IDS, images, SOURCE_REGION, TAGS } from "../input";
import { bothSides, medianRatio, Program, reportOf } from "../measure";
import { publish } from "../subjects/catalog";
import { requireSameResources } from "../template";

/** The home region, where the images aren't copied, and 33 others. */
const REGIONS = [
  ...[SOURCE_REGION, "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1"],
  ...["mx-central-1", "sa-east-1", "af-south-1", "il-central-1", "me-central-1", "me-south-1"],
  ...["eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2"],
  ...["eu-west-1", "eu-west-2", "eu-west-3", "ap-east-1", "ap-east-2", "ap-south-1", "ap-south-2"],
  ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2"],
  ...["ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7"],
];
const VERSIONS = ["2026.11.10", "2026.11.17", "2026.11.24"];
const CHANNELS = { stable: "2026.11.10", candidate: "2026.11.17", edge: "2026.11.24" };
const IMAGES = 100;
const TENTH = IMAGES / 10;
const ROUNDS = 2;

/** A catalog of that many regions and images, with three versions and three channels each. */
function catalog(regions: number, imageCount: number): Catalog {
  return {
    namespace: "/golden",
    homeRegion: SOURCE_REGION,
    regions: Object.fromEntries(REGIONS.slice(0, regions).map((region) => [region, {}])),
    shareWith: { accountIds: ACCOUNT_IDS },
    images: Object.fromEntries(
      images(imageCount * VERSIONS.length)
        .slice(0, imageCount)
        .map(({ name }, index) => [name, image(index)]),
    ),
  };
}

function image(index: number): CatalogImage {
  const sources = images((index + 1) * VERSIONS.length).slice(-VERSIONS.length);
  return {
    tags: TAGS,
    versions: Object.fromEntries(
      sources.map(({ sourceAmiId: amiId }, place) => [
        VERSIONS[place],
        { source: { ami: { [SOURCE_REGION]: { amiId } } } },
      ]),
    ),
    channels: CHANNELS,
  };
}

/** The templates of all stacks in order; checks and outputs stand among the resources. */
function templates(add: (app: App, given: Catalog) => void, given: Catalog): readonly string[] {
  const app = new App({ outdir: tmpdir() });
  add(app, given);
  return app.node.children.filter(TerraformStack.isStack).map((stack) => {
    stack.prepareStack();
    const { resource, check, output } = stack.toTerraform();
    return JSON.stringify({ resource: { ...resource, check, output } });
  });
}

function requireSameStacks(given: Catalog): void {
  const byHand = templates(publishByHand, given);
  templates(publish, given).forEach((template, index) =>
    requireSameResources(template, byHand[index] ?? '{"resource":{}}'),
  );
}

function program(side: string, imageCount: number): Program {
  return [join(__dirname, `../${side}/catalog.js`), JSON.stringify(catalog(REGIONS.length, imageCount))];
}

const seconds = (report: ChildReport): number => report.seconds;
const megabytes = (report: ChildReport): number => report.peakBytes / 1e6;

function measure(): readonly Figure[] {
  requireSameStacks(catalog(2, 2));
  const rounds = Array.from({ length: ROUNDS }, () => ({
    tenth: reportOf(program("subjects", TENTH)),
    whole: reportOf(program("subjects", IMAGES)),
    byHand: reportOf(program("baseline", IMAGES)),
  }));
  const pairs = rounds.map(({ whole, byHand }) => ({ subject: whole, baseline: byHand }));
  const sizes = rounds.map(({ whole, tenth }) => ({ subject: whole, baseline: tenth }));
  const name = `catalog of ${REGIONS.length} regions and ${IMAGES} images`;
  return [
    {
      name: `${name}, time`,
      value: medianRatio(pairs, seconds),
      limit: 1.1,
      unit: "x hand-written",
      goal: "at most",
      detail: bothSides(pairs, "s", seconds),
    },
    {
      name: `${name}, peak memory`,
      value: median(pairs.map(({ subject }) => megabytes(subject))),
      limit: 1000,
      unit: "MB",
      goal: "at most",
      detail: bothSides(pairs, "MB", megabytes),
    },
    {
      name: `${name}, time for each resource`,
      value: (medianRatio(sizes, seconds) * TENTH) / IMAGES,
      limit: 1.2,
      unit: `x that of ${TENTH} images`,
      goal: "at most",
      detail: bothSides(sizes, "s", seconds),
    },
  ];
}

/** `catalogStacks` against one hand-written stack a region, and against a tenth of itself. */
export const catalogSynth: Row = {
  title: `a catalog of ${REGIONS.length} regions and ${IMAGES} images against hand-written CDKTF`,
  measure,
};
