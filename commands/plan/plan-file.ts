import { isRecord, readTextFile } from "../../modules/support";
import { Refusal } from "../refusal";

type Values = Readonly<Record<string, unknown>>;

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
  /** Addresses that an argument of a resource refers to. */
  references(address: string, argument: string): readonly string[];
}

/**
 * Reads the plan of a stack.
 * @throws Refusal `PLAN_UNREADABLE`
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readPlanFile(file: string): StackPlan {
  const read = readTextFile(file);
  if (!("text" in read)) {
    throw unreadable(file, read.allowed, read.fix);
  }
  let plan: unknown;
  try {
    plan = JSON.parse(read.text);
  } catch {
    throw unreadable(file, "this is not JSON", "write it with `terraform show -json PLAN`");
  }
  if (!isRecord(plan) || typeof plan.format_version !== "string" || !isRecord(plan.planned_values)) {
    throw unreadable(file, "this is no plan", "write it with `terraform show -json PLAN`");
  }
  if (plan.errored === true) {
    throw unreadable(
      file,
      "Terraform broke this plan off",
      "look at what `terraform plan` said, and plan again",
    );
  }
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
    references: (address, argument) => {
      const { references } = recordAt(arguments_.get(address) ?? {}, argument);
      return Array.isArray(references) ? references.filter((each) => typeof each === "string") : [];
    },
  };
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
