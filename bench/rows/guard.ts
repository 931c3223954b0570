import { join } from "node:path";
import { Figure, median, Row } from "../figure";
import { Program, reportOf } from "../measure";

const FILES = 10_000;
const ROUNDS = 3;
const SUBJECT: Program = [join(__dirname, "../subjects/guard.js"), `${FILES}`];

function measure(): readonly Figure[] {
  const seconds = Array.from({ length: ROUNDS }, () => reportOf(SUBJECT).seconds);
  return [
    {
      name: `ami-guard on ${FILES} Terraform files`,
      value: median(seconds),
      limit: 10,
      unit: "s",
      goal: "at most",
      detail: `the whole program; every tenth file has an AMI ID; ${ROUNDS} rounds`,
    },
  ];
}

/** The guard for Terraform files on many of them, as the whole program. */
export const guard: Row = { title: `ami-guard on ${FILES} Terraform files`, measure };
