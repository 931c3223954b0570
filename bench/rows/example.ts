import { join } from "node:path";
import { Figure, median, Row } from "../figure";
import { bothSides, inTurn, processSeconds, Program, secondsUntilWritten } from "../measure";

const ROUNDS = 11;
const EXAMPLE: Program = [join(__dirname, "../../main.js")];
const BARE: Program = [join(__dirname, "../baseline/bare-cdktf.js")];

function measure(): readonly Figure[] {
  const pairs = inTurn(
    ROUNDS,
    () => secondsUntilWritten(EXAMPLE),
    () => processSeconds(BARE),
  );
  return [
    {
      name: "example, from node to written JSON",
      value: median(pairs.map(({ subject }) => subject)),
      limit: 0.4,
      unit: "s",
      goal: "at most",
      detail: `${bothSides(pairs, "s", (seconds) => seconds)} of a process that only loads cdktf`,
    },
  ];
}

/** `main.ts` from the start of its process to its last file, and beside it a process that only loads `cdktf`. */
export const example: Row = { title: "the example, from node to written JSON", measure };
