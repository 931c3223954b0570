import { AmiDistribution, AmiSource } from "../../modules";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { HOME, RECIPIENT, NOT_SHARED, stackIn } from "./names";

describeDeploy("AmiDistribution in the region where the AMI lives", (deploy) => {
  test("makes no copy, and publishes and shares the AMI itself", async () => {
    const { emulator } = deploy;
    const { imageId } = await emulator.images.seed({
      name: "baked-web-1",
      region: HOME,
      volumes: [{ deviceName: "/dev/sdb", size: 20 }],
    });
    const owner = await Account.of(emulator, emulator.accountId, HOME);
    const before = { images: await owner.ownImages(), snapshots: await owner.ownSnapshots() };
    const workspace = deploy.workspace(
      stackIn(HOME, (stack) => {
        const ebsDeviceNames = ["/dev/xvda", "/dev/sdb"];
        new AmiDistribution(stack, "Web", {
          imageName: "web",
          version: "1",
          source: AmiSource.fromId(stack, "Source", { amiId: imageId, region: HOME, ebsDeviceNames }),
          parameterPrefix: "/golden/web",
          accountIds: [RECIPIENT],
          snapshotAccess: "copy",
        });
      }),
    );
    emulator.calls.clear();
    await workspace.apply();
    await workspace.expectEmptyPlan();
    expect(emulator.calls.filter({ on: ["ec2:CopyImage"] })).toEqual([]);
    expect(await owner.parameter("/golden/web/versions/1")).toBe(imageId);
    const recipient = await Account.of(emulator, RECIPIENT, HOME);
    expect(await recipient.launch(imageId)).toBe(imageId);

    await workspace.destroy();
    expect({ images: await owner.ownImages(), snapshots: await owner.ownSnapshots() }).toEqual(before);
    expect(await recipient.launch(imageId)).toBe(NOT_SHARED);
  });
});
