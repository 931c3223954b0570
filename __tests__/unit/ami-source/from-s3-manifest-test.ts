import { AmiSource, FromS3ManifestProps } from "../../../modules";
import { Block } from "../../support/template";
import { expectRefused, synthesized, token } from "../refusal";

const PROPS: FromS3ManifestProps = { name: "web-1", imageLocation: "my-images/web/image.manifest.xml" };

function amiOf(props: Partial<FromS3ManifestProps> = {}): Block {
  return synthesized((stack) => AmiSource.fromS3Manifest(stack, "Source", { ...PROPS, ...props })).only(
    "aws_ami",
  );
}

test("registers an HVM image of x86_64 unless said otherwise, and sends no volume", () => {
  const ami = amiOf({ rootVolumeSize: 8 });
  expect(ami).toMatchObject({
    image_location: "my-images/web/image.manifest.xml",
    architecture: "x86_64",
    virtualization_type: "hvm",
  });
  expect(ami).not.toHaveProperty("ebs_block_device");
  expect(ami).not.toHaveProperty("root_device_name");
});

test("passes on all that is given", () => {
  expect(
    amiOf({ architecture: "i386", virtualizationType: "paravirtual", kernelId: "aki-0a1b2c3d" }),
  ).toMatchObject({ architecture: "i386", virtualization_type: "paravirtual", kernel_id: "aki-0a1b2c3d" });
});

test("is instance-store-backed, not encrypted, and has no EBS volume", () => {
  synthesized((stack) => {
    expect(AmiSource.fromS3Manifest(stack, "Source", PROPS)).toMatchObject({
      rootDeviceType: "instance-store",
      encrypted: false,
      ebsDeviceNames: [],
      architecture: "x86_64",
      virtualizationType: "hvm",
    });
  });
});

test("has another name wherever an argument differs whose change replaces the AMI", () => {
  const variants: Partial<FromS3ManifestProps>[] = [
    {},
    { name: "web-2" },
    { imageLocation: "my-images/web/other.manifest.xml" },
    { architecture: "arm64" },
    { virtualizationType: "paravirtual" },
    { kernelId: "aki-0a1b2c3d" },
  ];
  expect(new Set(variants.map((props) => amiOf(props).name)).size).toBe(variants.length);
  expect(amiOf({ description: "Another", rootVolumeSize: 8 }).name).toBe(amiOf().name);
});

test("accepts a location that only Terraform knows", () => {
  const template = synthesized((stack) =>
    AmiSource.fromS3Manifest(stack, "Source", { name: "web-1", imageLocation: token(stack, "Location") }),
  );
  expect(template.only("aws_ami").image_location).toBe("${var.Location}");
});

test.each(["my-images/image.manifest.xml", "a.b-c1/x/y/z.manifest.xml", `${"x".repeat(63)}/i.manifest.xml`])(
  "accepts the location %s",
  (imageLocation) => {
    expect(amiOf({ imageLocation }).image_location).toBe(imageLocation);
  },
);

test.each([
  "s3://my-images/image.manifest.xml",
  "https://my-images.s3.amazonaws.com/image.manifest.xml",
  "/my-images/image.manifest.xml",
  "image.manifest.xml",
  "my-images/image.xml",
  "my-images/",
  "My_Images/image.manifest.xml",
  "xx/image.manifest.xml",
  `${"x".repeat(64)}/i.manifest.xml`,
  "",
])("refuses the location %j", (imageLocation) => {
  expectRefused((stack) => AmiSource.fromS3Manifest(stack, "Source", { ...PROPS, imageLocation }), {
    code: "IMAGE_LOCATION_INVALID",
    path: "Stack/Source",
    prop: "imageLocation",
    value: imageLocation,
    wayOut: 'write "BUCKET/PATH/image.manifest.xml"',
  });
});

test.each([1, 10])("accepts a root volume of %i GiB", (rootVolumeSize) => {
  expect(() => amiOf({ rootVolumeSize })).not.toThrow();
});

test.each([0, 10.5, 11])("refuses a root volume of %d GiB", (rootVolumeSize) => {
  expectRefused((stack) => AmiSource.fromS3Manifest(stack, "Source", { ...PROPS, rootVolumeSize }), {
    code: "VOLUME_SIZE_INVALID",
    path: "Stack/Source",
    prop: "rootVolumeSize",
    value: rootVolumeSize,
    wayOut: "make an EBS-backed one: `AmiSource.fromInstance`",
  });
});
