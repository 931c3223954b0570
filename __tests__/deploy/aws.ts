import {
  DescribeImagesCommand,
  DisableImageBlockPublicAccessCommand,
  DescribeSnapshotsCommand,
  EC2Client,
  type EC2ClientConfig,
  type Image,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { GetParameterCommand, SSMClient, type SSMClientConfig } from "@aws-sdk/client-ssm";
import type { Emulator } from "../../emulator";

/** AWS as one account sees it in one region. */
export class Account {
  static async of(emulator: Emulator, accountId: string, region: string): Promise<Account> {
    const credentials = await emulator.credentials(accountId);
    return new Account({ endpoint: emulator.url, region, credentials, maxAttempts: 1 });
  }

  readonly ec2: EC2Client;
  readonly ssm: SSMClient;

  private constructor(config: EC2ClientConfig & SSMClientConfig) {
    this.ec2 = new EC2Client(config);
    this.ssm = new SSMClient(config);
  }

  /** Launches an instance; yields the AMI that it runs, or the code of AWS's error. */
  async launch(imageId: string): Promise<string> {
    try {
      const command = new RunInstancesCommand({
        ImageId: imageId,
        InstanceType: "t3.micro",
        MinCount: 1,
        MaxCount: 1,
      });
      const { Instances: [instance] = [] } = await this.ec2.send(command);
      return instance?.ImageId ?? "";
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  }

  /** Lifts the block on public AMIs, which is on for new accounts. */
  async allowPublicImages(): Promise<void> {
    await this.ec2.send(new DisableImageBlockPublicAccessCommand({}));
  }

  async image(imageId: string): Promise<Image | undefined> {
    const { Images: [image] = [] } = await this.ec2.send(new DescribeImagesCommand({ ImageIds: [imageId] }));
    return image;
  }

  /** Names of all AMIs that the account owns here. */
  async ownImages(): Promise<string[]> {
    const { Images: images = [] } = await this.ec2.send(new DescribeImagesCommand({ Owners: ["self"] }));
    return images.map(({ Name }) => Name ?? "").sort();
  }

  /** IDs of all snapshots that the account owns here. */
  async ownSnapshots(): Promise<string[]> {
    const { Snapshots: snapshots = [] } = await this.ec2.send(
      new DescribeSnapshotsCommand({ OwnerIds: ["self"] }),
    );
    return snapshots.map(({ SnapshotId }) => SnapshotId ?? "").sort();
  }

  async parameter(name: string): Promise<string | undefined> {
    try {
      return (await this.ssm.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
    } catch (error) {
      if (error instanceof Error && error.name === "ParameterNotFound") {
        return undefined;
      }
      throw error;
    }
  }
}
