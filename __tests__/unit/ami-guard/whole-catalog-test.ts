import { App, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AmiCopy as AwsAmiCopy } from "@cdktf/provider-aws/lib/ami-copy";
import { Catalog, catalogStacks, loadCatalog, parseCatalog } from "../../../modules/ami-catalog";
import { AmiCopy } from "../../../modules/ami-copy";
import { AmiDistribution } from "../../../modules/ami-distribution";
import { AmiGuardProps, publishedAmiIds } from "../../../modules/ami-guard";
import { AmiLaunchPermissions } from "../../../modules/ami-launch-permissions";
import { AmiSource } from "../../../modules/ami-source";
import { ACCOUNT_ID, AMI_ID, OTHER_AMI_ID, OTHER_REGION, REGION } from "../values";
import { found, guardedStack, Said } from "./guarded";

const THIRD_AMI_ID = "ami-0c3fd0f5d4e7a9b21";

function raw(stack: TerraformStack): void {
  new AwsAmiCopy(stack, "Raw", { name: "raw", sourceAmiId: AMI_ID, sourceAmiRegion: REGION });
}

const TEXT = `
namespace: /golden
homeRegion: ${REGION}
regions: { ${REGION}: { createKey: true }, ${OTHER_REGION}: { createKey: true } }
shareWith: { accountIds: ["${ACCOUNT_ID}"] }
shareParameters: true
images:
  web:
    versions:
      "1": { source: { ami: ${AMI_ID} } }
      "2": { source: { ami: { ${REGION}: ${OTHER_AMI_ID}, ${OTHER_REGION}: ${THIRD_AMI_ID} } } }
      "3": { source: { ami: ami-0123456789abcde01 }, state: released }
    channels: { stable: "1" }
`;

function guardedCatalog(catalog: Catalog, props?: AmiGuardProps): Said[] {
  const app = new App({ stackTraces: false });
  const stacks = catalogStacks(app, catalog);
  expect(stacks.length).toBeGreaterThan(1);
  return stacks.flatMap((stack) => {
    expect(stack.node.findAll().length).toBeGreaterThan(10);
    return guardedStack(app, stack, props);
  });
}

test("finds nothing in the stacks of this project's own catalog", () => {
  expect(guardedCatalog(loadCatalog("catalog.yaml").catalog)).toEqual([]);
});

test("finds nothing in the stacks of a catalog of AMI IDs, but where the publisher isn't allowed", () => {
  const { catalog } = parseCatalog(TEXT, "catalog.yaml");
  expect(guardedCatalog(catalog)).toEqual([]);
  const said = guardedCatalog(catalog, { allowPublisher: false });
  expect(new Set(said.map(({ rule }) => rule))).toEqual(new Set(["hardcoded-ami-id"]));
  expect(new Set(said.map(({ value }) => value))).toEqual(new Set([AMI_ID, OTHER_AMI_ID, THIRD_AMI_ID]));
});

test("lets the publisher's constructs name an AMI by its ID, and no raw copy", () => {
  const publish = (stack: TerraformStack): void => {
    new AwsProvider(stack, "Aws", { region: OTHER_REGION });
    new AmiCopy(stack, "Copy", { name: "copy", sourceAmiId: AMI_ID, sourceAmiRegion: REGION });
    new AmiLaunchPermissions(stack, "Permissions", { amiId: AMI_ID, accountIds: [ACCOUNT_ID] });
    new AmiDistribution(stack, "Web", {
      imageName: "web",
      version: "1",
      parameterPrefix: "/golden/web",
      source: AmiSource.fromId(stack, "Source", {
        amiId: AMI_ID,
        region: OTHER_REGION,
        ebsDeviceNames: ["/dev/xvda"],
      }),
      accountIds: [ACCOUNT_ID],
      snapshotAccess: "copy",
    });
    raw(stack);
  };
  expect(found(publish)).toEqual([`hardcoded-ami-id aws_ami_copy.Raw source_ami_id ${AMI_ID}`]);
  const places = found(publish, { allowPublisher: false }).map((line) =>
    line.split(" ").slice(1, 3).join(" "),
  );
  expect(places).toEqual([
    "aws_ami_copy.Copy_1ED8A51E source_ami_id",
    "aws_ami_launch_permission.Permissions_Account_C333CACF image_id",
    "data.aws_ami.Web_Image_085F8B43 filter[0].values[0]",
    "aws_ami_launch_permission.Web_Permissions_Account_2CDCC457 image_id",
    "aws_ami_copy.Raw source_ami_id",
  ]);
});

test("knows the parameter of each ID that the catalog names: that of a channel, or that of the version", () => {
  expect(publishedAmiIds(parseCatalog(TEXT, "catalog.yaml").catalog)).toEqual({
    [AMI_ID]: "/golden/web/stable",
    [OTHER_AMI_ID]: "/golden/web/versions/2",
    [THIRD_AMI_ID]: "/golden/web/versions/2",
    "ami-0123456789abcde01": "/golden/web/versions/3",
  });
});
