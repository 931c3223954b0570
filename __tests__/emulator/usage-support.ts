import { AutoScalingClient, CreateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import {
  CreateImageUsageReportCommand,
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { type Emulator } from "../../emulator";
import { account as accountOf } from "./rules-support";

export const PLATFORM = "123456789012";
export const CONSUMER = "222222222222";
export const HOME = "us-east-1";
export const OTHER = "eu-west-1";
export const ROLE = `arn:aws:iam::${CONSUMER}:role/usage`;

/** A catalog of one image, which another account may launch. */
export const CATALOG = `namespace: /golden
homeRegion: ${HOME}
regions: { ${HOME}: {}, ${OTHER}: {} }
shareWith: { accountIds: ["${CONSUMER}"] }
images:
  web:
    versions:
      "1": { source: { ami: ami-0a1b2c3d4e5f60718 } }
      "2": { source: { ami: ami-0f1e2d3c4b5a69788 } }
      "3": { source: { ami: ami-0b2d4f6a8c0e1f359 } }
    channels: { stable: "2" }
`;

/** One account in one region, and what it may make there. */
export class Desk {
  private constructor(
    private readonly emulator: Emulator,
    readonly account: string,
    readonly region: string,
    private readonly clients: Awaited<ReturnType<typeof accountOf>>,
  ) {}

  static async at(emulator: Emulator, account: string, region: string): Promise<Desk> {
    return new Desk(emulator, account, region, await accountOf(emulator, account, region));
  }

  async parameter(Name: string, Value: string): Promise<void> {
    const put = { Name, Value, Type: "String", DataType: "aws:ec2:image" } as const;
    await this.clients.ssm.send(new PutParameterCommand(put));
  }

  async instance(ImageId: string, name: string): Promise<string> {
    const tags = { ResourceType: "instance", Tags: [{ Key: "Name", Value: name }] } as const;
    const run = { ImageId, MinCount: 1, MaxCount: 1, TagSpecifications: [{ ...tags, Tags: [...tags.Tags] }] };
    const { Instances = [] } = await this.clients.ec2.send(new RunInstancesCommand(run));
    return Instances[0]?.InstanceId ?? "";
  }

  /** A launch template with so many versions, the first of which is its default. */
  async template(LaunchTemplateName: string, first: string, ...others: string[]): Promise<string> {
    const create = { LaunchTemplateName, LaunchTemplateData: { ImageId: first } };
    const { LaunchTemplate } = await this.clients.ec2.send(new CreateLaunchTemplateCommand(create));
    for (const ImageId of others) {
      const version = { LaunchTemplateName, LaunchTemplateData: { ImageId } };
      await this.clients.ec2.send(new CreateLaunchTemplateVersionCommand(version));
    }
    return LaunchTemplate?.LaunchTemplateId ?? "";
  }

  /** Lets EC2 report which other accounts use an AMI. */
  async usageReport(ImageId: string): Promise<void> {
    const ResourceTypes = [{ ResourceType: "ec2:Instance" }, { ResourceType: "ec2:LaunchTemplate" }];
    await this.clients.ec2.send(new CreateImageUsageReportCommand({ ImageId, ResourceTypes }));
  }

  async group(AutoScalingGroupName: string, LaunchTemplateId: string, Version: string): Promise<void> {
    const credentials = await this.emulator.credentials(this.account);
    const client = new AutoScalingClient({ endpoint: this.emulator.url, region: this.region, credentials });
    await client.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        LaunchTemplate: { LaunchTemplateId, Version },
        MinSize: 0,
        MaxSize: 0,
        AvailabilityZones: [`${this.region}a`],
      }),
    );
    client.destroy();
  }
}
