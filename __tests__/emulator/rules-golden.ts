import {
  CreateLaunchTemplateCommand,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
} from "@aws-sdk/client-ec2";
import { LabelParameterVersionCommand, PutParameterCommand } from "@aws-sdk/client-ssm";
import { type Emulator, startEmulator } from "../../emulator";
import { type Account, account, CONSUMER, PLATFORM, REGION } from "./rules-support";

const ORGANIZATION = "arn:aws:organizations::123456789012:organization/o-abcdefghij";

/** Name and ARN of a parameter of the platform account. */
export const NAME = "/golden/web";
export const ARN = `arn:aws:ssm:${REGION}:${PLATFORM}:parameter${NAME}`;

/** Two AMIs that the consumer may launch, and a shared parameter: version 1, label `stable`, is the first. */
export interface Golden {
  readonly emulator: Emulator;
  readonly platform: Account;
  readonly consumer: Account;
  readonly first: string;
  readonly second: string;
}

/** Writes a parameter of the account, new or not. */
export async function put(
  by: Account,
  Name: string,
  Value: string,
  DataType = "aws:ec2:image",
): Promise<void> {
  const input = { Name, Value, DataType, Type: "String", Tier: "Advanced", Overwrite: true } as const;
  await by.ssm.send(new PutParameterCommand(input));
}

export async function template(by: Account, LaunchTemplateName: string, ImageId: string): Promise<void> {
  const LaunchTemplateData = { ImageId, InstanceType: "t3.micro" } as const;
  await by.ec2.send(new CreateLaunchTemplateCommand({ LaunchTemplateName, LaunchTemplateData }));
}

/** ImageId of each instance that the account sees. */
export async function imagesOf(
  by: Account,
  input: DescribeInstancesCommandInput,
): Promise<(string | undefined)[]> {
  const { Reservations = [] } = await by.ec2.send(new DescribeInstancesCommand(input));
  return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ ImageId }) => ImageId));
}

async function fill(emulator: Emulator): Promise<Golden> {
  const platform = await account(emulator, PLATFORM);
  const consumer = await account(emulator, CONSUMER);
  for (const id of [PLATFORM, CONSUMER]) {
    emulator.organizations.join(id, { organizationArn: ORGANIZATION });
  }
  const seed = { region: REGION, launchPermissions: [{ userId: CONSUMER }] };
  const { imageId: first } = await emulator.images.seed({ ...seed, name: "web-1" });
  const { imageId: second } = await emulator.images.seed({ ...seed, name: "web-2" });
  await put(platform, NAME, first);
  await put(platform, NAME, second);
  const label = { Name: NAME, Labels: ["stable"], ParameterVersion: 1 };
  await platform.ssm.send(new LabelParameterVersionCommand(label));
  await put(platform, "/golden/text", first, "text");
  await platform.ram("createresourceshare", { name: "golden", resourceArns: [ARN], principals: [CONSUMER] });
  return { emulator, platform, consumer, first, second };
}

/** Leaves no emulator behind when it fails. */
export async function startGolden(): Promise<Golden> {
  const emulator = await startEmulator();
  try {
    return await fill(emulator);
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}
