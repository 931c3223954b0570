import { AmiSource } from "../../../modules";
import { expectRefused, synthesized, token } from "../refusal";
import { AMI_ID, KEY_ARN, keyArn, OTHER_REGION, REGION } from "../values";

const PROPS = { amiId: AMI_ID, region: REGION };

test("makes nothing, and is owned, EBS-backed and firm unless said otherwise", () => {
  const template = synthesized((stack) => {
    expect(AmiSource.fromId(stack, "Source", PROPS)).toMatchObject({
      amiId: AMI_ID,
      region: REGION,
      rootDeviceType: "ebs",
      owned: true,
      floating: false,
      encrypted: undefined,
      kmsKeyId: undefined,
      ebsDeviceNames: undefined,
      resource: undefined,
    });
  });
  expect(template.count()).toBe(0);
});

test("keeps all that is said of the AMI", () => {
  synthesized((stack) => {
    const known = {
      ...PROPS,
      owned: false,
      encrypted: true,
      kmsKeyId: KEY_ARN,
      rootDeviceType: "instance-store",
      architecture: "arm64",
      virtualizationType: "paravirtual",
      ebsDeviceNames: ["/dev/sda1"],
    } as const;
    expect(AmiSource.fromId(stack, "Source", { ...known, ebsDeviceNames: ["/dev/sda1"] })).toMatchObject(
      known,
    );
  });
});

test("lives in any region, whatever that of the provider", () => {
  synthesized((stack) => {
    const source = AmiSource.fromId(stack, "Source", {
      amiId: AMI_ID,
      region: OTHER_REGION,
      kmsKeyId: keyArn(OTHER_REGION),
    });
    expect(source.region).toBe(OTHER_REGION);
  });
});

test("accepts tokens", () => {
  synthesized((stack) => {
    const unknown = token(stack, "Unknown");
    expect(
      AmiSource.fromId(stack, "All", { amiId: unknown, region: unknown, kmsKeyId: unknown }),
    ).toMatchObject({ amiId: unknown, region: unknown, kmsKeyId: unknown });
    expect(
      AmiSource.fromId(stack, "Region", { amiId: AMI_ID, region: unknown, kmsKeyId: KEY_ARN }),
    ).toMatchObject({
      region: unknown,
    });
  });
});

test("refuses all that is wrong, in one error", () => {
  expectRefused(
    (stack) =>
      AmiSource.fromId(stack, "Source", { amiId: "ami-0a1b2c3", region: "eu-west-1a", kmsKeyId: "alias/x" }),
    {
      code: "AMI_ID_INVALID",
      path: "Stack/Source",
      prop: "amiId",
      value: "ami-0a1b2c3",
      wayOut: "(this has 7 digits)",
    },
    {
      code: "REGION_INVALID",
      path: "Stack/Source",
      prop: "region",
      value: "eu-west-1a",
      wayOut: 'write its region, "eu-west-1"',
    },
    {
      code: "KMS_KEY_INVALID",
      path: "Stack/Source",
      prop: "kmsKeyId",
      value: "alias/x",
      wayOut: "write it in full",
    },
  );
});

test("refuses a key of another region", () => {
  expectRefused((stack) => AmiSource.fromId(stack, "Source", { ...PROPS, kmsKeyId: keyArn(OTHER_REGION) }), {
    code: "KMS_KEY_REGION",
    path: "Stack/Source",
    prop: "kmsKeyId",
    value: keyArn(OTHER_REGION),
    wayOut: "use a key of eu-west-1",
  });
});
