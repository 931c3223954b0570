import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { Catalog } from "../../modules";
import { publish as publishByHand } from "../baseline/catalog";
import { catalogOfSize, CatalogSize, sizeArguments } from "../catalog-input";
import { ChildReport } from "../child-report";
import { Figure, median, Row } from "../figure";
import { REGIONS } from "../input";
import { bothSides, medianRatio, Program, reportOf } from "../measure";
import { publish } from "../subjects/catalog";
import { requireSameResources } from "../template";

const SIZE: CatalogSize = { regions: REGIONS.length, images: 100, versions: 3, recipients: 2 };
const TENTH: CatalogSize = { ...SIZE, images: SIZE.images / 10 };
const ROUNDS = 2;

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

function program(side: "subjects" | "baseline", size: CatalogSize): Program {
  return [join(__dirname, `../${side}/catalog.js`), ...sizeArguments(size)];
}

const seconds = (report: ChildReport): number => report.seconds;
const megabytes = (report: ChildReport): number => report.peakBytes / 1e6;

function measure(): readonly Figure[] {
  requireSameStacks(catalogOfSize({ ...SIZE, regions: 2, images: 2 }));
  const rounds = Array.from({ length: ROUNDS }, () => ({
    tenth: reportOf(program("subjects", TENTH)),
    whole: reportOf(program("subjects", SIZE)),
    byHand: reportOf(program("baseline", SIZE)),
  }));
  const pairs = rounds.map(({ whole, byHand }) => ({ subject: whole, baseline: byHand }));
  const sizes = rounds.map(({ whole, tenth }) => ({ subject: whole, baseline: tenth }));
  const name = `catalog of ${SIZE.regions} regions and ${SIZE.images} images`;
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
      value: (medianRatio(sizes, seconds) * TENTH.images) / SIZE.images,
      limit: 1.2,
      unit: `x that of ${TENTH.images} images`,
      goal: "at most",
      detail: bothSides(sizes, "s", seconds),
    },
  ];
}

/** `catalogStacks` against one hand-written stack a region, and against a tenth of itself. */
export const catalogSynth: Row = {
  title: `a catalog of ${SIZE.regions} regions and ${SIZE.images} images against hand-written CDKTF`,
  measure,
};
