import { randomUUID } from "node:crypto";
import { AwsError } from "../../front/aws-error";
import type { Context, ResourceShare } from "../../front/context";
import type { Caller } from "../caller";

/** What an account outside the owner's organisation gets; the share reaches it once it has accepted. */
export interface Invitation {
  readonly arn: string;
  readonly share: ResourceShare;
  /** 12 digits. */
  readonly receiver: string;
  readonly time: Date;
  status: "PENDING" | "ACCEPTED" | "REJECTED";
}

/** The account that a principal stands for; `undefined` for organisations and OUs. */
export function principalAccount(principal: string): string | undefined {
  return /^\d{12}$/.test(principal) ? principal : /^arn:aws[\w-]*:iam::(\d{12}):/.exec(principal)?.[1];
}

/** The resource shares of all accounts, and who they reach. */
export class ResourceShares {
  private readonly invitations = new Map<string, Invitation>();

  constructor(private readonly context: Context) {}

  /** Shares of the caller, deleted ones included. */
  ownedBy({ account, region }: Caller): ResourceShare[] {
    return [...this.context.shares.values()].filter(
      ({ owner, region: home }) => owner === account && home === region,
    );
  }

  /** Shares of others that reach the account, in one region. */
  reaching({ account, region }: Caller): ResourceShare[] {
    return [...this.context.shares.values()].filter(
      (share) => share.region === region && this.reaches(share, account),
    );
  }

  add(share: ResourceShare): void {
    this.context.shares.set(share.arn, share);
  }

  /** @throws AwsError UnknownResourceException unless the caller owns it */
  find(caller: Caller, arn: string): ResourceShare {
    const share = this.ownedBy(caller).find((one) => one.arn === arn);
    if (!share) {
      throw new AwsError("UnknownResourceException", `ResourceShare ${arn} could not be found.`);
    }
    return share;
  }

  /** The shares by which the account may read the resource. */
  grantsTo(account: string, resourceArn: string): ResourceShare[] {
    return [...this.context.shares.values()].filter(
      (share) => share.resources.has(resourceArn) && this.reaches(share, account),
    );
  }

  /** ARNs of all that others share with the account. */
  sharedWith(account: string): ReadonlySet<string> {
    const shares = [...this.context.shares.values()].filter((share) => this.reaches(share, account));
    return new Set(shares.flatMap(({ resources }) => [...resources]));
  }

  /** Whether the account lies outside the owner's organisation. */
  isExternal(share: ResourceShare, principal: string): boolean {
    const account = principalAccount(principal);
    return (
      account !== undefined &&
      account !== share.owner &&
      !this.context.organizations.sameOrganization(account, share.owner)
    );
  }

  /** An external account is associated once it has accepted. */
  isAssociated(share: ResourceShare, principal: string): boolean {
    return (
      !this.isExternal(share, principal) ||
      this.invitationsTo(principalAccount(principal) ?? "").some(
        (invitation) => invitation.share === share && invitation.status === "ACCEPTED",
      )
    );
  }

  addPrincipal(share: ResourceShare, principal: string): void {
    share.principals.add(principal);
    if (this.isExternal(share, principal) && !this.isAssociated(share, principal)) {
      const arn = share.arn.replace(/:resource-share\/.*$/, `:resource-share-invitation/${randomUUID()}`);
      const receiver = principalAccount(principal) ?? "";
      this.invitations.set(arn, { arn, share, receiver, time: this.context.clock.now(), status: "PENDING" });
    }
  }

  removePrincipal(share: ResourceShare, principal: string): void {
    share.principals.delete(principal);
    for (const [arn, invitation] of this.invitations) {
      if (invitation.share === share && invitation.receiver === principalAccount(principal)) {
        this.invitations.delete(arn);
      }
    }
  }

  invitationsTo(account: string): Invitation[] {
    return [...this.invitations.values()].filter(
      ({ receiver, share }) => receiver === account && share.status === "ACTIVE",
    );
  }

  private reaches(share: ResourceShare, account: string): boolean {
    if (share.status !== "ACTIVE" || share.owner === account) {
      return false;
    }
    return [...share.principals].some((principal) =>
      principalAccount(principal) === account
        ? this.isAssociated(share, principal)
        : this.context.organizations.contains(principal, account),
    );
  }
}
