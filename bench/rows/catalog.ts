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

/** The templates of all stacks in order; checks, outputs and local values stand among the resources. */
function templates(add: (app: App, given: Catalog) => void, given: Catalog): readonly string[] {
  const app = new App({ outdir: tmpdir() });
  add(app, given);
  return app.node.children.filter(TerraformStack.isStack).map((stack) => {
    stack.prepareStack();
    const { resource, check, output, locals } = stack.toTerraform();
    return JSON.stringify({ resource: { ...resource, ...locals, check, output } });
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

/** What is measured of a catalog, and its goal for memory. */
export interface CatalogMeasurement {
  /** What the figures call it; never changes once published. */
  readonly name: string;
  readonly size: CatalogSize;
  /** Highest peak of the process, in MB. */
  readonly limitMegabytes: number;
  readonly rounds: number;
}

function measure({ name, size, limitMegabytes, rounds }: CatalogMeasurement): readonly Figure[] {
  requireSameStacks(catalogOfSize({ ...size, regions: 2, images: 2, recipients: 2 }));
  const tenth: CatalogSize = { ...size, images: size.images / 10 };
  const measured = Array.from({ length: rounds }, () => ({
    tenth: reportOf(program("subjects", tenth)),
    whole: reportOf(program("subjects", size)),
    byHand: reportOf(program("baseline", size)),
  }));
  const pairs = measured.map(({ whole, byHand }) => ({ subject: whole, baseline: byHand }));
  const sizes = measured.map((round) => ({ subject: round.whole, baseline: round.tenth }));
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
      limit: limitMegabytes,
      unit: "MB",
      goal: "at most",
      detail: bothSides(pairs, "MB", megabytes),
    },
    {
      name: `${name}, time for each resource`,
      value: (medianRatio(sizes, seconds) * tenth.images) / size.images,
      limit: 1.2,
      unit: `x that of ${tenth.images} images`,
      goal: "at most",
      detail: bothSides(sizes, "s", seconds),
    },
  ];
}

/** `catalogStacks` against one hand-written stack a region, and against a tenth of itself. */
export function catalogRow(measurement: CatalogMeasurement): Row {
  return {
    title: `the synth of a ${measurement.name} against hand-written CDKTF`,
    measure: () => measure(measurement),
  };
}

/** What a big platform team publishes. */
export const catalogSynth = catalogRow({
  name: "catalog of 34 regions and 100 images",
  size: { regions: REGIONS.length, images: 100, versions: 3, recipients: 2 },
  limitMegabytes: 1000,
  rounds: 2,
});
