import { join } from "node:path";
import { ChildReport } from "../child-report";
import { Figure, Row } from "../figure";
import { bothSides, inTurn, medianRatio, Program, reportOf } from "../measure";

const COUNT = 1000;
const ROUNDS = 9;
const SUBJECT: Program = [join(__dirname, "../subjects/launch-permissions.js"), `${COUNT}`];
const BASELINE: Program = [join(__dirname, "../baseline/launch-permissions.js"), `${COUNT}`];

const milliseconds = (report: ChildReport): number => report.seconds * 1000;

function measure(): readonly Figure[] {
  const pairs = inTurn(
    ROUNDS,
    () => reportOf(SUBJECT),
    () => reportOf(BASELINE),
  );
  return [
    {
      name: `${COUNT} accounts on one image, speed`,
      value: 1 / medianRatio(pairs, milliseconds),
      limit: 20,
      unit: "x one construct an account",
      goal: "at least",
      detail: bothSides(pairs, "ms", milliseconds),
    },
  ];
}

/** `AmiLaunchPermissions` against one `aws_ami_launch_permission` construct for each account. */
export const launchPermissions: Row = {
  title: `${COUNT} accounts against one construct an account`,
  measure,
};
