import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { Fn, TerraformStack } from "cdktf";
import {
  AmiCopy,
  AmiDistribution,
  AmiEncryptionKey,
  AmiLaunchPermissions,
  AmiSource,
  AmiSsmParameter,
} from "../../modules";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { HOME, ORGANIZATION, RECIPIENT, REGION, stackIn, UNIT } from "./names";

/** Fills a stack with one module at work; `amiId` is a baked AMI of the region given. */
interface Case {
  readonly module: string;
  readonly bakedIn: string;
  readonly fill: (stack: TerraformStack, amiId: string) => void;
}

const EVERYONE = {
  accountIds: [RECIPIENT],
  organizationArns: [ORGANIZATION],
  organizationalUnitArns: [UNIT],
};

const CASES: readonly Case[] = [
  {
    module: "AmiCopy",
    bakedIn: HOME,
    fill: (stack, amiId) => {
      const key = new AmiEncryptionKey(stack, "Key");
      const common = { name: "web-1", sourceAmiId: amiId, sourceAmiRegion: HOME, tags: { team: "web" } };
      new AmiCopy(stack, "Plain", common);
      new AmiCopy(stack, "Encrypted", {
        ...common,
        encrypted: true,
        kmsKeyId: key.kmsKeyArn,
        deprecationTime: "2030-01-01T00:00:00Z",
        version: "1",
      });
      new AmiCopy(stack, "DefaultKey", { ...common, encrypted: true });
    },
  },
  {
    module: "AmiLaunchPermissions",
    bakedIn: REGION,
    fill: (stack, amiId) => {
      new AmiLaunchPermissions(stack, "Permissions", { ...EVERYONE, amiId });
      new AmiLaunchPermissions(stack, "Public", { amiId, isPublic: true });
      new AmiLaunchPermissions(stack, "Nobody", { amiId });
      const { accountId } = new DataAwsCallerIdentity(stack, "Identity");
      new AmiLaunchPermissions(stack, "OnlyTerraformKnows", { amiId, accountIds: Fn.split(",", accountId) });
    },
  },
  {
    module: "AmiEncryptionKey",
    bakedIn: REGION,
    fill: (stack) => {
      new AmiEncryptionKey(stack, "Key", { ...EVERYONE, aliasName: "golden/ami", tags: { team: "web" } });
    },
  },
  {
    module: "AmiSsmParameter",
    bakedIn: REGION,
    fill: (stack, amiId) => {
      new AmiSsmParameter(stack, "Standard", {
        parameterName: "/golden/web/stable",
        amiId,
        tags: { team: "web" },
      });
      new AmiSsmParameter(stack, "Shared", {
        parameterName: "golden-web",
        amiId,
        description: "the web image",
        tier: "Advanced",
        shareWith: EVERYONE,
        verify: true,
      });
    },
  },
  {
    module: "AmiDistribution",
    bakedIn: HOME,
    fill: (stack, amiId) => {
      const key = new AmiEncryptionKey(stack, "Key", EVERYONE);
      new AmiDistribution(stack, "Web", {
        ...EVERYONE,
        imageName: "web",
        version: "2026.11.24",
        source: AmiSource.fromId(stack, "Source", { amiId, region: HOME }),
        parameterPrefix: "/golden/web",
        encrypted: true,
        kmsKeyId: key.kmsKeyArn,
        shareParameter: true,
        verify: true,
        tags: { team: "web" },
      });
    },
  },
];

describeDeploy("each module", (deploy) => {
  /** AWS RAM shares with the organisation that the owner belongs to. */
  beforeAll(() => {
    const { organizations, accountId } = deploy.emulator;
    organizations.join(accountId, { organizationArn: ORGANIZATION, organizationalUnitArns: [UNIT] });
  });

  test.each(CASES)(
    "$module applies, plans nothing more, and leaves nothing behind",
    async ({ module, bakedIn, fill }) => {
      const { emulator } = deploy;
      const { imageId } = await emulator.images.seed({ name: `baked-for-${module}`, region: bakedIn });
      const owner = await Account.of(emulator, emulator.accountId, REGION);
      await owner.allowPublicImages();
      const before = { images: await owner.ownImages(), snapshots: await owner.ownSnapshots() };

      const workspace = deploy.workspace(stackIn(REGION, (stack) => fill(stack, imageId)));
      await workspace.apply();
      await workspace.expectEmptyPlan();
      expect(workspace.state().length).toBeGreaterThan(0);

      await workspace.destroy();
      expect(workspace.state()).toEqual([]);
      expect({ images: await owner.ownImages(), snapshots: await owner.ownSnapshots() }).toEqual(before);
      expect(await owner.parameter("/golden/web/versions/2026.11.24")).toBeUndefined();
      expect((await owner.image(imageId).catch(() => undefined))?.Public ?? false).toBe(false);
    },
  );
});
