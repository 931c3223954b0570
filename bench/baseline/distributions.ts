import { createHash } from "node:crypto";
import { AmiCopy } from "@cdktf/provider-aws/lib/ami-copy";
import { AmiLaunchPermission } from "@cdktf/provider-aws/lib/ami-launch-permission";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformIterator, TerraformStack } from "cdktf";
import {
  ACCOUNT_IDS,
  Image,
  images,
  KMS_KEY_ID,
  ORGANIZATION_ARNS,
  ORGANIZATIONAL_UNIT_ARNS,
  SOURCE_REGION,
  TAGS,
  TARGET_REGION,
  VERSION,
} from "../input";
import { synthAndReport } from "../synth-in-child";

const SHARED = { lifecycle: { createBeforeDestroy: true } };

function copyImage(stack: TerraformStack, { name, sourceAmiId }: Image): AmiCopy {
  const copyName = `${name}-${VERSION}`;
  const replacing = [copyName, sourceAmiId, SOURCE_REGION, "true", KMS_KEY_ID, ""].join("\n");
  const digest = createHash("sha256").update(replacing).digest("hex").slice(0, 8);
  return new AmiCopy(stack, `${name}-copy`, {
    name: `${copyName}-${digest}`,
    description: `${copyName}, copied from ${SOURCE_REGION}`,
    sourceAmiId,
    sourceAmiRegion: SOURCE_REGION,
    encrypted: true,
    kmsKeyId: KMS_KEY_ID,
    tags: {
      ...TAGS,
      Name: copyName,
      "ami-catalog:source-ami": sourceAmiId,
      "ami-catalog:source-region": SOURCE_REGION,
      "ami-catalog:version": VERSION,
    },
    timeouts: { create: "90m", update: "90m", delete: "90m" },
    lifecycle: { createBeforeDestroy: true },
  });
}

function share(stack: TerraformStack, name: string, imageId: string): AmiLaunchPermission[] {
  const accounts = TerraformIterator.fromList(ACCOUNT_IDS);
  const organizations = TerraformIterator.fromList(ORGANIZATION_ARNS);
  const organizationalUnits = TerraformIterator.fromList(ORGANIZATIONAL_UNIT_ARNS);
  return [
    new AmiLaunchPermission(stack, `${name}-account`, {
      ...SHARED,
      imageId,
      forEach: accounts,
      accountId: accounts.value,
    }),
    new AmiLaunchPermission(stack, `${name}-organization`, {
      ...SHARED,
      imageId,
      forEach: organizations,
      organizationArn: organizations.value,
    }),
    new AmiLaunchPermission(stack, `${name}-organizational-unit`, {
      ...SHARED,
      imageId,
      forEach: organizationalUnits,
      organizationalUnitArn: organizationalUnits.value,
    }),
  ];
}

function publish(stack: TerraformStack, image: Image): void {
  const { name } = image;
  const copy = copyImage(stack, image);
  const shared = {
    type: "String",
    dataType: "aws:ec2:image",
    insecureValue: copy.id,
    tier: "Standard",
    tags: TAGS,
    dependsOn: share(stack, name, copy.id),
  };
  new SsmParameter(stack, `${name}-version`, {
    ...shared,
    name: `/golden/${name}/versions/${VERSION}`,
    description: `${name} ${VERSION}`,
  });
  new SsmParameter(stack, `${name}-stable`, {
    ...shared,
    name: `/golden/${name}/stable`,
    description: `${name}, channel stable`,
  });
}

synthAndReport(TARGET_REGION, (stack) => {
  for (const image of images(Number(process.argv[2]))) {
    publish(stack, image);
  }
});
