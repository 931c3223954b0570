import { join } from "node:path";
import { ChildReport } from "../child-report";
import { Figure, Row } from "../figure";
import { bothSides, inTurn, medianRatio, Program, reportOf, templateOf } from "../measure";
import { requireSameResources } from "../template";

const COUNT = 1000;
const ROUNDS = 9;
const SUBJECT: Program = [join(__dirname, "../subjects/distributions.js"), `${COUNT}`];
const BASELINE: Program = [join(__dirname, "../baseline/distributions.js"), `${COUNT}`];

const seconds = (report: ChildReport): number => report.seconds;
const mebibytes = (report: ChildReport): number => report.peakBytes / 1024 ** 2;

function measure(): readonly Figure[] {
  requireSameResources(templateOf(SUBJECT), templateOf(BASELINE));
  const pairs = inTurn(
    ROUNDS,
    () => reportOf(SUBJECT),
    () => reportOf(BASELINE),
  );
  return [
    {
      name: `synth of ${COUNT} distributions, time`,
      value: medianRatio(pairs, seconds),
      limit: 1.1,
      unit: "x hand-written",
      goal: "at most",
      detail: bothSides(pairs, "s", seconds),
    },
    {
      name: `synth of ${COUNT} distributions, peak memory`,
      value: medianRatio(pairs, mebibytes),
      limit: 1.15,
      unit: "x hand-written",
      goal: "at most",
      detail: bothSides(pairs, "MiB", mebibytes),
    },
  ];
}

/** `AmiDistribution` and a channel against the same resources written by hand. */
export const distributions: Row = { title: `${COUNT} distributions against hand-written CDKTF`, measure };
