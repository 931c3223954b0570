import { textOf, Values } from "./attributes";
import { CatalogChange } from "./catalog-change";
import { copyAccountOf, parameterOf } from "./catalog-parameter";
import { ResourceChange, StackPlan } from "./plan-file";
import { PERMISSION, recipientChanges } from "./recipient-changes";
import { Versions } from "./versions";

const AMI_TYPES = ["aws_ami", "aws_ami_copy", "aws_ami_from_instance"];
const KEY_TYPES = [
  "aws_kms_key",
  "aws_kms_external_key",
  "aws_kms_replica_key",
  "aws_kms_replica_external_key",
];
/** What happens to a thing that is lost with what it holds: it can't be put back. */
const LASTING_ACTIONS: ReadonlyMap<string, CatalogChange["action"]> = new Map([
  ["create", "added"],
  ["delete", "destroyed"],
  ["forget", "released"],
]);
const UNKNOWN = "(known after apply)";

/** What the plan of one stack means for the catalog of a namespace. */
export function stackChanges(plan: StackPlan, namespace: string): CatalogChange[] {
  return new StackChanges(plan, namespace).all();
}

class StackChanges {
  private readonly versions: Versions;

  constructor(
    private readonly plan: StackPlan,
    private readonly namespace: string,
  ) {
    this.versions = new Versions(plan, namespace);
  }

  all(): CatalogChange[] {
    const { changes } = this.plan;
    return [
      ...withoutRepetition(changes.filter(isChange).flatMap((change) => this.changesOf(change))),
      ...recipientChanges(changes, (permission) => this.versions.imageOfPermission(permission)),
    ];
  }

  private changesOf(change: ResourceChange): CatalogChange[] {
    const { type } = change;
    if (AMI_TYPES.includes(type)) {
      return this.amiChanges(change);
    }
    if (KEY_TYPES.includes(type)) {
      return keyChanges(change);
    }
    if (type === PERMISSION) {
      return [];
    }
    return [this.parameterChange(change) ?? { kind: "other", name: type, action: actionOf(change) }];
  }

  private amiChanges(change: ResourceChange): CatalogChange[] {
    const { address, actions, before, after } = change;
    const { image, version } = this.versions.ofAmi(change) ?? namesOfAmi(before ?? after ?? {});
    return actions.map((given) => {
      const action = lastingAction(given);
      const amiId = action === "added" ? undefined : textOf(before?.id);
      return { kind: "ami", image, name: version ?? amiId ?? address, action };
    });
  }

  private parameterChange(change: ResourceChange): CatalogChange | undefined {
    const parameter = parameterOf(change, this.namespace);
    if (!parameter) {
      return undefined;
    }
    const { kind, image, name } = parameter;
    const action = actionOf(change);
    const oldName = action === "replaced" ? renamedFrom(change) : undefined;
    if (kind === "version") {
      return { kind, image, name, action, oldName };
    }
    const from = this.versions.before(change);
    const to = change.after ? (this.versions.after(change) ?? UNKNOWN) : undefined;
    const isMoved = action === "changed" && from !== to;
    const account = copyAccountOf(change, name);
    return { kind, image, name, account, action: isMoved ? "moved" : action, oldName, from, to };
  }
}

/** The copies of a channel in other accounts go where it goes: they are told where they don't. */
function withoutRepetition(changes: readonly CatalogChange[]): CatalogChange[] {
  const told = ({ kind, image, name, action, oldName, from, to }: CatalogChange) =>
    JSON.stringify([kind, image, name, action, oldName, from, to]);
  const channels = new Set(
    changes.filter(({ kind, account }) => kind === "channel" && account === undefined).map(told),
  );
  return changes.filter((change) => change.account === undefined || !channels.has(told(change)));
}

/** By the key's ID: a key has no other name. */
function keyChanges({ address, actions, before }: ResourceChange): CatalogChange[] {
  return actions.map((given) => {
    const action = lastingAction(given);
    const keyId = action === "added" ? undefined : (textOf(before?.key_id) ?? textOf(before?.id));
    return { kind: "key", name: keyId ?? address, action };
  });
}

function lastingAction(action: string): CatalogChange["action"] {
  return LASTING_ACTIONS.get(action) ?? "changed";
}

function isChange({ actions }: ResourceChange): boolean {
  return !["no-op", "read", ""].includes(actions.join());
}

function actionOf({ actions }: ResourceChange): CatalogChange["action"] {
  if (actions.includes("forget")) {
    return "released";
  }
  const [isMade, isGone] = [actions.includes("create"), actions.includes("delete")];
  if (isMade === isGone) {
    return isMade ? "replaced" : "changed";
  }
  return isMade ? "added" : "removed";
}

/** Name of a parameter that gets another one. */
function renamedFrom({ before, after }: ResourceChange): string | undefined {
  const name = textOf(before?.name);
  return name === textOf(after?.name) ? undefined : name;
}

/** By the tags of an `AmiCopy`. */
function namesOfAmi({ tags }: Values): { image?: string; version?: string } {
  const [name, version] = [tagOf(tags, "Name"), tagOf(tags, "ami-catalog:version")];
  return version !== undefined && name?.endsWith(`-${version}`)
    ? { image: name.slice(0, -version.length - 1), version }
    : {};
}

function tagOf(tags: unknown, key: string): string | undefined {
  return typeof tags === "object" && tags !== null ? textOf(Reflect.get(tags, key)) : undefined;
}
