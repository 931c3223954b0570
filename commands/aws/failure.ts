import { Refusal } from "../refusal";

/** A call that AWS, or the way to it, has failed. */
export interface AwsProblem {
  /** 12 digits; of a role that can't be assumed, its account. */
  readonly accountId: string;
  /** @default - none: it is about the whole account */
  readonly region?: string;
  /** What wasn't answered: `ec2:DescribeInstances`. */
  readonly operation: string;
  /** What AWS says. */
  readonly message: string;
}

/** What an error says, with its code. */
export function saidBy(error: unknown): string {
  const { name = "", message = String(error) } = Object(error) as { name?: string; message?: string };
  return name === "" || name === "Error" ? message : `${name}: ${message}`;
}

/** Nothing can be said without the answer. */
export function awsFailure(operation: string, error: unknown): Refusal {
  return new Refusal({
    code: "AWS_FAILED",
    allowed: `${operation} fails: ${saidBy(error)}`,
    fix: "log in to the account that publishes; `aws sts get-caller-identity` shows whose credentials are in force",
  });
}
