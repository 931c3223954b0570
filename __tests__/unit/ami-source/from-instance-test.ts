import { AmiSource, FromInstanceProps } from "../../../modules";
import { expectRefused, synthesized, token } from "../refusal";
import { INSTANCE_ID, KEY_ARN } from "../values";

const PROPS: FromInstanceProps = { name: "web-1", sourceInstanceId: INSTANCE_ID };

function amiOf(props: Partial<FromInstanceProps> = {}) {
  return synthesized((stack) => AmiSource.fromInstance(stack, "Source", { ...PROPS, ...props })).only(
    "aws_ami_from_instance",
  );
}

test("stops the instance for its snapshots unless said otherwise", () => {
  expect(amiOf()).toMatchObject({ source_instance_id: INSTANCE_ID, snapshot_without_reboot: false });
  expect(amiOf({ snapshotWithoutReboot: true })).toMatchObject({ snapshot_without_reboot: true });
});

test("has another name wherever an argument differs whose change replaces the AMI", () => {
  const variants: Partial<FromInstanceProps>[] = [
    {},
    { name: "web-2" },
    { sourceInstanceId: "i-0f1e2d3c4b5a69788" },
    { snapshotWithoutReboot: true },
  ];
  expect(new Set(variants.map((props) => amiOf(props).name)).size).toBe(variants.length);
  expect(amiOf({ description: "Another", tags: { Team: "web" } }).name).toBe(amiOf().name);
});

test("is EBS-backed, and keeps what is said of it", () => {
  synthesized((stack) => {
    expect(
      AmiSource.fromInstance(stack, "Source", {
        ...PROPS,
        encrypted: true,
        kmsKeyId: KEY_ARN,
        architecture: "arm64",
        ebsDeviceNames: ["/dev/xvda"],
      }),
    ).toMatchObject({
      rootDeviceType: "ebs",
      encrypted: true,
      kmsKeyId: KEY_ARN,
      architecture: "arm64",
      ebsDeviceNames: ["/dev/xvda"],
    });
  });
});

test("accepts an instance that only Terraform knows", () => {
  const template = synthesized((stack) =>
    AmiSource.fromInstance(stack, "Source", { name: "web-1", sourceInstanceId: token(stack, "Instance") }),
  );
  expect(template.only("aws_ami_from_instance")).toMatchObject({
    source_instance_id: "${var.Instance}",
    name: expect.stringContaining("var.Instance"),
  });
});

test.each(["i-0a1b2c3", "i-0A1B2C3D", "i-0a1b2c3d4e5f6071", "ami-0a1b2c3d"])(
  "refuses the instance ID %s",
  (sourceInstanceId) => {
    expectRefused((stack) => AmiSource.fromInstance(stack, "Source", { name: "web-1", sourceInstanceId }), {
      code: "INSTANCE_ID_INVALID",
      path: "Stack/Source",
      prop: "sourceInstanceId",
      value: sourceInstanceId,
      wayOut: "aws ec2 describe-instances",
    });
  },
);
