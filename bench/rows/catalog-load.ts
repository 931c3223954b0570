import { join } from "node:path";
import { Figure, median, Row } from "../figure";
import { Program, reportOf } from "../measure";

const MEGABYTES = 2;
const ROUNDS = 7;
const SUBJECT: Program = [join(__dirname, "../subjects/catalog-load.js"), `${MEGABYTES}`];

function measure(): readonly Figure[] {
  const seconds = Array.from({ length: ROUNDS }, () => reportOf(SUBJECT).seconds);
  return [
    {
      name: "two-megabyte catalog loads",
      value: median(seconds),
      limit: 1,
      unit: "s",
      goal: "at most",
      detail: `the first load of a process, ${ROUNDS} rounds`,
    },
  ];
}

/** `parseCatalog` of a big catalog, from its text to the checked model, in a process that has loaded none before. */
export const catalogLoad: Row = { title: "the load of a two-megabyte catalog", measure };
