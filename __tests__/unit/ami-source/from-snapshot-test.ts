import { AmiSource, FromSnapshotProps } from "../../../modules";
import { Block } from "../../support/template";
import { expectRefused, Refusal, synthesized, token } from "../refusal";
import { OTHER_SNAPSHOT_ID, SNAPSHOT_ID } from "../values";

const PROPS: FromSnapshotProps = { name: "web-1", rootSnapshotId: SNAPSHOT_ID };
const TIB = 1024;

function amiOf(props: Partial<FromSnapshotProps> = {}): Block {
  return synthesized((stack) => AmiSource.fromSnapshot(stack, "Source", { ...PROPS, ...props })).only(
    "aws_ami",
  );
}

function refuse(props: Partial<FromSnapshotProps>, ...refusals: Omit<Refusal, "path">[]): void {
  expectRefused(
    (stack) => AmiSource.fromSnapshot(stack, "Source", { ...PROPS, ...props }),
    ...refusals.map((refusal) => ({ path: "Stack/Source", ...refusal })),
  );
}

test("registers an HVM image of x86_64 with a gp3 root volume unless said otherwise", () => {
  expect(amiOf()).toMatchObject({
    architecture: "x86_64",
    virtualization_type: "hvm",
    ena_support: true,
    root_device_name: "/dev/xvda",
    ebs_block_device: [{ device_name: "/dev/xvda", snapshot_id: SNAPSHOT_ID, volume_type: "gp3" }],
  });
});

test("passes on all that is given", () => {
  expect(
    amiOf({
      architecture: "i386",
      virtualizationType: "paravirtual",
      kernelId: "aki-0a1b2c3d",
      bootMode: "legacy-bios",
      enaSupport: false,
      rootDeviceName: "/dev/sda1",
      volumeType: "gp2",
      volumeSize: 20,
      dataVolumes: [
        { deviceName: "/dev/sdb", snapshotId: OTHER_SNAPSHOT_ID },
        { deviceName: "/dev/sdc", snapshotId: OTHER_SNAPSHOT_ID, volumeType: "st1", volumeSize: 500 },
      ],
    }),
  ).toMatchObject({
    architecture: "i386",
    virtualization_type: "paravirtual",
    kernel_id: "aki-0a1b2c3d",
    boot_mode: "legacy-bios",
    ena_support: false,
    root_device_name: "/dev/sda1",
    ebs_block_device: [
      { device_name: "/dev/sda1", snapshot_id: SNAPSHOT_ID, volume_type: "gp2", volume_size: 20 },
      { device_name: "/dev/sdb", snapshot_id: OTHER_SNAPSHOT_ID, volume_type: "gp3" },
      { device_name: "/dev/sdc", snapshot_id: OTHER_SNAPSHOT_ID, volume_type: "st1", volume_size: 500 },
    ],
  });
});

test("has no ENA unless asked where the image is paravirtual", () => {
  expect(amiOf({ virtualizationType: "paravirtual" }).ena_support).toBe(false);
});

test("gives a data volume of no said type the type gp3", () => {
  const dataVolumes = [{ deviceName: "/dev/sdb", snapshotId: SNAPSHOT_ID, volumeType: undefined }];
  expect(amiOf({ dataVolumes }).ebs_block_device).toMatchObject([{}, { volume_type: "gp3" }]);
});

test("knows its volumes, root first, and what is said of their encryption", () => {
  synthesized((stack) => {
    expect(
      AmiSource.fromSnapshot(stack, "Source", {
        ...PROPS,
        encrypted: true,
        dataVolumes: [{ deviceName: "/dev/sdb", snapshotId: OTHER_SNAPSHOT_ID }],
      }),
    ).toMatchObject({
      rootDeviceType: "ebs",
      encrypted: true,
      architecture: "x86_64",
      virtualizationType: "hvm",
      ebsDeviceNames: ["/dev/xvda", "/dev/sdb"],
    });
  });
});

test("has another name wherever an argument differs whose change replaces the AMI", () => {
  const volume = { deviceName: "/dev/sdb", snapshotId: OTHER_SNAPSHOT_ID };
  const variants: Partial<FromSnapshotProps>[] = [
    {},
    { name: "web-2" },
    { rootSnapshotId: OTHER_SNAPSHOT_ID },
    { rootDeviceName: "/dev/sda1" },
    { volumeType: "gp2" },
    { volumeSize: 20 },
    { iops: 4000 },
    { architecture: "arm64" },
    { virtualizationType: "paravirtual" },
    { enaSupport: false },
    { bootMode: "uefi" },
    { kernelId: "aki-0a1b2c3d" },
    { dataVolumes: [volume] },
    { dataVolumes: [{ ...volume, deviceName: "/dev/sdc" }] },
    { dataVolumes: [{ ...volume, snapshotId: SNAPSHOT_ID }] },
    { dataVolumes: [{ ...volume, volumeType: "gp2" }] },
    { dataVolumes: [{ ...volume, volumeSize: 20 }] },
  ];
  expect(new Set(variants.map((props) => amiOf(props).name)).size).toBe(variants.length);
  expect(amiOf({ description: "Another", tags: { Team: "web" }, encrypted: true }).name).toBe(amiOf().name);
});

test("accepts snapshots that only Terraform knows", () => {
  const template = synthesized((stack) => {
    const snapshotId = token(stack, "Snapshot");
    AmiSource.fromSnapshot(stack, "Source", {
      name: "web-1",
      rootSnapshotId: snapshotId,
      dataVolumes: [{ deviceName: "/dev/sdb", snapshotId }],
    });
  });
  expect(template.only("aws_ami")).toMatchObject({
    name: expect.stringContaining("var.Snapshot"),
    ebs_block_device: [{ snapshot_id: "${var.Snapshot}" }, { snapshot_id: "${var.Snapshot}" }],
  });
});

test.each([
  ["gp3", 1, 64 * TIB],
  ["gp2", 1, 16 * TIB],
  ["standard", 1, TIB],
])("takes a root volume of %s from %i to %i GiB, and no other size", (volumeType, least, most) => {
  for (const volumeSize of [least, most]) {
    expect(amiOf({ volumeType, volumeSize }).ebs_block_device).toMatchObject([
      { volume_type: volumeType, volume_size: volumeSize },
    ]);
  }
  for (const volumeSize of [least - 1, most + 1, least + 0.5, -1]) {
    refuse(
      { volumeType, volumeSize },
      {
        code: "VOLUME_SIZE_INVALID",
        prop: "volumeSize",
        value: volumeSize,
        wayOut: `a ${volumeType} volume has ${least} to ${most} GiB`,
      },
    );
  }
});

test("names the types that hold more, where the type is too small", () => {
  refuse(
    { volumeType: "gp2", volumeSize: 16 * TIB + 1 },
    { code: "VOLUME_SIZE_INVALID", prop: "volumeSize", value: 16 * TIB + 1, wayOut: "or gp3" },
  );
});

test.each(["st1", "sc1", "gp4", "", "toString"])("refuses a root volume of type %j", (volumeType) => {
  refuse(
    { volumeType },
    { code: "VOLUME_TYPE_INVALID", prop: "volumeType", value: volumeType, wayOut: "choose gp3" },
  );
});

test("takes a data volume of st1 or sc1, from 125 GiB", () => {
  const volume = { deviceName: "/dev/sdb", snapshotId: SNAPSHOT_ID };
  for (const volumeType of ["st1", "sc1"]) {
    expect(
      amiOf({ dataVolumes: [{ ...volume, volumeType, volumeSize: 125 }] }).ebs_block_device,
    ).toHaveLength(2);
    refuse(
      { dataVolumes: [{ ...volume, volumeType, volumeSize: 124 }] },
      {
        code: "VOLUME_SIZE_INVALID",
        prop: "dataVolumes[0].volumeSize",
        value: 124,
        wayOut: `a ${volumeType} volume has 125 to 16384 GiB`,
      },
    );
  }
});

test("names the data volume that is wrong", () => {
  refuse(
    {
      rootSnapshotId: "snap-0a1b2c3",
      dataVolumes: [
        { deviceName: "/dev/sdb", snapshotId: SNAPSHOT_ID },
        { deviceName: "/dev/sdc", snapshotId: "vol-0a1b2c3d", volumeType: "gp2", volumeSize: 0 },
        { deviceName: "/dev/sdd", snapshotId: SNAPSHOT_ID, volumeType: "gp4" },
      ],
    },
    {
      code: "SNAPSHOT_ID_INVALID",
      prop: "rootSnapshotId",
      value: "snap-0a1b2c3",
      wayOut: "aws ec2 describe-snapshots",
    },
    {
      code: "SNAPSHOT_ID_INVALID",
      prop: "dataVolumes[1].snapshotId",
      value: "vol-0a1b2c3d",
      wayOut: "aws ec2 describe-snapshots",
    },
    {
      code: "VOLUME_SIZE_INVALID",
      prop: "dataVolumes[1].volumeSize",
      value: 0,
      wayOut: "a gp2 volume has 1 to 16384 GiB",
    },
    { code: "VOLUME_TYPE_INVALID", prop: "dataVolumes[2].volumeType", value: "gp4", wayOut: "choose gp3" },
  );
});

test.each([
  ["io1", 16 * TIB],
  ["io2", 64 * TIB],
])("takes a root volume of %s with `iops`, from 4 to %i GiB", (volumeType, most) => {
  for (const volumeSize of [4, most]) {
    expect(amiOf({ volumeType, volumeSize, iops: 3000 }).ebs_block_device).toMatchObject([
      { volume_type: volumeType, volume_size: volumeSize, iops: 3000 },
    ]);
  }
  for (const volumeSize of [3, most + 1]) {
    refuse(
      { volumeType, volumeSize, iops: 3000 },
      {
        code: "VOLUME_SIZE_INVALID",
        prop: "volumeSize",
        value: volumeSize,
        wayOut: `a ${volumeType} volume has 4 to ${most} GiB`,
      },
    );
  }
  refuse(
    { volumeType },
    { code: "VOLUME_IOPS_INVALID", prop: "iops", value: undefined, wayOut: "give `iops`, or choose gp3" },
  );
});

test("takes `iops` for gp3, and refuses them where the type has none", () => {
  expect(amiOf({ iops: 4000 }).ebs_block_device).toMatchObject([{ volume_type: "gp3", iops: 4000 }]);
  for (const volumeType of ["gp2", "standard"]) {
    refuse(
      { volumeType, iops: 3000 },
      { code: "VOLUME_IOPS_INVALID", prop: "iops", value: 3000, wayOut: "leave `iops` out" },
    );
  }
});
