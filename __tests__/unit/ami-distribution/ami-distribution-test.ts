import { TerraformOutput, TerraformStack } from "cdktf";
import { AmiDistribution, AmiDistributionProps, AmiSource, FromIdProps } from "../../../modules";
import { Template } from "../../support/template";
import { synthesized } from "../refusal";
import { ACCOUNT_ID, AMI_ID, KEY_ARN, ORGANIZATION_ARN, OTHER_REGION, OU_ARN, REGION } from "../values";

type Props = Omit<AmiDistributionProps, "source">;

const PROPS: Props = { imageName: "web", version: "1.2", parameterPrefix: "/golden/web" };
const ABROAD: FromIdProps = { amiId: AMI_ID, region: OTHER_REGION };
const AT_HOME: FromIdProps = { amiId: AMI_ID, region: REGION };

function distribute(source: FromIdProps, props: Partial<Props> = {}): Template {
  return distributeFrom((stack) => AmiSource.fromId(stack, "Source", source), props);
}

function distributeFrom(source: (stack: TerraformStack) => AmiSource, props: Partial<Props> = {}): Template {
  return synthesized((stack) => {
    const distribution = new AmiDistribution(stack, "Web", { ...PROPS, ...props, source: source(stack) });
    new TerraformOutput(stack, "Id", { value: distribution.amiId });
  });
}

function addressOf(template: Template, type: string): string {
  const [address = "", ...others] = Object.keys(template.resources(type));
  expect(others).toEqual([]);
  return address;
}

test("makes a copy and the parameter of its version, and shares with nobody", () => {
  const template = distribute(ABROAD);
  const copy = addressOf(template, "aws_ami_copy");
  expect(template.count()).toBe(2);
  expect(template.only("aws_ami_copy")).toMatchObject({
    name: expect.stringMatching(/^web-1\.2-[0-9a-f]{8}$/),
    source_ami_id: AMI_ID,
    source_ami_region: OTHER_REGION,
    encrypted: false,
    tags: {
      Name: "web-1.2",
      "ami-catalog:source-ami": AMI_ID,
      "ami-catalog:source-region": OTHER_REGION,
      "ami-catalog:version": "1.2",
    },
    lifecycle: { create_before_destroy: true },
  });
  expect(template.only("aws_ssm_parameter")).toEqual({
    name: "/golden/web/versions/1.2",
    type: "String",
    data_type: "aws:ec2:image",
    insecure_value: `\${${copy}.id}`,
    description: "web 1.2",
    tier: "Standard",
    depends_on: [],
  });
  expect(template.stackJson.output?.Id?.value).toBe(`\${${copy}.id}`);
});

test("distributes an own AMI of the same region itself", () => {
  const template = distribute(AT_HOME, { accountIds: [ACCOUNT_ID] });
  expect(template.count()).toBe(2);
  expect(template.count("aws_ami_copy")).toBe(0);
  expect(template.only("aws_ami_launch_permission").image_id).toBe(AMI_ID);
  expect(template.only("aws_ssm_parameter").insecure_value).toBe(AMI_ID);
  expect(template.stackJson.output?.Id?.value).toBe(AMI_ID);
});

test("writes the parameter when all permissions are there", () => {
  const template = distribute(
    { ...ABROAD, ebsDeviceNames: ["/dev/xvda", "/dev/sdb"] },
    { accountIds: [ACCOUNT_ID], snapshotAccess: "copy" },
  );
  const permissions = Object.keys(template.resources("aws_ami_launch_permission"));
  const snapshotPermissions = Object.keys(template.resources("aws_snapshot_create_volume_permission"));
  expect(permissions).toHaveLength(1);
  expect(snapshotPermissions).toHaveLength(2);
  expect((template.only("aws_ssm_parameter").depends_on as string[]).sort()).toEqual(
    [...permissions, ...snapshotPermissions].sort(),
  );
});

test("shares the copy with every kind of principal", () => {
  const template = distribute(ABROAD, {
    accountIds: [ACCOUNT_ID],
    organizationArns: [ORGANIZATION_ARN],
    organizationalUnitArns: [OU_ARN],
    encrypted: true,
    kmsKeyId: KEY_ARN,
  });
  const copy = addressOf(template, "aws_ami_copy");
  expect(template.count()).toBe(5);
  expect(template.only("aws_ami_copy")).toMatchObject({ encrypted: true, kms_key_id: KEY_ARN });
  expect(Object.values(template.resources("aws_ami_launch_permission"))).toMatchObject(
    Array.from({ length: 3 }, () => ({ image_id: `\${${copy}.id}` })),
  );
});

test("shares the snapshots of the copy with the accounts that copy", () => {
  const template = distribute(
    { ...ABROAD, ebsDeviceNames: ["/dev/sdb", "/dev/xvda"] },
    { accountIds: [ACCOUNT_ID], snapshotAccess: "copy" },
  );
  const copy = addressOf(template, "aws_ami_copy");
  expect(Object.keys(template.dataSources("aws_ami"))).toEqual([]);
  expect(snapshotIds(template)).toEqual(
    ["/dev/sdb", "/dev/xvda"].map(
      (device) =>
        `\${one([for device in ${copy}.ebs_block_device : device.snapshot_id if device.device_name == "${device}"])}`,
    ),
  );
});

test("shares the snapshots of the source where that is distributed itself, read by its ID", () => {
  const template = distribute(
    { ...AT_HOME, ebsDeviceNames: ["/dev/sdb", "/dev/xvda"] },
    { accountIds: [ACCOUNT_ID], snapshotAccess: "copy" },
  );
  const images = template.dataSources("aws_ami");
  const [image] = Object.keys(images);
  expect(Object.values(images)).toEqual([
    { owners: ["self"], filter: [{ name: "image-id", values: [AMI_ID] }] },
  ]);
  expect(snapshotIds(template)).toEqual(
    ["/dev/sdb", "/dev/xvda"].map(
      (device) =>
        `\${one([for mapping in ${image}.block_device_mappings : mapping.ebs["snapshot_id"] if mapping.device_name == "${device}"])}`,
    ),
  );
});

function snapshotIds(template: Template): unknown[] {
  return Object.values(template.resources("aws_snapshot_create_volume_permission")).map(
    ({ snapshot_id: snapshotId }) => snapshotId,
  );
}

test("shares the parameter with the same recipients only where that is asked for", () => {
  const recipients = { accountIds: [ACCOUNT_ID], organizationArns: [ORGANIZATION_ARN] };
  const kept = distribute(ABROAD, recipients);
  expect(kept.count()).toBe(4);
  expect(kept.only("aws_ssm_parameter").tier).toBe("Standard");
  const shared = distribute(ABROAD, { ...recipients, shareParameter: true });
  expect(shared.count()).toBe(8);
  expect(shared.only("aws_ssm_parameter").tier).toBe("Advanced");
  expect(shared.count("aws_ram_principal_association")).toBe(2);
});

test("passes on description, deprecation, tags and timeouts", () => {
  const template = distribute(ABROAD, {
    description: "The web server",
    deprecationTime: "2028-11-24T00:00:00Z",
    tags: { Team: "web" },
    timeouts: { create: "3h" },
  });
  expect(template.only("aws_ami_copy")).toMatchObject({
    description: "The web server",
    deprecation_time: "2028-11-24T00:00:00Z",
    tags: { Team: "web", Name: "web-1.2" },
    timeouts: { create: "3h", update: "90m", delete: "90m" },
  });
  expect(template.only("aws_ssm_parameter").tags).toEqual({ Team: "web" });
});

test("adds the check of the parameter only where that is asked for", () => {
  expect(distribute(ABROAD).stackJson).not.toHaveProperty("check");
  const template = distribute(ABROAD, { verify: true });
  const [, name = ""] = addressOf(template, "aws_ssm_parameter").split(".");
  expect(template.stackJson.locals).toEqual({ verified_parameters: { [name]: expect.anything() } });
  expect(template.stackJson).toHaveProperty("check.verified_parameters");
});

test("warns of what changes nothing where the source is distributed itself", () => {
  const props = { description: "The web server", deprecationTime: "2028-11-24T00:00:00Z" };
  expect(distribute(AT_HOME, props).annotations).toMatchObject([
    {
      constructPath: "Stack/Web",
      message: expect.stringContaining("`deprecationTime` and `description` changes nothing here"),
    },
  ]);
  expect(distribute(AT_HOME).annotations).toEqual([]);
  expect(distribute(ABROAD, props).annotations).toEqual([]);
});

describe("a version means one image for ever", () => {
  test.each<[string, (stack: TerraformStack) => AmiSource]>([
    ["a lookup", (stack) => AmiSource.fromLookup(stack, "Source", { owners: ["self"] })],
    [
      "the latest of a parameter",
      (stack) => AmiSource.fromParameter(stack, "Source", { parameterName: "/baked/web" }),
    ],
    [
      "a label of a parameter",
      (stack) => AmiSource.fromParameter(stack, "Source", { parameterName: "/baked/web", label: "tested" }),
    ],
  ])("so what %s finds later is ignored, in the source's own region too", (_, source) => {
    const template = distributeFrom(source);
    expect(template.only("aws_ami_copy").lifecycle).toEqual({
      create_before_destroy: true,
      ignore_changes: ["source_ami_id", 'tags["ami-catalog:source-ami"]'],
    });
    expect(template.only("aws_ssm_parameter").insecure_value).toBe(
      `\${${addressOf(template, "aws_ami_copy")}.id}`,
    );
  });

  test.each<[string, (stack: TerraformStack) => AmiSource]>([
    ["an ID", (stack) => AmiSource.fromId(stack, "Source", ABROAD)],
    [
      "a version of a parameter",
      (stack) =>
        AmiSource.fromParameter(stack, "Source", { parameterName: "/baked/web", version: 3, owned: false }),
    ],
  ])("but %s is firm, and nothing is ignored", (_, source) => {
    expect(distributeFrom(source).only("aws_ami_copy").lifecycle).toEqual({ create_before_destroy: true });
  });
});
