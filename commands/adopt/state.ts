import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { IMAGE_TYPES } from "./images";
import type { Values, Wanted } from "./plan";
import { inFolder, Terraform } from "./terraform";

/** State file format 4, as far as it is written here; the rest is kept as it is. */
interface State {
  readonly version: 4;
  readonly serial: number;
  readonly lineage: string;
  readonly resources: readonly Resource[];
}

interface Resource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly instances: readonly object[];
}

/**
 * Writes resources into the state of a stack, all in one. An import would not do: the provider imports no copy of an
 * AMI, and would not learn the copy's source, which AWS doesn't tell. So each gets what is planned for it, and its ID;
 * the next refresh reads the rest, and the next plan shows where AWS has something else.
 * @see https://developer.hashicorp.com/terraform/cli/commands/state/push
 */
export function pushInstances(terraform: Terraform, instances: readonly Instance[]): void {
  if (instances.length === 0) {
    return;
  }
  const state = instances.reduce(withInstance, pulled(terraform));
  inFolder((folder) => {
    const file = join(folder, "terraform.tfstate");
    writeFileSync(file, JSON.stringify({ ...state, serial: state.serial + 1 }), { mode: 0o600 });
    terraform.run("state", "push", file);
  });
}

/** A resource, its ID, and what AWS says of it. */
export interface Instance {
  readonly wanted: Wanted;
  readonly id: string;
  readonly attributes?: Values;
}

function attributesOf({ wanted: { type, values }, id, attributes }: Instance): Values {
  const snapshots = type in IMAGE_TYPES ? { manage_ebs_snapshots: IMAGE_TYPES[type] } : {};
  return { ...values, id, ...snapshots, ...attributes };
}

/** A state with one resource alone. */
export function stateOf(instance: Instance): object {
  return withInstance(empty(), instance);
}

const empty = (): State => ({ version: 4, serial: 0, lineage: randomUUID(), resources: [] });

function pulled(terraform: Terraform): State {
  const text = terraform.run("state", "pull");
  return text.trim() === "" ? empty() : (JSON.parse(text) as State);
}

function withInstance(state: State, given: Instance): State {
  const { wanted } = given;
  const { type, name, index, provider, alias } = wanted;
  const instance = {
    ...(index === undefined ? {} : { index_key: index }),
    schema_version: 0,
    attributes: attributesOf(given),
    create_before_destroy: true,
  };
  const isSame = (resource: Resource) =>
    resource.mode === "managed" &&
    resource.type === type &&
    resource.name === name &&
    !("module" in resource);
  const existing = state.resources.find(isSame);
  const resource = existing
    ? { ...existing, instances: [...existing.instances, instance] }
    : {
        mode: "managed",
        type,
        name,
        ...(index === undefined ? {} : { each: typeof index === "number" ? "list" : "map" }),
        provider: `provider["${provider}"]${alias === undefined ? "" : `.${alias}`}`,
        instances: [instance],
      };
  return { ...state, resources: [...state.resources.filter((each) => !isSame(each)), resource] };
}
