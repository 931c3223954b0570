import { AwsError } from "../../front/aws-error";
import type { ResourceShare } from "../../front/context";
import {
  associationJson,
  invitationJson,
  permissionJson,
  principalJson,
  resourceJson,
  shareJson,
} from "./json";
import { resourceType } from "./permissions";
import type { RamRequest } from "./request";
import type { Invitation, ResourceShares } from "./resource-shares";
import type { Operation } from "./share-operations";

/** Listing shares and what they hold, and answering invitations. */
export function readOperations(shares: ResourceShares): Readonly<Record<string, Operation>> {
  /** Shares of the caller (`SELF`), or of others that reach it (`OTHER-ACCOUNTS`). */
  function selected(request: RamRequest): ResourceShare[] {
    const owner = request.required("resourceOwner");
    if (owner !== "SELF" && owner !== "OTHER-ACCOUNTS") {
      throw new AwsError("InvalidParameterException", `${owner} is not a valid resource owner.`);
    }
    const arns = request.list("resourceShareArns");
    if (owner === "SELF") {
      arns.forEach((arn) => shares.find(request.call, arn));
    }
    const candidates = owner === "SELF" ? shares.ownedBy(request.call) : shares.reaching(request.call);
    return candidates.filter(({ arn }) => arns.length === 0 || arns.includes(arn));
  }

  function listedShares(request: RamRequest): object[] {
    const status = request.text("resourceShareStatus");
    const name = request.text("name");
    return selected(request)
      .filter((share) => status === undefined || share.status === status)
      .filter((share) => name === undefined || share.name === name)
      .map(shareJson);
  }

  function associations(request: RamRequest): object[] {
    const type = request.required("associationType");
    if (type !== "PRINCIPAL" && type !== "RESOURCE") {
      throw new AwsError("InvalidParameterException", `${type} is not a valid association type.`);
    }
    const arns = request.list("resourceShareArns");
    const owned =
      arns.length > 0 ? arns.map((arn) => shares.find(request.call, arn)) : shares.ownedBy(request.call);
    const wanted = type === "PRINCIPAL" ? request.text("principal") : request.text("resourceArn");
    return owned
      .filter(({ status }) => status === "ACTIVE")
      .flatMap((share) =>
        [...(type === "PRINCIPAL" ? share.principals : share.resources)]
          .filter((entity) => wanted === undefined || entity === wanted)
          .map((entity) => associationJson(shares, share, entity, type)),
      );
  }

  function resources(request: RamRequest): object[] {
    const type = request.text("resourceType")?.toLowerCase();
    const arns = request.list("resourceArns");
    return selected(request)
      .filter(({ status }) => status === "ACTIVE")
      .flatMap((share) =>
        [...share.resources]
          .filter((arn) => arns.length === 0 || arns.includes(arn))
          .filter((arn) => type === undefined || resourceType(arn).toLowerCase() === type)
          .map((arn) => resourceJson(share, arn)),
      );
  }

  function principals(request: RamRequest): object[] {
    return selected(request)
      .filter(({ status }) => status === "ACTIVE")
      .flatMap((share) => [...share.principals].map((id) => principalJson(shares, share, id)));
  }

  function invitations(request: RamRequest): Invitation[] {
    const arns = request.list("resourceShareInvitationArns");
    const shareArns = request.list("resourceShareArns");
    return shares
      .invitationsTo(request.call.account)
      .filter(({ share }) => share.region === request.call.region)
      .filter(({ arn }) => arns.length === 0 || arns.includes(arn))
      .filter(({ share }) => shareArns.length === 0 || shareArns.includes(share.arn));
  }

  function answerInvitation(request: RamRequest, status: "ACCEPTED" | "REJECTED"): object {
    const arn = request.required("resourceShareInvitationArn");
    const invitation = shares.invitationsTo(request.call.account).find((one) => one.arn === arn);
    if (!invitation) {
      const message = `The resource share invitation ${arn} could not be found.`;
      throw new AwsError("ResourceShareInvitationArnNotFoundException", message);
    }
    if (invitation.status !== "PENDING") {
      const done = invitation.status === "ACCEPTED" ? "Accepted" : "Rejected";
      const message = `The invitation ${arn} was already ${done.toLowerCase()}.`;
      throw new AwsError(`ResourceShareInvitationAlready${done}Exception`, message);
    }
    invitation.status = status;
    return { resourceShareInvitation: invitationJson(invitation), clientToken: request.text("clientToken") };
  }

  return {
    getresourceshares: (request) => ({ resourceShares: listedShares(request) }),
    getresourceshareassociations: (request) => ({ resourceShareAssociations: associations(request) }),
    listresources: (request) => ({ resources: resources(request) }),
    listprincipals: (request) => ({ principals: principals(request) }),
    listresourcesharepermissions: (request) => {
      const share = shares.find(request.call, request.required("resourceShareArn"));
      return { permissions: [...share.permissions].map((arn) => permissionJson(share, arn)) };
    },
    getresourceshareinvitations: (request) => ({
      resourceShareInvitations: invitations(request).map(invitationJson),
    }),
    acceptresourceshareinvitation: (request) => answerInvitation(request, "ACCEPTED"),
    rejectresourceshareinvitation: (request) => answerInvitation(request, "REJECTED"),
  };
}
