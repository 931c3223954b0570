import { randomUUID } from "node:crypto";
import { AwsError } from "../../front/aws-error";
import type { Context, ResourceShare } from "../../front/context";
import { partitionOf } from "../caller";
import type { Parameters } from "../ssm/parameters";
import { checkPrincipal, checkResource } from "./entities";
import { associationJson, shareJson } from "./json";
import { defaultPermission, isParameterPermission } from "./permissions";
import type { RamRequest } from "./request";
import type { ResourceShares } from "./resource-shares";

/** One operation of RAM: from the request to the body of the answer. */
export type Operation = (request: RamRequest) => object | Promise<object>;

function newShare(context: Context, request: RamRequest): ResourceShare {
  const { account, region } = request.call;
  return {
    arn: `arn:${partitionOf(region)}:ram:${region}:${account}:resource-share/${randomUUID()}`,
    owner: account,
    region,
    name: request.required("name"),
    status: "ACTIVE",
    allowExternalPrincipals: request.flag("allowExternalPrincipals") ?? true,
    creationTime: context.clock.now(),
    lastUpdatedTime: context.clock.now(),
    resources: new Set(),
    principals: new Set(),
    permissions: new Set(request.list("permissionArns")),
    tags: new Map(request.tags("tags")),
  };
}

/** Creating, changing and deleting shares, and what they hold. */
export function shareOperations(
  context: Context,
  parameters: Parameters,
  shares: ResourceShares,
): Readonly<Record<string, Operation>> {
  async function associate(share: ResourceShare, request: RamRequest): Promise<object[]> {
    const principals = request.list("principals");
    const resources = request.list("resourceArns");
    for (const principal of principals) {
      checkPrincipal(context, shares, share, principal);
    }
    for (const arn of resources) {
      await checkResource(parameters, share, arn);
    }
    for (const principal of principals) {
      shares.addPrincipal(share, principal);
    }
    for (const arn of resources) {
      share.resources.add(arn);
      const permission = defaultPermission(share.arn, arn);
      if (permission !== undefined && ![...share.permissions].some(isParameterPermission)) {
        share.permissions.add(permission);
      }
    }
    return [
      ...principals.map((principal) => associationJson(shares, share, principal, "PRINCIPAL")),
      ...resources.map((arn) => associationJson(shares, share, arn, "RESOURCE")),
    ];
  }

  function disassociate(share: ResourceShare, request: RamRequest): object[] {
    const principals = request.list("principals");
    const resources = request.list("resourceArns");
    const missing = [
      ...principals.filter((principal) => !share.principals.has(principal)),
      ...resources.filter((arn) => !share.resources.has(arn)),
    ];
    if (missing.length > 0) {
      const message = `${missing.join(", ")} is not associated with ResourceShare ${share.arn}.`;
      throw new AwsError("UnknownResourceException", message);
    }
    principals.forEach((principal) => shares.removePrincipal(share, principal));
    resources.forEach((arn) => share.resources.delete(arn));
    const status = "DISASSOCIATING";
    return [
      ...principals.map((principal) => associationJson(shares, share, principal, "PRINCIPAL", status)),
      ...resources.map((arn) => associationJson(shares, share, arn, "RESOURCE", status)),
    ];
  }

  function owned(request: RamRequest): ResourceShare {
    const share = shares.find(request.call, request.required("resourceShareArn"));
    if (share.status === "DELETED") {
      throw new AwsError("UnknownResourceException", `ResourceShare ${share.arn} could not be found.`);
    }
    share.lastUpdatedTime = context.clock.now();
    return share;
  }

  /** The share that the caller leaves: one of others, with the caller as the only principal of the request. */
  function received(request: RamRequest): ResourceShare | undefined {
    const isLeaving = request.list("principals").join() === request.call.account;
    const arn = request.required("resourceShareArn");
    return isLeaving && request.list("resourceArns").length === 0
      ? shares.reaching(request.call).find((share) => share.arn === arn)
      : undefined;
  }

  return {
    createresourceshare: async (request) => {
      const share = newShare(context, request);
      await associate(share, request);
      shares.add(share);
      return { resourceShare: shareJson(share), clientToken: request.text("clientToken") };
    },
    updateresourceshare: (request) => {
      const share = owned(request);
      share.name = request.text("name") ?? share.name;
      share.allowExternalPrincipals =
        request.flag("allowExternalPrincipals") ?? share.allowExternalPrincipals;
      return { resourceShare: shareJson(share), clientToken: request.text("clientToken") };
    },
    deleteresourceshare: (request) => {
      const share = owned(request);
      share.status = "DELETED";
      return { returnValue: true, clientToken: request.text("clientToken") };
    },
    associateresourceshare: async (request) => ({
      resourceShareAssociations: await associate(owned(request), request),
      clientToken: request.text("clientToken"),
    }),
    disassociateresourceshare: (request) => ({
      resourceShareAssociations: disassociate(received(request) ?? owned(request), request),
      clientToken: request.text("clientToken"),
    }),
    associateresourcesharepermission: (request) => {
      const { permissions } = owned(request);
      const arn = request.required("permissionArn");
      if (request.flag("replace") === true && isParameterPermission(arn)) {
        [...permissions].filter(isParameterPermission).forEach((one) => permissions.delete(one));
      }
      permissions.add(arn);
      return { returnValue: true, clientToken: request.text("clientToken") };
    },
    disassociateresourcesharepermission: (request) => {
      owned(request).permissions.delete(request.required("permissionArn"));
      return { returnValue: true, clientToken: request.text("clientToken") };
    },
    tagresource: (request) => {
      const { tags } = owned(request);
      request.tags("tags").forEach((value, key) => tags.set(key, value));
      return {};
    },
    untagresource: (request) => {
      const { tags } = owned(request);
      request.list("tagKeys").forEach((key) => tags.delete(key));
      return {};
    },
  };
}
