import type { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { STSClientConfig } from "@aws-sdk/client-sts";
import { type Arn, parseArn } from "../../modules/support";
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

/** The ARN of a role of an account; undefined for what is none. */
function roleArn(role: string): Arn | undefined {
  const arn = parseArn(role);
  const isRole = arn?.service === "iam" && /^\d{12}$/.test(arn.account) && /^role\/./.test(arn.resource);
  return isRole ? arn : undefined;
}

/**
 * The ARNs that `--role` gives.
 * @param partition that of the catalog, which credentials are good for: `aws`, `aws-cn`
 * @throws Refusal `USAGE`
 */
export function checkRoles(roles: readonly string[], partition: string): readonly string[] {
  const accounts = roles.map((role) => {
    const arn = roleArn(role);
    const given = `--role is ${JSON.stringify(role)}`;
    const fix = `write arn:${partition}:iam::ACCOUNT:role/NAME`;
    if (!arn) {
      throw usageError(`${given}, and is the ARN of an IAM role`, fix);
    }
    if (arn.partition !== partition) {
      throw usageError(`${given}, and the regions of the catalog are in the partition ${partition}`, fix);
    }
    return arn.account;
  });
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
  if (twice !== undefined) {
    throw usageError(`two roles of account ${twice} are given`, "give one --role for each account");
  }
  return roles;
}

/** 12 digits. @param role an ARN that was checked */
export function accountIdOf(role: string): string {
  return roleArn(role)?.account ?? "";
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
    return new OpenAccount(sdk, id, sts.config.credentials);
  } catch (error) {
    throw awsFailure("sts:GetCallerIdentity", error);
  }
}

/** The account of a role. @throws what AWS says where the role can't be assumed */
export async function accountOfRole(sdk: Sdk, region: string, role: string): Promise<Account> {
  const sts = new sdk.sts.STSClient(settings(region));
  const command = new sdk.sts.AssumeRoleCommand({ RoleArn: role, RoleSessionName: SESSION });
  const { Credentials: given } = await sts.send(command);
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? "",
    secretAccessKey: given?.SecretAccessKey ?? "",
    sessionToken: given?.SessionToken,
  };
  return new OpenAccount(sdk, accountIdOf(role), credentials, role);
}

class OpenAccount implements Account {
  private readonly places = new Map<string, Place>();

  /** @param credentials those of all its clients, so that they are found once */
  constructor(
    private readonly sdk: Sdk,
    readonly id: string,
    private readonly credentials: STSClientConfig["credentials"],
    readonly role?: string,
  ) {}

  in(region: string): Place {
    const known = this.places.get(region);
    const place = known ?? this.open(region);
    this.places.set(region, place);
    return place;
  }

  private open(region: string): Place {
    const { autoScaling, ec2, ssm } = this.sdk;
    const all = { ...settings(region), credentials: this.credentials };
    return {
      account: this,
      region,
      autoScaling: new autoScaling.AutoScalingClient(all),
      ec2: new ec2.EC2Client(all),
      ssm: new ssm.SSMClient(all),
    };
  }
}

/** Throttled calls are tried again, at a pace that AWS can bear. */
function settings(region: string) {
  return { region, retryMode: "adaptive", maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS };
}
