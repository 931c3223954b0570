import { CreateSnapshotCommand, CreateVolumeCommand } from "@aws-sdk/client-ec2";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { catalogOf, COPY_STACK, HOME_STACK, plannedInWords, summaryOf, versionsOf } from "./catalog-support";
import { HOME, NOT_SHARED, RECIPIENT, REGION, STRANGER } from "./names";

describeDeploy("the end of a version of a catalog", (deploy) => {
  const top = `shareWith: { accountIds: ["${RECIPIENT}"] }`;

  async function owners(): Promise<Account[]> {
    const { emulator } = deploy;
    return Promise.all([HOME, REGION].map((region) => Account.of(emulator, emulator.accountId, region)));
  }

  test("that is released only makes Terraform forget: AMIs, permissions and parameters stay", async () => {
    const { emulator } = deploy;
    const [home, here] = (await owners()) as [Account, Account];
    const { imageId } = await emulator.images.seed({ name: "baked-web-2", region: HOME });
    const volume = await home.ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${HOME}a`, Size: 8 }));
    const { SnapshotId } = await home.ec2.send(new CreateSnapshotCommand({ VolumeId: volume.VolumeId }));
    const inState = (state: string) => ({
      top,
      versions: `{ "1": { source: { snapshot: { rootSnapshotId: ${SnapshotId} } }, state: ${state} },
          "2": { source: { ami: ${imageId} } } }`,
      channels: '{ stable: "2" }',
    });
    const workspace = deploy.workspace(catalogOf(inState("active")));
    await workspace.apply();
    const images = await here.ownImages();
    const amiId = (await here.parameter("/golden/web/versions/1")) ?? "";
    const atHome = (await home.parameter("/golden/web/versions/1")) ?? "";

    workspace.synth(catalogOf(inState("released")));
    expect(summaryOf(await workspace.plan())).toEqual([
      `${COPY_STACK} forget aws_ami_copy`,
      `${COPY_STACK} forget aws_ami_launch_permission`,
      `${COPY_STACK} forget aws_ssm_parameter`,
      `${HOME_STACK} forget aws_ami`,
      `${HOME_STACK} forget aws_ami_launch_permission`,
      `${HOME_STACK} forget aws_ssm_parameter`,
    ]);
    expect(plannedInWords(workspace, inState("released"), "--fail-on", "destroy,public")).toEqual({
      code: 0,
      lines: [
        "IMAGE  CHANGE              REGIONS",
        `web    version 1 released  ${REGION}, ${HOME}`,
        `web    AMI of 1 released   ${REGION}, ${HOME}`,
        "",
        "0 AMIs destroyed; 0 recipients added; plans of 2 regions",
      ],
    });
    await workspace.apply();
    await workspace.expectEmptyPlan();
    expect(await here.ownImages()).toEqual(images);
    for (const [region, owner, id] of [
      [HOME, home, atHome],
      [REGION, here, amiId],
    ] as const) {
      expect(await owner.parameter("/golden/web/versions/1")).toBe(id);
      expect(await (await Account.of(emulator, RECIPIENT, region)).launch(id)).toBe(id);
      expect(await (await Account.of(emulator, STRANGER, region)).launch(id)).toBe(NOT_SHARED);
    }
  });

  test("that is removed destroys its copies and its parameters, and nothing else", async () => {
    const { emulator } = deploy;
    const first = await emulator.images.seed({ name: "baked-old", region: HOME });
    const second = await emulator.images.seed({ name: "baked-new", region: HOME });
    const having = (amiIds: Record<string, string>) => ({
      top,
      versions: versionsOf(amiIds),
      channels: '{ live: "new" }',
    });
    const workspace = deploy.workspace(catalogOf(having({ old: first.imageId, new: second.imageId })));
    await workspace.apply();
    const [home, here] = (await owners()) as [Account, Account];
    const copy = (await here.parameter("/golden/web/versions/old")) ?? "";

    workspace.synth(catalogOf(having({ new: second.imageId })));
    expect(summaryOf(await workspace.plan())).toEqual([
      `${COPY_STACK} delete aws_ami_copy`,
      `${COPY_STACK} delete aws_ami_launch_permission`,
      `${COPY_STACK} delete aws_ssm_parameter`,
      `${HOME_STACK} delete aws_ami_launch_permission`,
      `${HOME_STACK} delete aws_ssm_parameter`,
    ]);
    expect(plannedInWords(workspace, having({ new: second.imageId }), "--fail-on", "destroy")).toEqual({
      code: 1,
      lines: [
        "IMAGE  CHANGE                REGIONS",
        `web    AMI of old DESTROYED  ${REGION}`,
        `web    version old RETIRED   ${REGION}, ${HOME}`,
        "",
        "1 AMI destroyed; 0 recipients added; plans of 2 regions",
        expect.stringContaining("AMIs are destroyed; have it reviewed"),
      ],
    });
    emulator.calls.clear();
    await workspace.apply();
    const deregistered = emulator.calls.filter({ on: ["ec2:DeregisterImage"] });
    expect(deregistered.map(({ params }) => params.ImageId)).toEqual([copy]);
    expect(
      await Promise.all([home, here].map((owner) => owner.parameter("/golden/web/versions/old"))),
    ).toEqual([undefined, undefined]);
    expect((await home.image(first.imageId))?.State).toBe("available");
    expect(await here.parameter("/golden/web/live")).toMatch(/^ami-/);
    await workspace.expectEmptyPlan();
  });
});
