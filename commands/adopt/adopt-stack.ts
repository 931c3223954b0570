import type { Call } from "../command";
import { associationId, isAssociation } from "./associations";
import { restoreBackup } from "./backup";
import { type Action, type Finding, findingFor, leftOver } from "./findings";
import { IMAGE_TYPES } from "./images";
import { LookUp } from "./look-up";
import { aliasOf, held, type Plan, textOf, type Wanted, wantedOf } from "./plan";
import { search, type Sought } from "./search";
import { secondKeys } from "./second-keys";
import { pushInstances } from "./state";
import { Terraform } from "./terraform";

const NAMED = [...Object.keys(IMAGE_TYPES), "aws_ssm_parameter", "aws_kms_alias", "aws_ram_resource_share"];

/**
 * Looks for what stands in AWS and not in the state of a stack, and brings it there. What is known only when
 * something else is there (the name of a copy, from the ARN of its key) is looked for in a further round. Each step is
 * said before it is done: what is done stays done where a later one fails.
 * @returns everything that was found
 * @throws Refusal `TERRAFORM_FAILED`
 */
export function adoptStack(
  folder: string,
  { env, dryRun, say }: Pick<Call, "env" | "dryRun" | "say">,
): Finding[] {
  const terraform = new Terraform(folder, env);
  say(`Preparing Terraform in ${folder}…`);
  terraform.init();
  const lookUp = new LookUp(terraform, env);
  const findings = restoreBackup(terraform, env, dryRun);
  if (!dryRun) {
    findings.forEach(({ id, note }) => say(`${id} ${note}.`));
  }
  let again: boolean;
  do {
    say("Planning, and asking AWS for what the state lacks…");
    const { wanted, found } = look(terraform, lookUp);
    const news = found.filter((finding) => !findings.some((known) => isSame(known, finding)));
    const toDo = news.filter(({ action }) => action !== "none");
    if (!dryRun && toDo.length > 0) {
      say(`Bringing ${toDo.length} into the state: ${toDo.map(nameOf).join(", ")}…`);
      carryOut(terraform, lookUp, wanted, toDo);
    }
    findings.push(...news);
    again = !dryRun && toDo.some(({ action }) => action === "forget" || wanted.some(isHidden));
  } while (again);
  return findings;
}

/** Whether what it is found by is known only when something else is there. */
function isHidden(wanted: Wanted): boolean {
  return isAssociation(wanted)
    ? associationId(wanted) === undefined
    : NAMED.includes(wanted.type) && textOf(wanted.values, "name") === undefined;
}

interface Looked {
  readonly wanted: readonly Wanted[];
  readonly found: readonly Finding[];
}

function look(terraform: Terraform, lookUp: LookUp): Looked {
  const plan = terraform.plan<Plan>();
  const wanted = wantedOf(plan);
  const inState = held(plan).filter(({ address }) => !wanted.some((each) => each.address === address));
  const sought: Sought[] = [
    ...wanted.map((each) => ({ ...each, held: false })),
    ...inState.map((each) => ({ ...each, alias: aliasOf(plan, each.type, each.name), held: true })),
  ];
  const found = [...search(lookUp, sought)].flatMap(([alias, here]) => {
    const missing = wanted.filter((each) => each.alias === alias);
    const findings = missing.flatMap((each) => findingFor(each, here) ?? []);
    const second = secondKeys(inState, missing, here);
    // What is left over can be told when the state has the key that the copies were made with.
    return [...findings, ...(second.length > 0 ? second : leftOver(inState, missing, here))];
  });
  return { wanted, found };
}

function carryOut(
  terraform: Terraform,
  lookUp: LookUp,
  wanted: readonly Wanted[],
  findings: readonly Finding[],
): void {
  const which = (action: Action) =>
    findings.flatMap((finding) => {
      const one = wanted.find(({ address }) => address === finding.address);
      return one && finding.action === action
        ? { wanted: one, id: finding.id, attributes: finding.attributes }
        : [];
    });
  findings
    .filter(({ action }) => action === "forget")
    .forEach(({ address = "" }) => terraform.run("state", "rm", address));
  which("destroy").forEach((instance) => lookUp.destroy(instance));
  which("untaint").forEach((instance) => terraform.run("untaint", "-no-color", instance.wanted.address));
  pushInstances(terraform, which("adopt"));
}

function nameOf({ address, type, id }: Finding): string {
  return `${address ?? type} (${id})`;
}

function isSame(one: Finding, other: Finding): boolean {
  return one.type === other.type && one.id === other.id && one.address === other.address;
}
