import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { didYouMean } from "../modules/ami-catalog/suggestion";
import { adoptStack } from "./adopt/adopt-stack";
import type { Action, Finding } from "./adopt/findings";
import { type Call, Command } from "./command";
import { Refusal } from "./refusal";
import { textTable } from "./text-table";

const HEAD = ["DONE", "RESOURCE", "ID", "NOTE"];
const DONE: Readonly<Record<Action, string>> = {
  adopt: "adopted",
  untaint: "untainted",
  destroy: "destroyed",
  forget: "forgotten",
  restore: "restored",
  none: "left",
};

export const adopt: Command = {
  name: "adopt",
  summary: "Bring what a deploy that died has made into the state of its stack",
  operands: ["STACK"],
  options: {
    output: {
      type: "string",
      placeholder: "DIR",
      help: "the folder that `cdktf synth` writes; default: cdktf.out",
    },
  },
  edits: false,
  details:
    "A deploy that is killed leaves AMIs, parameters, keys and shares that its state doesn't know: the next one is\n" +
    "refused (InvalidAMIName.Duplicate, ParameterAlreadyExists), or makes them again. This command looks for them by\n" +
    "their names and tags, and brings them into the state of a stack that is synthesized; AWS is asked through\n" +
    "Terraform. Copies that failed are deregistered. With --dry-run it only says what it finds.\n\n" +
    "What another stack holds can't be told from what is left: adopt while no other stack has the same names.",
  example: "adopt golden-us-east-1 --dry-run",
  run(call) {
    const { dryRun, operands, options } = call;
    const [stack = ""] = operands;
    const folder = stackFolder(options.text("output") ?? "cdktf.out", stack);
    const findings = adoptStack(folder, call);
    return {
      text: shown(call, stack, findings),
      document: {
        stack,
        written: !dryRun && findings.some(({ action }) => action !== "none"),
        findings: findings.map(published),
      },
      warnings: [],
    };
  },
};

/** Without what only the state is interested in. */
function published({ action, type, address, id, note }: Finding): object {
  return { action, type, address: address ?? null, id, note };
}

function shown({ dryRun }: Call, stack: string, findings: readonly Finding[]): string {
  if (findings.length === 0) {
    return `Nothing to do: AWS has nothing of ${stack} that its state lacks.\n`;
  }
  const rows = findings.map(({ action, address, type, id, note }) => [
    dryRun ? action : DONE[action],
    address ?? type,
    id,
    note,
  ]);
  const ending = dryRun
    ? "Nothing is changed (--dry-run).\n"
    : `Deploy ${stack} again: the plan shows what remains.\n`;
  return `${textTable(HEAD, rows)}\n${ending}`;
}

function stackFolder(output: string, stack: string): string {
  const stacks = join(output, "stacks");
  const names = existsSync(stacks) ? readdirSync(stacks) : [];
  if (!names.includes(stack)) {
    throw new Refusal({
      code: "STACK_UNKNOWN",
      file: stacks,
      value: stack,
      allowed: `there is no stack "${stack}"${didYouMean(stack, names)}`,
      fix: names.length === 0 ? "run `cdktf synth` first" : `name one of ${names.join(", ")}`,
    });
  }
  return join(stacks, stack);
}
