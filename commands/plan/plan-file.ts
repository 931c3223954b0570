import { isRecord, readTextFile } from "../../modules/support";
import { Refusal } from "../refusal";
import { Values } from "./attributes";

const SHOWN = "write it with `terraform show -json PLAN`";

/** What a plan does with one resource. */
export interface ResourceChange {
  /** Address in the configuration: `aws_ami_copy.web_Version-1_Copy_0A1B2C3D`, without the key of a `for_each`. */
  readonly address: string;
  readonly type: string;
  /** `no-op`, `create`, `update`, `delete`, `forget`; two of them where it is replaced. */
  readonly actions: readonly string[];
  /** Attributes that are in the state. @default - it is not there */
  readonly before?: Values;
  /** Attributes that are planned, without those that are known after the apply. @default - it goes */
  readonly after?: Values;
}

/** A plan of one stack, as `terraform show -json` prints it. */
export interface StackPlan {
  /** Name of the file. */
  readonly file: string;
  /** Region of the stack's own provider. @default - not known */
  readonly region?: string;
  readonly changes: readonly ResourceChange[];
  /** Outputs of the configuration, with their planned values; `undefined` where they aren't known yet. */
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Addresses that an argument of a resource refers to. */
  references(address: string, argument: string): readonly string[];
}

/**
 * Reads the plan of a stack.
 * @throws Refusal `PLAN_UNREADABLE`
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readPlanFile(file: string): StackPlan {
  const plan = parsed(file);
  refuseUnusable(file, plan);
  const configuration = recordAt(plan, "configuration");
  const arguments_ = new Map(
    listAt(recordAt(configuration, "root_module"), "resources").map((resource) => [
      textAt(resource, "address"),
      recordAt(resource, "expressions"),
    ]),
  );
  return {
    file,
    region: regionOf(recordAt(configuration, "provider_config")),
    changes: listAt(plan, "resource_changes")
      .filter(({ mode }) => mode === "managed")
      .map(changeOf),
    outputs: outputsOf(plan),
    references: (address, argument) => {
      const { references } = recordAt(arguments_.get(address) ?? {}, argument);
      return Array.isArray(references) ? references.filter((each) => typeof each === "string") : [];
    },
  };
}

function parsed(file: string): Values {
  const read = readTextFile(file);
  if (!("text" in read)) {
    throw unreadable(file, read.allowed, read.fix);
  }
  let plan: unknown;
  try {
    plan = JSON.parse(read.text);
  } catch {
    throw unreadable(file, "this is not JSON", SHOWN);
  }
  if (!isRecord(plan) || typeof plan.format_version !== "string") {
    throw unreadable(file, "this is no plan", SHOWN);
  }
  return plan;
}

/** What a plan that isn't whole leaves out would go unseen; `complete` is known since Terraform 1.8. */
function refuseUnusable(file: string, plan: Values): void {
  const { format_version: format, errored, planned_values, complete, deferred_changes } = plan;
  if (!/^1\./.test(`${format}`)) {
    throw unreadable(
      file,
      `this is a plan of format ${JSON.stringify(format)}, and 1.x is understood`,
      "use a version of this command, and of Terraform, that go together",
    );
  }
  if (errored === true) {
    throw unreadable(
      file,
      "Terraform broke this plan off",
      "look at what `terraform plan` said, and plan again",
    );
  }
  if (!isRecord(planned_values)) {
    throw unreadable(file, "this is no plan", SHOWN);
  }
  if (Array.isArray(deferred_changes) && deferred_changes.length > 0) {
    throw unreadable(
      file,
      `this plan is incomplete: Terraform put off ${deferred_changes.length} of its changes`,
      "deploy what is planned, and plan again; or plan without `-allow-deferral`",
    );
  }
  if (complete === false) {
    throw unreadable(
      file,
      "this plan is incomplete: Terraform left out a part of what changes",
      "plan again without `-target`",
    );
  }
}

function outputsOf(plan: Values): ReadonlyMap<string, unknown> {
  const planned = recordAt(recordAt(plan, "planned_values"), "outputs");
  const configured = recordAt(recordAt(recordAt(plan, "configuration"), "root_module"), "outputs");
  return new Map(Object.keys(configured).map((name) => [name, recordAt(planned, name).value]));
}

function changeOf(entry: Values): ResourceChange {
  const change = recordAt(entry, "change");
  const { actions, before, after } = change;
  return {
    address: textAt(entry, "address").replace(/\[[^\]]*\]$/, ""),
    type: textAt(entry, "type"),
    actions: Array.isArray(actions) ? actions.filter((each) => typeof each === "string") : [],
    before: isRecord(before) ? before : undefined,
    after: isRecord(after) ? after : undefined,
  };
}

/** The provider without an alias is that of the stack. */
function regionOf(providers: Values): string | undefined {
  const region = recordAt(recordAt(recordAt(providers, "aws"), "expressions"), "region").constant_value;
  return typeof region === "string" ? region : undefined;
}

function recordAt(values: Values, key: string): Values {
  const value = values[key];
  return isRecord(value) ? value : {};
}

function listAt(values: Values, key: string): readonly Values[] {
  const value = values[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textAt(values: Values, key: string): string {
  const value = values[key];
  return typeof value === "string" ? value : "";
}

function unreadable(file: string, allowed: string, fix: string): Refusal {
  return new Refusal({ code: "PLAN_UNREADABLE", file, allowed, fix });
}
