/** A plan as `terraform show -json` prints it, as far as it is read here. */
export interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
  readonly prior_state?: { readonly values?: { readonly root_module: Module } };
  readonly configuration: { readonly root_module: { readonly resources?: readonly ConfiguredResource[] } };
}

/** Arguments and attributes by name. */
export type Values = Readonly<Record<string, unknown>>;

interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
  };
}

interface ConfiguredResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly provider_config_key: string;
}

interface Module {
  readonly resources?: readonly StateResource[];
}

/** A resource or data source of a state. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Values;
}

/** A resource that the next apply makes. */
export interface Wanted {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  /** `registry.terraform.io/hashicorp/aws` */
  readonly provider: string;
  /** `aws.home`: `home`. @default - the provider without an alias */
  readonly alias?: string;
  /** ID in the state of a resource whose making didn't end well. @default - the state has none */
  readonly taintedId?: string;
  /** What is known of it. */
  readonly values: Values;
}

/** What the next apply makes: what the state lacks, and what it holds as tainted. */
export function wantedOf(plan: Plan): Wanted[] {
  return (plan.resource_changes ?? [])
    .filter(
      ({ mode, deposed, change }) =>
        mode === "managed" && deposed === undefined && change.actions.includes("create"),
    )
    .filter(
      ({ change, action_reason: reason }) => change.before === null || reason === "replace_because_tainted",
    )
    .map(({ address, type, name, index, provider_name: provider, change }) => ({
      address,
      type,
      name,
      index,
      provider,
      alias: aliasOf(plan, type, name),
      taintedId: change.before === null ? undefined : textOf(change.before, "id"),
      values: change.after ?? {},
    }));
}

/** The resources that the state holds. */
export function held(plan: Plan): readonly StateResource[] {
  const resources = plan.prior_state?.values?.root_module.resources ?? [];
  return resources.filter(({ mode }) => mode === "managed");
}

/** Text of an attribute that is known. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

export function aliasOf({ configuration }: Plan, type: string, name: string): string | undefined {
  const configured = (configuration.root_module.resources ?? []).find(
    (resource) => resource.mode === "managed" && resource.type === type && resource.name === name,
  );
  return configured?.provider_config_key.split(".")[1];
}
