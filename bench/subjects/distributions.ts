import { TerraformStack } from "cdktf";
import { AmiDistribution, AmiSource, AmiSsmParameter } from "../../modules";
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

function publish(stack: TerraformStack, { name, sourceAmiId }: Image): void {
  const distribution = new AmiDistribution(stack, name, {
    imageName: name,
    version: VERSION,
    source: AmiSource.fromId(stack, `${name}-source`, { amiId: sourceAmiId, region: SOURCE_REGION }),
    parameterPrefix: `/golden/${name}`,
    encrypted: true,
    kmsKeyId: KMS_KEY_ID,
    accountIds: ACCOUNT_IDS,
    organizationArns: ORGANIZATION_ARNS,
    organizationalUnitArns: ORGANIZATIONAL_UNIT_ARNS,
    tags: TAGS,
  });
  new AmiSsmParameter(stack, `${name}-stable`, {
    parameterName: `/golden/${name}/stable`,
    amiId: distribution.amiId,
    description: `${name}, channel stable`,
    tags: TAGS,
    dependsOn: distribution.permissions.resources,
  });
}

synthAndReport(TARGET_REGION, (stack) => {
  for (const image of images(Number(process.argv[2]))) {
    publish(stack, image);
  }
});
