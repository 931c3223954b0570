import {
  CreateLaunchTemplateCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeSnapshotsCommand,
  EC2Client,
  Image,
  LaunchPermission as Ec2LaunchPermission,
  RunInstancesCommand,
  waitUntilInstanceRunning,
} from "@aws-sdk/client-ec2";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Emulator } from "..";
import { CONSUMER_ACCOUNT, LAUNCHED_CHANNEL } from "./example";
import { LaunchPermission, RegionReport } from "./report";

/** AWS in one region, as the account that publishes and as the account that consumes. */
interface Clients {
  readonly publisher: EC2Client;
  readonly consumer: EC2Client;
  readonly publisherParameters: SSMClient;
  readonly consumerParameters: SSMClient;
}

async function clientsFor(emulator: Emulator, region: string): Promise<Clients> {
  const endpoint = emulator.url;
  const publisher = { endpoint, region, credentials: await emulator.credentials(emulator.accountId) };
  const consumer = { endpoint, region, credentials: await emulator.credentials(CONSUMER_ACCOUNT) };
  return {
    publisher: new EC2Client(publisher),
    consumer: new EC2Client(consumer),
    publisherParameters: new SSMClient(publisher),
    consumerParameters: new SSMClient(consumer),
  };
}

/**
 * Reads through the AWS API what a consumer in another account finds in a region, and launches an
 * instance there from a launch template that names the channel's parameter.
 */
export async function readBack(
  emulator: Emulator,
  region: string,
  names: readonly string[],
): Promise<RegionReport> {
  const clients = await clientsFor(emulator, region);
  const arn = (name: string) => `arn:aws:ssm:${region}:${emulator.accountId}:parameter${name}`;
  const parameters = await Promise.all(names.map((name) => readParameter(clients, name, arn(name))));
  const channel = names.includes(LAUNCHED_CHANNEL) ? LAUNCHED_CHANNEL : undefined;
  const amiIds = [...new Set(parameters.map(({ amiId }) => amiId))];
  return {
    region,
    parameters,
    images: await describeImages(clients, amiIds),
    instance:
      channel === undefined ? undefined : await launch(clients.consumer, `resolve:ssm:${arn(channel)}`),
  };
}

async function readParameter(clients: Clients, name: string, arn: string) {
  const { Parameter: parameter } = await clients.consumerParameters.send(
    new GetParameterCommand({ Name: arn }),
  );
  return {
    name,
    amiId: parameter?.Value ?? "",
    dataType: parameter?.DataType ?? "",
    version: parameter?.Version ?? 0,
  };
}

async function describeImages(clients: Clients, amiIds: string[]) {
  const { Images: images = [] } = await clients.consumer.send(
    new DescribeImagesCommand({ ImageIds: amiIds }),
  );
  return Promise.all(images.map((image) => describeImage(clients.publisher, image)));
}

/** Keys and permissions are for the owner's eyes only. */
async function describeImage(publisher: EC2Client, image: Image) {
  const amiId = image.ImageId ?? "";
  const snapshotIds = (image.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
  const [snapshots, attribute] = await Promise.all([
    publisher.send(new DescribeSnapshotsCommand({ SnapshotIds: snapshotIds })),
    publisher.send(new DescribeImageAttributeCommand({ ImageId: amiId, Attribute: "launchPermission" })),
  ]);
  return {
    amiId,
    name: image.Name ?? "",
    encrypted: (snapshots.Snapshots ?? []).every((snapshot) => snapshot.Encrypted === true),
    kmsKeyId: snapshots.Snapshots?.[0]?.KmsKeyId,
    launchPermissions: (attribute.LaunchPermissions ?? []).map(launchPermission).sort(byText),
  };
}

/** EC2 gives permissions in no order. */
function byText(one: object, other: object): number {
  return JSON.stringify(one).localeCompare(JSON.stringify(other));
}

function launchPermission(permission: Ec2LaunchPermission): LaunchPermission {
  return {
    userId: permission.UserId,
    group: permission.Group,
    organizationArn: permission.OrganizationArn,
    organizationalUnitArn: permission.OrganizationalUnitArn,
  };
}

/** Launches from one and the same template each time: only the parameter moves. */
async function launch(consumer: EC2Client, imageId: string) {
  const LaunchTemplateName = `from${LAUNCHED_CHANNEL.replace(/\W/g, "-")}`;
  await makeTemplate(consumer, LaunchTemplateName, imageId);
  const { Instances: [started] = [] } = await consumer.send(
    new RunInstancesCommand({
      LaunchTemplate: { LaunchTemplateName, Version: "$Latest" },
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  const InstanceIds = [started?.InstanceId ?? ""];
  await waitUntilInstanceRunning(
    { client: consumer, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { InstanceIds },
  );
  const { Reservations: [reservation] = [] } = await consumer.send(
    new DescribeInstancesCommand({ InstanceIds }),
  );
  const instance = reservation?.Instances?.[0];
  return { instanceId: instance?.InstanceId ?? "", imageId: instance?.ImageId ?? "" };
}

async function makeTemplate(consumer: EC2Client, LaunchTemplateName: string, ImageId: string): Promise<void> {
  try {
    const LaunchTemplateData = { ImageId, InstanceType: "t4g.micro" } as const;
    await consumer.send(new CreateLaunchTemplateCommand({ LaunchTemplateName, LaunchTemplateData }));
  } catch (error) {
    if (!(error instanceof Error && error.name === "InvalidLaunchTemplateName.AlreadyExistsException")) {
      throw error;
    }
  }
}
