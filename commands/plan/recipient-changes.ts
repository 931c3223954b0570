import { textOf, Values } from "./attributes";
import { CatalogChange, EVERYONE } from "./catalog-change";
import { ResourceChange } from "./plan-file";

export const PERMISSION = "aws_ami_launch_permission";

/**
 * Who gets an image, or gets it no more: a version more for the same recipients is no change of them.
 * @param imageOf image of a permission, where it is known
 */
export function recipientChanges(
  changes: readonly ResourceChange[],
  imageOf: (permission: ResourceChange) => string | undefined,
): CatalogChange[] {
  const permissions = changes.filter(({ type }) => type === PERMISSION);
  return grouped(permissions, imageOf).flatMap(({ image, own }) => {
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

interface Group {
  readonly image?: string;
  readonly own: ResourceChange[];
}

/** By image; where it isn't known, each by itself, since another permission may be of another image. */
function grouped(
  permissions: readonly ResourceChange[],
  imageOf: (permission: ResourceChange) => string | undefined,
): Group[] {
  const groups = new Map<string, Group>();
  for (const change of permissions) {
    const image = imageOf(change);
    const key = JSON.stringify(image === undefined ? { address: change.address } : { image });
    const group = groups.get(key) ?? { image, own: [] };
    groups.set(key, group);
    group.own.push(change);
  }
  return [...groups.values()];
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
