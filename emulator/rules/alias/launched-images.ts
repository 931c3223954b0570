import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { AwsError } from "../../front/aws-error";
import type { Context } from "../../front/context";
import type { Answer, Rule } from "../../front/rule";
import type { Caller } from "../caller";
import { type Aliases, isAlias } from "./alias";

const INSTANCE = /<instanceId>(i-[0-9a-f]+)<\/instanceId><imageId>resolve:ssm:[^<]+<\/imageId>/g;

/** The AMIs of instances for which moto holds the alias of their launch template. */
export class LaunchedImages {
  private readonly images = new Map<string, string>();

  constructor(
    private readonly context: Context,
    private readonly aliases: Aliases,
  ) {}

  /** Notes the AMI of each instance that was launched since the last time. */
  async record({ account, region }: Caller): Promise<void> {
    const { ec2 } = this.context.aws(account, region);
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    for (const { InstanceId: id = "", ImageId: alias } of Reservations.flatMap(
      (one) => one.Instances ?? [],
    )) {
      if (isAlias(alias) && !this.images.has(id)) {
        await this.note({ account, region }, id, alias);
      }
    }
  }

  show(answer: Answer): Answer {
    const body = answer.body.toString();
    return {
      ...answer,
      body: body.replace(INSTANCE, (element: string, id: string) => {
        const image = this.images.get(id);
        return image === undefined ? element : `<instanceId>${id}</instanceId><imageId>${image}</imageId>`;
      }),
    };
  }

  /** An alias that has stopped to resolve since the group was made leaves the instance as moto made it. */
  private async note(caller: Caller, id: string, alias: string): Promise<void> {
    try {
      this.images.set(id, await this.aliases.resolve(caller, alias));
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
    }
  }
}

/** DescribeInstances shows the AMI, never the alias. */
export function describeInstances(launched: LaunchedImages): Rule {
  return {
    name: "ec2-instances-show-resolved-image",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html",
    on: ["ec2:DescribeInstances"],
    handle: async (_call, next) => launched.show(await next()),
  };
}
