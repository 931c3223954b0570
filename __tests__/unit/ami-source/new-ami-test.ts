import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { AmiSource, NewAmiProps } from "../../../modules";
import { synthStack, Template } from "../../support/template";
import { expectRefused, Refusal, synthesized, token } from "../refusal";
import { INSTANCE_ID, keyArn, OTHER_REGION, REGION, SNAPSHOT_ID, tags } from "../values";

const NOW = new Date("2026-11-25T10:30:45Z");

interface Factory {
  readonly type: string;
  make(stack: TerraformStack, props: NewAmiProps & { readonly kmsKeyId?: string }): AmiSource;
}

const fromInstance: Factory = {
  type: "aws_ami_from_instance",
  make: (stack, props) =>
    AmiSource.fromInstance(stack, "Source", { sourceInstanceId: INSTANCE_ID, ...props }),
};
const fromSnapshot: Factory = {
  type: "aws_ami",
  make: (stack, props) => AmiSource.fromSnapshot(stack, "Source", { rootSnapshotId: SNAPSHOT_ID, ...props }),
};
const fromS3Manifest: Factory = {
  type: "aws_ami",
  make: (stack, props) =>
    AmiSource.fromS3Manifest(stack, "Source", { imageLocation: "bucket/image.manifest.xml", ...props }),
};

describe.each([
  ["fromInstance", fromInstance],
  ["fromSnapshot", fromSnapshot],
  ["fromS3Manifest", fromS3Manifest],
])("%s", (_, { type, make }) => {
  function made(props: Partial<NewAmiProps> = {}): Template {
    return synthesized((stack) => make(stack, { name: "web-1", ...props }));
  }

  function refuse(props: Partial<NewAmiProps>, ...refusals: Omit<Refusal, "path">[]): void {
    expectRefused(
      (stack) => make(stack, { name: "web-1", ...props }),
      ...refusals.map((refusal) => ({ path: "Stack/Source", ...refusal })),
    );
  }

  test("makes one AMI, before the one that it replaces is destroyed", () => {
    const template = made();
    expect(template.count()).toBe(1);
    expect(template.only(type)).toMatchObject({
      name: expect.stringMatching(/^web-1-[0-9a-f]{8}$/),
      description: "web-1",
      tags: { Name: "web-1" },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("is owned, does not float, and lives in the region of the provider", () => {
    const template = synthesized((stack) => {
      const source = make(stack, { name: "web-1" });
      expect(source).toMatchObject({ owned: true, floating: false, region: REGION });
      new TerraformOutput(stack, "Id", { value: source.amiId });
    });
    const [address] = Object.keys(template.resources(type));
    expect(template.stackJson.output?.Id?.value).toBe(`\${${address}.id}`);
  });

  test("lives in the region that is said where the provider names none", () => {
    synthStack((stack) => {
      new AwsProvider(stack, "Aws", {});
      expect(make(stack, { name: "web-1", region: OTHER_REGION }).region).toBe(OTHER_REGION);
    });
  });

  test("passes on all that is given", () => {
    expect(
      made({
        description: "The web server",
        deprecationTime: "2028-11-24T00:00:00Z",
        tags: { Team: "web", Name: "The name" },
      }).only(type),
    ).toMatchObject({
      description: "The web server",
      deprecation_time: "2028-11-24T00:00:00Z",
      tags: { Team: "web", Name: "The name" },
    });
  });

  test("accepts tokens", () => {
    const template = synthesized((stack) => {
      const unknown = token(stack, "Unknown");
      make(stack, {
        name: unknown,
        description: unknown,
        deprecationTime: unknown,
        tags: { Team: unknown },
        region: unknown,
      });
    });
    expect(template.only(type)).toMatchObject({
      description: "${var.Unknown}",
      deprecation_time: "${var.Unknown}",
    });
  });

  test.each([2, 129])("refuses a name of %i characters", (length) => {
    const name = "x".repeat(length);
    refuse({ name }, { code: "AMI_NAME_INVALID", prop: "name", value: name, wayOut: `(this has ${length})` });
  });

  test.each([3, 128])("makes of a name of %i characters one of at most 128", (length) => {
    const { name } = made({ name: "x".repeat(length) }).only(type);
    expect(`${name}`.length).toBe(Math.min(length + 9, 128));
  });

  test("refuses a description of 256 characters, and not of 255", () => {
    const description = "x".repeat(255);
    expect(made({ description }).only(type).description).toBe(description);
    refuse(
      { description: `${description}x` },
      { code: "DESCRIPTION_INVALID", prop: "description", value: `${description}x`, wayOut: "shorten it" },
    );
  });

  test("refuses more than 50 tags, with `Name` counted", () => {
    const withName = (count: number) => ({ Name: "The name", ...tags(count) });
    expect(Object.keys(made({ tags: tags(49) }).only(type).tags as object)).toHaveLength(50);
    expect(Object.keys(made({ tags: withName(49) }).only(type).tags as object)).toHaveLength(50);
    refuse(
      { tags: tags(50) },
      { code: "TAGS_INVALID", prop: "tags", value: tags(50), wayOut: "give at most 49" },
    );
    refuse(
      { tags: withName(50) },
      { code: "TAGS_INVALID", prop: "tags", value: withName(50), wayOut: "give at most 50" },
    );
  });

  test("refuses all that is wrong, in one error", () => {
    refuse(
      { name: "x", deprecationTime: "soon", tags: { "aws:x": "" }, region: "eu-west-1a" },
      { code: "AMI_NAME_INVALID", prop: "name", value: "x", wayOut: "choose a name" },
      { code: "DEPRECATION_TIME_INVALID", prop: "deprecationTime", value: "soon", wayOut: "write it like" },
      { code: "TAGS_INVALID", prop: "tags", value: { "aws:x": "" }, wayOut: "choose another prefix" },
      { code: "REGION_INVALID", prop: "region", value: "eu-west-1a", wayOut: '"eu-west-1"' },
    );
  });

  test("takes a deprecation ten years ahead, and warns of one that has passed", () => {
    jest.useFakeTimers({ now: NOW });
    try {
      expect(made({ deprecationTime: "2036-11-25T10:30:00Z" }).annotations).toEqual([]);
      expect(made({ deprecationTime: "2026-11-25T10:30:00Z" }).annotations).toMatchObject([
        { constructPath: "Stack/Source", message: expect.stringContaining("has passed") },
      ]);
      refuse(
        { deprecationTime: "2036-11-25T10:31:00Z" },
        {
          code: "DEPRECATION_TIME_INVALID",
          prop: "deprecationTime",
          value: "2036-11-25T10:31:00Z",
          wayOut: "at most 10 years",
        },
      );
    } finally {
      jest.useRealTimers();
    }
  });
});

test.each([
  ["fromInstance", fromInstance],
  ["fromSnapshot", fromSnapshot],
])("%s refuses a key of another region", (_, { make }) => {
  const kmsKeyId = keyArn(OTHER_REGION);
  expectRefused((stack) => make(stack, { name: "web-1", kmsKeyId }), {
    code: "KMS_KEY_REGION",
    path: "Stack/Source",
    prop: "kmsKeyId",
    value: kmsKeyId,
    wayOut: "use a key of eu-west-1",
  });
});
