import type { EC2Client } from "@aws-sdk/client-ec2";
import type { KMSClient } from "@aws-sdk/client-kms";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { STSClient } from "@aws-sdk/client-sts";
import type { ImageStore } from "../images/image-store";
import type { Organizations } from "./organizations";
import type { Answer, AwsCall } from "./rule";

/** Clients that act as one account in one region and reach moto directly: no rule, fault or log entry. */
export interface AwsClients {
  readonly ec2: EC2Client;
  readonly kms: KMSClient;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

/** The time that the rules see. */
export interface Clock {
  now(): Date;
}

/** What a test may set while the emulator runs. */
export interface Settings {
  /** Milliseconds that AWS takes to validate an `aws:ec2:image` value. @default 0 */
  parameterValidationDelay: number;
  /** Whether EC2 tells what refers to an AMI; else the caller isn't allowed to ask. @default false */
  imageReferences: boolean;
}

/** A RAM resource share. */
export interface ResourceShare {
  readonly arn: string;
  readonly owner: string;
  readonly region: string;
  name: string;
  status: "ACTIVE" | "DELETED";
  allowExternalPrincipals: boolean;
  readonly creationTime: Date;
  lastUpdatedTime: Date;
  /** ARNs of what is shared. */
  readonly resources: Set<string>;
  /** Account IDs, and ARNs of organisations and OUs. */
  readonly principals: Set<string>;
  /** ARNs of RAM permissions. */
  readonly permissions: Set<string>;
  readonly tags: Map<string, string>;
}

/** What every rule can use. */
export interface Context {
  /** The account of callers whose access key names no other. */
  readonly accountId: string;
  readonly clock: Clock;
  readonly images: ImageStore;
  readonly organizations: Organizations;
  /** By ARN. */
  readonly shares: Map<string, ResourceShare>;
  readonly settings: Settings;
  /** The same clients each time for the same account and region. */
  aws(account: string, region: string): AwsClients;
  /** Sends a call to moto as `call.account`, past all rules. */
  forward(call: AwsCall): Promise<Answer>;
}
