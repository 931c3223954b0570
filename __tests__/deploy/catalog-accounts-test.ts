import { CreateSnapshotCommand, CreateVolumeCommand } from "@aws-sdk/client-ec2";
import { describeDeploy } from "../support/skip";
import { synthApp } from "../support/template";
import { Account } from "./aws";
import { catalogOf, COPY_STACK, HOME_STACK } from "./catalog-support";
import { HOME, ORGANIZATION, RECIPIENT, REGION, UNIT } from "./names";

const ROLE = `arn:aws:iam::${RECIPIENT}:role/ami-parameters`;
const KEY = `arn:aws:kms:${HOME}:123456789012:key/5b0c6e0e-2f2b-4b8a-9a3e-7c1f8b6d4e21`;

describeDeploy("a catalog for other accounts", (deploy) => {
  test("writes channels into the consumer's account, and copies what is made at home", async () => {
    const { emulator } = deploy;
    const home = await Account.of(emulator, emulator.accountId, HOME);
    const volume = await home.ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${HOME}a`, Size: 8 }));
    const { SnapshotId } = await home.ec2.send(new CreateSnapshotCommand({ VolumeId: volume.VolumeId }));
    const workspace = deploy.workspace(
      catalogOf({
        top: `shareWith: { accountIds: ["${RECIPIENT}"] }
copyParametersTo: [{ accountId: "${RECIPIENT}", roleArn: "${ROLE}" }]`,
        versions: `{ "1": { source: { snapshot: { rootSnapshotId: ${SnapshotId} } } } }`,
        channels: '{ stable: "1" }',
      }),
    );
    await workspace.apply();
    await workspace.expectEmptyPlan();
    for (const region of [HOME, REGION]) {
      const owner = await Account.of(emulator, emulator.accountId, region);
      const consumer = await Account.of(emulator, RECIPIENT, region);
      const amiId = (await owner.parameter("/golden/web/versions/1")) ?? "";
      expect(await consumer.parameter("/golden/web/stable")).toBe(amiId);
      expect(await consumer.parameter("/golden/web/versions/1")).toBeUndefined();
      expect(await consumer.launch(amiId)).toBe(amiId);
    }
    const copy = workspace.state(COPY_STACK).find(({ type }) => type === "aws_ami_copy");
    expect(copy?.values.source_ami_id).toBe(await home.parameter("/golden/web/versions/1"));
    expect(workspace.state(HOME_STACK).filter(({ type }) => type === "aws_ami_copy")).toEqual([]);

    await workspace.destroy();
    const consumer = await Account.of(emulator, RECIPIENT, REGION);
    expect(await consumer.parameter("/golden/web/stable")).toBeUndefined();
  });

  test("encrypts with a key of each region, which accounts of the organisation and the OU may use", async () => {
    const { emulator } = deploy;
    const [member, inUnit] = ["444444444444", "555555555555"];
    const membership = { organizationArn: ORGANIZATION, rootId: "r-ab12" };
    emulator.organizations.join(member, membership);
    emulator.organizations.join(inUnit, { ...membership, organizationalUnitArns: [UNIT] });
    const { imageId } = await emulator.images.seed({ name: "baked-web-1", region: HOME });
    const workspace = deploy.workspace(
      catalogOf({
        regions: `{ ${HOME}: { createKey: true, shareWith: { organizationArns: ["${ORGANIZATION}"] } },
          ${REGION}: { createKey: true, shareWith: { organizationalUnitArns: ["${UNIT}"] } } }`,
        versions: `{ "2": { source: { ami: ${imageId} } } }`,
        channels: '{ secret: "2" }',
      }),
    );
    await workspace.apply();
    for (const [region, launches] of [
      [HOME, member],
      [REGION, inUnit],
    ] as const) {
      const owner = await Account.of(emulator, emulator.accountId, region);
      const amiId = (await owner.parameter("/golden/web/secret")) ?? "";
      expect(amiId).not.toBe(imageId);
      const image = await owner.image(amiId);
      expect(image?.BlockDeviceMappings?.map(({ Ebs }) => Ebs?.Encrypted)).toEqual([true]);
      expect(await (await Account.of(emulator, launches, region)).launch(amiId)).toBe(amiId);
    }
    expect(workspace.output(COPY_STACK)).not.toHaveProperty("required_key_policy");
  });
});

test("a catalog with a key from outside prints what its policy must let the recipients do", () => {
  const stacks = synthApp(
    catalogOf({
      top: `shareWith: { accountIds: ["${RECIPIENT}"], organizationArns: ["${ORGANIZATION}"] }`,
      regions: `{ ${HOME}: { kmsKeyArn: "${KEY}" } }`,
      versions: '{ "1": { source: { ami: ami-0a1b2c3d4e5f60718 } } }',
    }),
  );
  expect(stacks[HOME_STACK]?.stackJson.output?.required_key_policy?.value).toMatchObject([
    { Sid: "Accounts", Condition: { StringEquals: { "aws:PrincipalAccount": [RECIPIENT] } } },
    { Sid: "Organizations", Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-goldenimages"] } } },
  ]);
});
