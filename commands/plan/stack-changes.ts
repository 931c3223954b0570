import { nameOf, textOf, Values } from "./attributes";
import { CatalogChange, EVERYONE } from "./catalog-change";
import { parameterOf } from "./catalog-parameter";
import { ResourceChange, StackPlan } from "./plan-file";

const AMI_TYPES = ["aws_ami", "aws_ami_copy", "aws_ami_from_instance"];
const AMI_ACTIONS: ReadonlyMap<string, CatalogChange["action"]> = new Map([
  ["create", "added"],
  ["delete", "destroyed"],
  ["forget", "released"],
]);
const PERMISSION = "aws_ami_launch_permission";
const UNKNOWN = "(known after apply)";

/** A version of an image, by its parameter. */
interface Version {
  readonly image: string;
  readonly version: string;
  readonly change: ResourceChange;
}

/** What the plan of one stack means for the catalog of a namespace. */
export function stackChanges(plan: StackPlan, namespace: string): CatalogChange[] {
  return new StackChanges(plan, namespace).all();
}

class StackChanges {
  private readonly versions: readonly Version[];

  constructor(
    private readonly plan: StackPlan,
    private readonly namespace: string,
  ) {
    this.versions = plan.changes.flatMap((change) => {
      const parameter = parameterOf(change, namespace);
      return parameter?.kind === "version"
        ? [{ image: parameter.image, version: parameter.name, change }]
        : [];
    });
  }

  all(): CatalogChange[] {
    const found = this.plan.changes.filter(isChange).flatMap((change) => this.changesOf(change));
    return [...found, ...this.recipients()];
  }

  private changesOf(change: ResourceChange): CatalogChange[] {
    const { type } = change;
    if (AMI_TYPES.includes(type)) {
      return this.amiChanges(change);
    }
    if (type === PERMISSION) {
      return [];
    }
    const parameter = parameterOf(change, this.namespace);
    if (!parameter) {
      return [{ kind: "other", name: type, action: actionOf(change) }];
    }
    const { kind, image, name } = parameter;
    return kind === "channel"
      ? [this.channelChange(change, image, name)]
      : [{ kind, image, name, action: actionOf(change) }];
  }

  private amiChanges(change: ResourceChange): CatalogChange[] {
    const { actions, before, after } = change;
    const { image, version } = this.versionOf(change) ?? namesOfAmi(before ?? after ?? {});
    const common = { kind: "ami", image, name: version ?? textOf(before?.id) ?? UNKNOWN } as const;
    return actions.map((action) => ({ ...common, action: AMI_ACTIONS.get(action) ?? "changed" }));
  }

  /** The version whose parameter names an AMI, or will name it. */
  private versionOf({ address, before }: ResourceChange): Version | undefined {
    const amiId = textOf(before?.id);
    return this.versions.find(({ change }) =>
      amiId === undefined
        ? this.plan.references(change.address, "insecure_value").includes(`${address}.id`)
        : textOf(change.before?.insecure_value) === amiId,
    );
  }

  private channelChange(change: ResourceChange, image: string, channel: string): CatalogChange {
    const common = { kind: "channel", image, name: channel } as const;
    const [from, to] = [this.versionBefore(change), this.versionAfter(change)];
    const isMoved = change.actions.join() === "update" && from !== to;
    return { ...common, action: isMoved ? "moved" : actionOf(change), from, to };
  }

  private versionBefore({ before }: ResourceChange): string | undefined {
    const amiId = textOf(before?.insecure_value);
    const version = this.versions.find(({ change }) => textOf(change.before?.insecure_value) === amiId);
    return amiId === undefined ? undefined : (version?.version ?? amiId);
  }

  /** An AMI that isn't made yet is known by what makes it. */
  private versionAfter({ address, after }: ResourceChange): string | undefined {
    if (!after) {
      return undefined;
    }
    const amiId = textOf(after.insecure_value);
    const [maker] = this.plan.references(address, "insecure_value");
    const version = this.versions.find(({ change }) =>
      amiId === undefined
        ? maker !== undefined && this.plan.references(change.address, "insecure_value").includes(maker)
        : textOf(change.after?.insecure_value) === amiId,
    );
    return version?.version ?? amiId ?? UNKNOWN;
  }

  /** Who gets an image, or gets it no more: a version more for the same recipients is no change of them. */
  private recipients(): CatalogChange[] {
    return this.permissions().flatMap(({ image, own }) => {
      const before = principals(own.map((change) => change.before));
      const after = principals(
        own.map((change) => (change.actions.includes("forget") ? change.before : change.after)),
      );
      const entry = (name: string, action: "added" | "removed") =>
        ({ kind: "recipient", image, name, action }) as const;
      return [
        ...[...after].filter((name) => !before.has(name)).map((name) => entry(name, "added")),
        ...[...before].filter((name) => !after.has(name)).map((name) => entry(name, "removed")),
      ];
    });
  }

  /** By image; where it isn't known, each by itself, since another permission may be of another image. */
  private permissions(): { readonly image?: string; readonly own: readonly ResourceChange[] }[] {
    const groups = new Map<string, { readonly image?: string; readonly own: ResourceChange[] }>();
    for (const change of this.plan.changes.filter(({ type }) => type === PERMISSION)) {
      const image = this.imageOf(change);
      const key = JSON.stringify(image === undefined ? { address: change.address } : { image });
      const group = groups.get(key) ?? { image, own: [] };
      groups.set(key, group);
      group.own.push(change);
    }
    return [...groups.values()];
  }

  /** A permission has the name of no image: it stands beside the parameter of its version. */
  private imageOf({ address }: ResourceChange): string | undefined {
    const name = nameOf(address);
    return this.versions.find(({ change }) => {
      const prefix = nameOf(change.address).replace(/_Parameter_[0-9A-F]{8}$/, "");
      return name.startsWith(`${prefix}_Permissions`);
    })?.image;
  }
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
    return "changed";
  }
  return isMade ? "added" : "removed";
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

function principals(permissions: readonly (Values | undefined)[]): Set<string> {
  return new Set(
    permissions.flatMap((permission) => {
      const { account_id, organization_arn, organizational_unit_arn, group } = permission ?? {};
      const principal = textOf(account_id) ?? textOf(organization_arn) ?? textOf(organizational_unit_arn);
      return principal !== undefined ? [principal] : group === "all" ? [EVERYONE] : [];
    }),
  );
}
