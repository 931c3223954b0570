import { DescribeInstancesCommand, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { LabelParameterVersionCommand, PutParameterCommand } from "@aws-sdk/client-ssm";
import type { Emulator } from "../../emulator";
import { Account } from "./aws";
import { RECIPIENT, REGION } from "./names";

/** Two AMIs that the recipient may launch too. */
export interface Images {
  readonly first: string;
  readonly second: string;
}

/** Variables with which Terraform calls AWS as another account. */
export async function environmentOf(emulator: Emulator, accountId: string): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken = "" } = await emulator.credentials(accountId);
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}

/** The account that publishes, which the emulator takes for the caller when nothing is said. */
export function publisherOf(emulator: Emulator): Promise<Account> {
  return Account.of(emulator, emulator.accountId, REGION);
}

export async function seedImages(emulator: Emulator, name: string): Promise<Images> {
  const seed = { region: REGION, launchPermissions: [{ userId: RECIPIENT }] };
  const { imageId: first } = await emulator.images.seed({ ...seed, name: `${name}-1` });
  const { imageId: second } = await emulator.images.seed({ ...seed, name: `${name}-2` });
  return { first, second };
}

/** Lets a parameter name an AMI: makes it, or moves it. */
export async function move(publisher: Account, parameterName: string, amiId: string): Promise<void> {
  await publisher.ssm.send(
    new PutParameterCommand({
      Name: parameterName,
      Value: amiId,
      DataType: "aws:ec2:image",
      Type: "String",
      Tier: "Advanced",
      Overwrite: true,
    }),
  );
}

export async function label(
  publisher: Account,
  parameterName: string,
  version: number,
  text: string,
): Promise<void> {
  await publisher.ssm.send(
    new LabelParameterVersionCommand({ Name: parameterName, ParameterVersion: version, Labels: [text] }),
  );
}

/** Launches an instance through a launch template; yields the AMI that it runs. */
export async function launchThrough(account: Account, templateName: string): Promise<string | undefined> {
  const { Instances: [instance] = [] } = await account.ec2.send(
    new RunInstancesCommand({
      LaunchTemplate: { LaunchTemplateName: templateName, Version: "$Latest" },
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  return instance?.ImageId;
}

/** AMIs of the running instances that have a tag. */
export async function runningImages(
  account: Account,
  key: string,
  value: string,
): Promise<(string | undefined)[]> {
  const { Reservations = [] } = await account.ec2.send(
    new DescribeInstancesCommand({
      Filters: [
        { Name: `tag:${key}`, Values: [value] },
        { Name: "instance-state-name", Values: ["running"] },
      ],
    }),
  );
  return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ ImageId }) => ImageId));
}
