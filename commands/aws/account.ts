import type { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { Credentials, STSClient } from "@aws-sdk/client-sts";
import { parseArn } from "../../modules/support";
import { usageError } from "../refusal";
import { awsFailure } from "./failure";
import type { Sdk } from "./sdk";

const ATTEMPTS = 6;
const SESSION = "ami-catalog";
/** Milliseconds: a region that doesn't answer must not hold up the others. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000 };

/** An account, in one region. */
export interface Place {
  readonly account: Account;
  readonly region: string;
  readonly autoScaling: AutoScalingClient;
  readonly ec2: EC2Client;
  readonly ssm: SSMClient;
}

/** An account that is looked at, and the way into it. */
export interface Account {
  /** 12 digits. */
  readonly id: string;
  /** ARN of the role through which it is looked at. @default - the credentials of this process */
  readonly role?: string;
  in(region: string): Place;
}

/** The ARNs that `--role` gives. @throws Refusal `USAGE` */
export function checkRoles(roles: readonly string[]): readonly string[] {
  const accounts = roles.map((role) => {
    const arn = parseArn(role);
    if (arn?.service !== "iam" || arn.account === "" || !arn.resource.startsWith("role/")) {
      throw usageError(
        `--role is ${JSON.stringify(role)}, and is the ARN of an IAM role`,
        "write arn:aws:iam::ACCOUNT:role/NAME",
      );
    }
    return arn.account;
  });
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
  if (twice !== undefined) {
    throw usageError(`two roles of account ${twice} are given`, "give one --role for each account");
  }
  return roles;
}

/**
 * The account of this process's credentials, which publishes.
 * @param region whose STS is asked
 * @throws Refusal `AWS_FAILED`
 */
export async function ownAccount(sdk: Sdk, region: string): Promise<Account> {
  const sts = new sdk.sts.STSClient(settings(region));
  try {
    const { Account: id = "" } = await sts.send(new sdk.sts.GetCallerIdentityCommand({}));
    return account(sdk, id);
  } catch (error) {
    throw awsFailure("sts:GetCallerIdentity", error);
  }
}

/** The account of a role. @throws what AWS says where the role can't be assumed */
export async function accountOfRole(sdk: Sdk, region: string, role: string): Promise<Account> {
  const sts = new sdk.sts.STSClient(settings(region));
  const { Credentials: given } = await assume(sdk, sts, role);
  return account(sdk, parseArn(role)?.account ?? "", role, given);
}

function assume(sdk: Sdk, sts: STSClient, role: string) {
  return sts.send(new sdk.sts.AssumeRoleCommand({ RoleArn: role, RoleSessionName: SESSION }));
}

function account(sdk: Sdk, id: string, role?: string, given?: Credentials): Account {
  const credentials = given && {
    accessKeyId: given.AccessKeyId ?? "",
    secretAccessKey: given.SecretAccessKey ?? "",
    sessionToken: given.SessionToken,
  };
  const self: Account = {
    id,
    role,
    in: (region) => {
      const all = { ...settings(region), ...(credentials && { credentials }) };
      return {
        account: self,
        region,
        autoScaling: new sdk.autoScaling.AutoScalingClient(all),
        ec2: new sdk.ec2.EC2Client(all),
        ssm: new sdk.ssm.SSMClient(all),
      };
    },
  };
  return self;
}

/** Throttled calls are tried again, at a pace that AWS can bear. */
function settings(region: string) {
  return { region, retryMode: "adaptive", maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS };
}
