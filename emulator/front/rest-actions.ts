/** Operations of RAM: each has the path of its name in small letters. */
const RAM = [
  "AcceptResourceShareInvitation",
  "AssociateResourceShare",
  "AssociateResourceSharePermission",
  "CreateResourceShare",
  "DeleteResourceShare",
  "DisassociateResourceShare",
  "DisassociateResourceSharePermission",
  "EnableSharingWithAwsOrganization",
  "GetPermission",
  "GetResourcePolicies",
  "GetResourceShareAssociations",
  "GetResourceShareInvitations",
  "GetResourceShares",
  "ListPendingInvitationResources",
  "ListPermissions",
  "ListPrincipals",
  "ListResourceSharePermissions",
  "ListResourceTypes",
  "ListResources",
  "RejectResourceShareInvitation",
  "TagResource",
  "UntagResource",
  "UpdateResourceShare",
];

const RAM_ACTIONS = new Map(RAM.map((action) => [`/${action.toLowerCase()}`, action]));

/** Operations of EKS that the rules look at. */
const EKS: readonly (readonly [method: string, path: RegExp, action: string])[] = [
  ["POST", /^\/clusters$/, "CreateCluster"],
  ["POST", /^\/clusters\/[^/]+\/node-groups$/, "CreateNodegroup"],
  ["POST", /^\/clusters\/[^/]+\/node-groups\/[^/]+\/update-version$/, "UpdateNodegroupVersion"],
];

/** The operation of a REST call; where no name is known, method and path: `GET /bucket/key`. */
export function restAction(service: string, method: string, url: string): string {
  const path = url.split("?")[0] ?? url;
  const known =
    service === "ram"
      ? RAM_ACTIONS.get(path.toLowerCase())
      : service === "eks"
        ? EKS.find((entry) => entry[0] === method && entry[1].test(path))?.[2]
        : undefined;
  return known ?? `${method} ${path}`;
}
