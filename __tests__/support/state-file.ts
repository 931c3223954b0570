import { existsSync, readFileSync } from "node:fs";

/** A resource or data source in the state of a stack. */
export interface StateResource {
  readonly stack: string;
  /** As in a plan: `aws_ami_copy.Name`, `data.aws_ami.Name`, `aws_ami_launch_permission.Account["1"]`. */
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** State file format 4, as far as the tests read it. */
export interface StateFile {
  readonly version: number;
  readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resources: readonly {
    readonly module?: string;
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly attributes: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

const NOTHING: StateFile = { version: 4, outputs: {}, resources: [] };

/** Read from the file itself: `terraform show` starts the provider for its schema, which takes seconds. */
export function readStateFile(path: string): StateFile {
  if (!existsSync(path)) {
    return NOTHING;
  }
  const state = JSON.parse(readFileSync(path, "utf8")) as StateFile;
  if (state.version !== 4) {
    throw new Error(`${path} has the state file format ${state.version}, but 4 is understood`);
  }
  return state;
}

export function stateResources(stack: string, state: StateFile): StateResource[] {
  return state.resources.flatMap(({ module, mode, type, name, instances }) =>
    instances.map(({ index_key: key, attributes }) => ({
      stack,
      address: [
        module === undefined ? "" : `${module}.`,
        mode === "data" ? "data." : "",
        `${type}.${name}`,
        key === undefined ? "" : `[${JSON.stringify(key)}]`,
      ].join(""),
      type,
      values: attributes,
    })),
  );
}
