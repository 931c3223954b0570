import { CreateVolumeCommand, CreateSnapshotCommand, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { AmiDistribution, AmiSource } from "../../modules";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { HOME, RECIPIENT, REGION, NOT_SHARED, stackIn, STRANGER } from "./names";

const FACTORIES = ["id", "parameter", "lookup", "instance", "snapshot", "manifest"] as const;

describeDeploy("AmiSource", (deploy) => {
  /** What exists before: an AMI and its parameter, an instance, a snapshot. */
  async function given() {
    const { emulator } = deploy;
    const owner = await Account.of(emulator, emulator.accountId, HOME);
    const { imageId } = await emulator.images.seed({ name: "baked-web-1", region: HOME });
    await owner.ssm.send(
      new PutParameterCommand({
        Name: "/baked/web",
        Type: "String",
        DataType: "aws:ec2:image",
        Value: imageId,
      }),
    );
    const launched = await owner.ec2.send(
      new RunInstancesCommand({ ImageId: imageId, MinCount: 1, MaxCount: 1 }),
    );
    const volume = await owner.ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${HOME}a`, Size: 8 }));
    const snapshot = await owner.ec2.send(new CreateSnapshotCommand({ VolumeId: volume.VolumeId }));
    return {
      amiId: imageId,
      instanceId: launched.Instances?.[0]?.InstanceId ?? "",
      snapshotId: snapshot.SnapshotId ?? "",
    };
  }

  test("the AMI of each source is published, for the account it is shared with and for no other", async () => {
    const { emulator } = deploy;
    const { amiId, instanceId, snapshotId } = await given();
    const here = await Account.of(emulator, emulator.accountId, REGION);
    const home = await Account.of(emulator, emulator.accountId, HOME);
    const before = {
      here: await here.ownImages(),
      home: await home.ownImages(),
      snapshots: await home.ownSnapshots(),
    };

    const workspace = deploy.workspace(
      stackIn(REGION, (stack, provider) => {
        const sources: Record<(typeof FACTORIES)[number], AmiSource> = {
          id: AmiSource.fromId(stack, "FromId", { amiId, region: HOME }),
          parameter: AmiSource.fromParameter(stack, "FromParameter", {
            parameterName: "/baked/web",
            provider,
          }),
          lookup: AmiSource.fromLookup(stack, "FromLookup", {
            owners: ["self"],
            filters: [{ name: "name", values: ["baked-web-*"] }],
            provider,
          }),
          instance: AmiSource.fromInstance(stack, "FromInstance", {
            name: "from-instance",
            sourceInstanceId: instanceId,
            provider,
          }),
          snapshot: AmiSource.fromSnapshot(stack, "FromSnapshot", {
            name: "from-snapshot",
            rootSnapshotId: snapshotId,
            dataVolumes: [{ deviceName: "/dev/sdb", snapshotId }],
            provider,
          }),
          manifest: AmiSource.fromS3Manifest(stack, "FromS3Manifest", {
            name: "from-manifest",
            imageLocation: "golden-bundles/web/image.manifest.xml",
            provider,
          }),
        };
        for (const [name, source] of Object.entries(sources)) {
          new AmiDistribution(stack, name, {
            imageName: name,
            version: "1",
            source,
            parameterPrefix: `/golden/${name}`,
            accountIds: [RECIPIENT],
          });
        }
      }),
    );
    await workspace.apply();
    await workspace.expectEmptyPlan();

    const recipient = await Account.of(emulator, RECIPIENT, REGION);
    const stranger = await Account.of(emulator, STRANGER, REGION);
    for (const name of FACTORIES) {
      const published = (await here.parameter(`/golden/${name}/versions/1`)) ?? "";
      expect(published).toMatch(/^ami-[0-9a-f]{17}$/);
      expect([name, await recipient.launch(published)]).toEqual([name, published]);
      expect([name, await stranger.launch(published)]).toEqual([name, NOT_SHARED]);
    }
    const rootDeviceType = async (name: string) =>
      (await here.image((await here.parameter(`/golden/${name}/versions/1`)) ?? ""))?.RootDeviceType;
    expect(await rootDeviceType("snapshot")).toBe("ebs");
    expect(await rootDeviceType("manifest")).toBe("instance-store");

    await workspace.destroy();
    expect({
      here: await here.ownImages(),
      home: await home.ownImages(),
      snapshots: await home.ownSnapshots(),
    }).toEqual(before);
    expect(await here.ownSnapshots()).toEqual([]);
  });
});
