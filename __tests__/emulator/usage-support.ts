import { AutoScalingClient, CreateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import {
  CreateImageUsageReportCommand,
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import type { Reference } from "../../commands/usage/reference";
import type { Emulator } from "../../emulator";
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

/** What `usage --json` prints. */
export interface UsageDocument {
  readonly errors: readonly { readonly code: string }[];
  readonly versions: readonly {
    readonly version: string;
    readonly answer: string;
    readonly references: readonly Reference[];
  }[];
  readonly [key: string]: unknown;
}

/** What the world below uses of version 1, as `Usages.shown` writes it. */
export const USES_OF_1 = [
  `${PLATFORM} ${HOME} launch template pinned: names: version 1, its default and latest, by resolve:ssm:/golden/web/versions/1`,
  `${CONSUMER} ${OTHER} Auto Scaling group by-number: names: launch template fixed, version 2`,
  `${CONSUMER} ${OTHER} instance old server: names: running`,
  `${CONSUMER} ${OTHER} launch template fixed: names: version 2`,
  `${CONSUMER} ${OTHER} parameter /team/base: names: its value`,
];
export const USES_OF_2 = [
  `${PLATFORM} ${OTHER} channel /golden/web/stable: names: its value`,
  `${PLATFORM} ${HOME} channel /golden/web/stable: names: its value`,
  `${PLATFORM} ${HOME} launch template selected: names: version 1, its default and latest, by resolve:ssm:/golden/web/stable:1`,
  `${CONSUMER} ${OTHER} Auto Scaling group by-latest: follows: launch template follower, version $Latest, follows stable`,
  `${CONSUMER} ${OTHER} channel /golden/web/stable: names: a copy of the channel`,
  `${CONSUMER} ${OTHER} launch template fixed: names: version 1, its default`,
  `${CONSUMER} ${OTHER} launch template fixed: names: version 3, its latest`,
  `${CONSUMER} ${OTHER} launch template follower: follows: version 1, its default and latest, follows stable`,
  `${CONSUMER} ${OTHER} launch template history: names: version 1, its default`,
  `${CONSUMER} ${OTHER} launch template history: names: version 3, its latest`,
];

/** References of a version in alphabetical order, by their names where they have one. */
export function shown({ versions }: UsageDocument, version: string): string[] {
  const { references = [] } = versions.find((each) => each.version === version) ?? {};
  return references
    .map(
      ({ accountId, region, type, id, name, use, how }) =>
        `${accountId} ${region} ${type} ${name ?? id}: ${use}: ${how}`,
    )
    .sort();
}

/** AMI IDs of the versions, by region and version. */
export type Amis = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Publishes three versions in two regions, and one that the file doesn't know; and uses them in two accounts. */
export async function makeWorld(emulator: Emulator): Promise<Amis> {
  const amis = Object.fromEntries(
    await Promise.all(
      [HOME, OTHER].map(async (region) => [region, await publish(emulator, region)] as const),
    ),
  );
  const ami = (version: string) => amis[OTHER]?.[version] ?? "";
  const consumer = await Desk.at(emulator, CONSUMER, OTHER);
  await consumer.parameter("/golden/web/stable", ami("2"));
  await consumer.parameter("/team/base", ami("1"));
  await consumer.instance(ami("1"), "old server");
  const follower = await consumer.template("follower", "resolve:ssm:/golden/web/stable");
  const fixed = await consumer.template("fixed", ami("2"), ami("1"), ami("2"));
  await consumer.group("by-number", fixed, "2");
  await consumer.group("by-latest", follower, "$Latest");
  await consumer.template("history", ami("2"), ami("3"), ami("2"));
  const platform = await Desk.at(emulator, PLATFORM, HOME);
  await platform.template("pinned", "resolve:ssm:/golden/web/versions/1");
  await platform.template("selected", "resolve:ssm:/golden/web/stable:1");
  await platform.parameter("/golden/web/versions/0", (await seed(emulator, HOME, "0")).imageId);
  return amis;
}

async function publish(emulator: Emulator, region: string): Promise<Record<string, string>> {
  const platform = await Desk.at(emulator, PLATFORM, region);
  const amis: Record<string, string> = {};
  for (const version of ["1", "2", "3"]) {
    const { imageId } = await seed(emulator, region, version);
    amis[version] = imageId;
    await platform.parameter(`/golden/web/versions/${version}`, imageId);
  }
  await platform.parameter("/golden/web/stable", amis["2"] ?? "");
  return amis;
}

/** An AMI of 10 GiB, that the consumer may launch. */
function seed({ images }: Emulator, region: string, version: string) {
  const launchPermissions = [{ userId: CONSUMER }];
  return images.seed({ name: `web-${version}`, region, launchPermissions, volumes: [{ size: 2 }] });
}

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
