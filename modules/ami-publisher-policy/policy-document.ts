/** A condition of an IAM policy: operator, key, value. */
export type PolicyCondition = Record<string, Record<string, string | string[]>>;

/** One statement of an identity-based policy. */
export interface PublisherStatement {
  /** Letters and digits, unique in the document. */
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: PolicyCondition;
}

/** An identity-based policy, as IAM takes it. */
export interface PublisherPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: PublisherStatement[];
}

/** A statement that allows; without resources, it is for every resource that the actions have. */
export function allow(
  Sid: string,
  Action: string[],
  Resource: string[] = ["*"],
  Condition?: PolicyCondition,
): PublisherStatement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

/** The condition that a call goes to one of the regions. */
export function inRegions(regions: readonly string[]): PolicyCondition {
  return { StringEquals: { "aws:RequestedRegion": [...regions] } };
}
