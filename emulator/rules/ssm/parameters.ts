import {
  DescribeParametersCommand,
  GetParameterCommand,
  type Parameter,
  type ParameterMetadata,
  ParameterNotFound,
  ParameterVersionNotFound,
} from "@aws-sdk/client-ssm";
import { AwsError } from "../../front/aws-error";
import type { Context } from "../../front/context";
import type { Caller } from "../caller";
import type { ResourceShares } from "../ram/resource-shares";
import { localName, parameterArn, type ParameterReference } from "./parameter-reference";

/** A value of the SSM client as the JSON protocol writes it: the time in seconds since the epoch. */
export type WithEpochTime<T> = Omit<T, "LastModifiedDate"> & { readonly LastModifiedDate?: number };

export function withEpochTime<T extends { LastModifiedDate?: Date }>(value: T): WithEpochTime<T> {
  const { LastModifiedDate: date, ...rest } = value;
  return date === undefined ? rest : { ...rest, LastModifiedDate: date.getTime() / 1000 };
}

/** Reads the parameters that moto holds, with AWS's rules for who may read which. */
export class Parameters {
  constructor(
    private readonly context: Context,
    private readonly shares: ResourceShares,
  ) {}

  /** What DescribeParameters says of the owner's parameter; `undefined` when there is none. */
  async describe({ account, region }: Caller, name: string): Promise<ParameterMetadata | undefined> {
    const filter = { Key: "Name", Option: "Equals", Values: [name] };
    const command = new DescribeParametersCommand({ ParameterFilters: [filter] });
    return (await this.context.aws(account, region).ssm.send(command)).Parameters?.[0];
  }

  /** Whether RAM shares the owner's parameter with the account; only Advanced parameters can be shared. */
  async isShared(account: string, owner: Caller, name: string): Promise<boolean> {
    return (
      this.shares.grantsTo(account, parameterArn(owner, name)).length > 0 &&
      (await this.describe(owner, name))?.Tier === "Advanced"
    );
  }

  /**
   * Parameters of other accounts are read by ARN, in their own region, once they are shared.
   * @throws AwsError ParameterNotFound, AccessDeniedException
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
   */
  async checkAccess(caller: Caller, reference: ParameterReference, action: string): Promise<void> {
    const { name, owner, text } = reference;
    if (owner.region !== caller.region) {
      throw new AwsError("ParameterNotFound", `Parameter ${text} not found.`);
    }
    if (owner.account !== caller.account && !(await this.isShared(caller.account, owner, name))) {
      throw new AwsError(
        "AccessDeniedException",
        `User: arn:aws:iam::${caller.account}:root is not authorized to perform: ssm:${action} on resource: ` +
          `${parameterArn(owner, name)} because no resource-based policy allows the ssm:${action} action`,
      );
    }
  }

  /**
   * Reads one parameter as `caller`.
   * @throws AwsError ParameterNotFound, ParameterVersionNotFound, AccessDeniedException
   */
  async read(
    caller: Caller,
    reference: ParameterReference,
    decrypt = false,
  ): Promise<WithEpochTime<Parameter>> {
    await this.checkAccess(caller, reference, "GetParameter");
    const { account, region } = reference.owner;
    const command = new GetParameterCommand({ Name: localName(reference), WithDecryption: decrypt });
    try {
      const { Parameter: parameter = {} } = await this.context.aws(account, region).ssm.send(command);
      const Selector = reference.selector === undefined ? undefined : `:${reference.selector}`;
      return { ...withEpochTime(parameter), Selector };
    } catch (error) {
      throw await this.notFound(error, reference);
    }
  }

  /** A version or label that an existing parameter lacks is ParameterVersionNotFound. */
  private async notFound(error: unknown, reference: ParameterReference): Promise<unknown> {
    if (!(error instanceof ParameterNotFound) && !(error instanceof ParameterVersionNotFound)) {
      return error;
    }
    const { name, owner, selector, text } = reference;
    if (selector !== undefined && (await this.describe(owner, name))) {
      return new AwsError(
        "ParameterVersionNotFound",
        `Systems Manager could not find version ${selector} of ${name}. Verify the version and try again.`,
      );
    }
    return new AwsError("ParameterNotFound", `Parameter ${text} not found.`);
  }
}
