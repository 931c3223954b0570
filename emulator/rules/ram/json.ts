import type { ResourceShare } from "../../front/context";
import { resourceType } from "./permissions";
import type { Invitation, ResourceShares } from "./resource-shares";

function seconds(date: Date): number {
  return date.getTime() / 1000;
}

function times({ creationTime, lastUpdatedTime }: ResourceShare): object {
  return { creationTime: seconds(creationTime), lastUpdatedTime: seconds(lastUpdatedTime) };
}

export function shareJson(share: ResourceShare): object {
  return {
    resourceShareArn: share.arn,
    name: share.name,
    owningAccountId: share.owner,
    allowExternalPrincipals: share.allowExternalPrincipals,
    status: share.status,
    tags: [...share.tags].map(([key, value]) => ({ key, value })),
    featureSet: "STANDARD",
    ...times(share),
  };
}

/** One association of a share: with a principal, or with a resource. */
export function associationJson(
  shares: ResourceShares,
  share: ResourceShare,
  entity: string,
  associationType: "PRINCIPAL" | "RESOURCE",
  status = shares.isAssociated(share, entity) ? "ASSOCIATED" : "ASSOCIATING",
): object {
  return {
    resourceShareArn: share.arn,
    resourceShareName: share.name,
    associatedEntity: entity,
    associationType,
    status,
    external: associationType === "PRINCIPAL" && shares.isExternal(share, entity),
    ...times(share),
  };
}

export function permissionJson(share: ResourceShare, arn: string): object {
  const type = [...share.resources].map(resourceType)[0];
  return {
    arn,
    version: "1",
    defaultVersion: true,
    name: arn.split("/").at(-1),
    resourceType: arn.includes("SSMParameter") ? "ssm:Parameter" : type,
    status: "ASSOCIATED",
    isResourceTypeDefault: arn.includes("Default"),
    permissionType: arn.includes("::aws:") ? "AWS_MANAGED" : "CUSTOMER_MANAGED",
    featureSet: "STANDARD",
    ...times(share),
  };
}

export function resourceJson(share: ResourceShare, arn: string): object {
  return {
    arn,
    type: resourceType(arn),
    resourceShareArn: share.arn,
    status: "AVAILABLE",
    resourceRegionScope: "REGIONAL",
    ...times(share),
  };
}

export function principalJson(shares: ResourceShares, share: ResourceShare, id: string): object {
  return { id, resourceShareArn: share.arn, external: shares.isExternal(share, id), ...times(share) };
}

export function invitationJson({ arn, share, receiver, time, status }: Invitation): object {
  return {
    resourceShareInvitationArn: arn,
    resourceShareName: share.name,
    resourceShareArn: share.arn,
    senderAccountId: share.owner,
    receiverAccountId: receiver,
    invitationTimestamp: seconds(time),
    status,
  };
}
