import { CopyImageCommand } from "@aws-sdk/client-ec2";
import { AmiDistribution, AmiDistributionProps, AmiEncryptionKey, AmiSource } from "../../modules";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { HOME, ORGANIZATION, RECIPIENT, REGION, NOT_SHARED, stackIn, STRANGER, UNIT } from "./names";

const IN_ORGANIZATION = "444444444444";
const IN_UNIT = "555555555555";
const DATA_VOLUME = "/dev/sdb";

type Sharing = Pick<
  AmiDistributionProps,
  "accountIds" | "organizationArns" | "organizationalUnitArns" | "isPublic" | "snapshotAccess"
>;

describeDeploy("sharing", (deploy) => {
  async function seedSource(name: string): Promise<AmiSourceProps> {
    const { imageId } = await deploy.emulator.images.seed({
      name,
      region: HOME,
      volumes: [{ deviceName: DATA_VOLUME, size: 20 }],
    });
    return { amiId: imageId, region: HOME, ebsDeviceNames: ["/dev/xvda", DATA_VOLUME] };
  }

  /** Publishes an AMI under a name, encrypted with a key of its own when that is asked for. */
  async function publish(name: string, sharing: Sharing, encrypted: boolean) {
    const source = await seedSource(name);
    const workspace = deploy.workspace(
      stackIn(REGION, (stack) => {
        const key = encrypted ? new AmiEncryptionKey(stack, "Key", keyRecipients(sharing)) : undefined;
        new AmiDistribution(stack, name, {
          ...sharing,
          imageName: name,
          version: "1",
          source: AmiSource.fromId(stack, "Source", source),
          parameterPrefix: `/golden/${name}`,
          encrypted: encrypted ? true : undefined,
          kmsKeyId: key?.kmsKeyArn,
        });
      }),
    );
    await workspace.apply();
    await workspace.expectEmptyPlan();
    const owner = await Account.of(deploy.emulator, deploy.emulator.accountId, REGION);
    return { workspace, owner, amiId: (await owner.parameter(`/golden/${name}/versions/1`)) ?? "" };
  }

  async function account(accountId: string): Promise<Account> {
    return Account.of(deploy.emulator, accountId, REGION);
  }

  beforeAll(() => {
    const { organizations } = deploy.emulator;
    organizations.join(IN_ORGANIZATION, { organizationArn: ORGANIZATION, rootId: "r-ab12" });
    organizations.join(IN_UNIT, {
      organizationArn: ORGANIZATION,
      organizationalUnitArns: [UNIT],
      rootId: "r-ab12",
    });
  });

  test("an encrypted AMI reaches an account and nobody else", async () => {
    const { amiId, owner, workspace } = await publish("for-account", { accountIds: [RECIPIENT] }, true);
    const image = await owner.image(amiId);
    expect(image?.BlockDeviceMappings?.map(({ Ebs }) => Ebs?.Encrypted)).toEqual([true, true]);
    expect(await (await account(RECIPIENT)).launch(amiId)).toBe(amiId);
    expect(await (await account(STRANGER)).launch(amiId)).toBe(NOT_SHARED);
    await workspace.destroy();
    expect(await owner.ownSnapshots()).toEqual([]);
  });

  test("an encrypted AMI reaches every account of an organisation", async () => {
    const { amiId } = await publish("for-organization", { organizationArns: [ORGANIZATION] }, true);
    expect(await (await account(IN_ORGANIZATION)).launch(amiId)).toBe(amiId);
    expect(await (await account(IN_UNIT)).launch(amiId)).toBe(amiId);
    expect(await (await account(STRANGER)).launch(amiId)).toBe(NOT_SHARED);
  });

  test("an encrypted AMI reaches the accounts of an organisational unit alone", async () => {
    const { amiId } = await publish("for-unit", { organizationalUnitArns: [UNIT] }, true);
    expect(await (await account(IN_UNIT)).launch(amiId)).toBe(amiId);
    expect(await (await account(IN_ORGANIZATION)).launch(amiId)).toBe(NOT_SHARED);
  });

  test("a public AMI reaches everyone, once the account allows public AMIs", async () => {
    await expect(publish("blocked", { isPublic: true }, false)).rejects.toThrow("block public access");
    await (await account(deploy.emulator.accountId)).allowPublicImages();
    const { amiId, owner } = await publish("for-everyone", { isPublic: true }, false);
    expect((await owner.image(amiId))?.Public).toBe(true);
    expect(await (await account(STRANGER)).launch(amiId)).toBe(amiId);
  });

  test("an account copies the AMI, data volume included, when its snapshots are shared", async () => {
    const copies = await publish("for-copying", { accountIds: [RECIPIENT], snapshotAccess: "copy" }, false);
    const launches = await publish("for-launching", { accountIds: [RECIPIENT] }, false);
    const recipient = await account(RECIPIENT);
    const copy = (amiId: string) =>
      recipient.ec2.send(
        new CopyImageCommand({ Name: `copy-of-${amiId}`, SourceImageId: amiId, SourceRegion: REGION }),
      );

    const { ImageId: copied = "" } = await copy(copies.amiId);
    const devices = (await recipient.image(copied))?.BlockDeviceMappings?.map(({ DeviceName }) => DeviceName);
    expect(devices?.sort()).toEqual([DATA_VOLUME, "/dev/xvda"]);
    await expect(copy(launches.amiId)).rejects.toThrow("permission to access the storage of this ami");
  });
});

type AmiSourceProps = Parameters<typeof AmiSource.fromId>[2];

function keyRecipients({ accountIds, organizationArns, organizationalUnitArns }: Sharing) {
  return { accountIds, organizationArns, organizationalUnitArns };
}
