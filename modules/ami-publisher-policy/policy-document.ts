/** A condition of an IAM policy: operator, key, value. */
export type PolicyCondition = Record<string, Record<string, string | string[]>>;

/** One statement of an identity-based policy. */
export interface PublisherStatement {
  /** Letters and digits, unique in the document. */
  readonly Sid: string;
  /** Nothing is denied. */
  readonly Effect: "Allow";
  /** What the role may do: `ec2:CopyImage`. */
  readonly Action: string[];
  /** ARNs, with `*` where AWS gives no other choice. */
  readonly Resource: string[];
  /** Operator, key, value. @default - none */
  readonly Condition?: PolicyCondition;
}

/** An identity-based policy, as IAM takes it. */
export interface PublisherPolicy {
  /** Version of the language of policies. */
  readonly Version: "2012-10-17";
  /** What the catalog needs, and nothing else. */
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
