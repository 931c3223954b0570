/** An account's place in AWS Organizations. */
export interface Membership {
  /** `arn:aws:organizations::<management account>:organization/o-…` */
  readonly organizationArn: string;
  /** Every OU above the account, the outermost first: `arn:aws:organizations::<management account>:ou/o-…/ou-…`. */
  readonly organizationalUnitArns?: readonly string[];
  /** ID of the organisation's root. @default "r-root" */
  readonly rootId?: string;
}

/** Which account belongs to which organisation; tests fill it. */
export class Organizations {
  readonly #memberships = new Map<string, Membership>();

  /** Puts an account into an organisation, or moves it. */
  join(accountId: string, membership: Membership): void {
    this.#memberships.set(accountId, membership);
  }

  /** Takes an account out of its organisation. */
  leave(accountId: string): void {
    this.#memberships.delete(accountId);
  }

  /** IDs of all accounts that are in one. */
  accounts(): string[] {
    return [...this.#memberships.keys()];
  }

  membership(accountId: string): Membership | undefined {
    return this.#memberships.get(accountId);
  }

  /** Whether the account lies in the organisation or OU of this ARN, at any depth. */
  contains(arn: string, accountId: string): boolean {
    const membership = this.#memberships.get(accountId);
    return (
      membership?.organizationArn === arn ||
      (membership?.organizationalUnitArns ?? []).some((unit) => unit === arn)
    );
  }

  /** Whether both accounts belong to one organisation. */
  sameOrganization(accountId: string, other: string): boolean {
    const arn = this.#memberships.get(accountId)?.organizationArn;
    return arn !== undefined && arn === this.#memberships.get(other)?.organizationArn;
  }

  /** ID of the account's organisation, `o-…`: the value of `aws:PrincipalOrgID`. */
  organizationId(accountId: string): string | undefined {
    return this.#memberships.get(accountId)?.organizationArn.split("/").at(-1);
  }

  /** `o-…/r-…/ou-…/`: the value of `aws:PrincipalOrgPaths`. */
  organizationPath(accountId: string): string | undefined {
    const membership = this.#memberships.get(accountId);
    if (membership === undefined) return undefined;
    const units = (membership.organizationalUnitArns ?? []).map((arn) => arn.split("/").at(-1));
    return [this.organizationId(accountId), membership.rootId ?? "r-root", ...units, ""].join("/");
  }
}
