import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ImagebuilderImage } from "@cdktf/provider-aws/lib/imagebuilder-image";
import { TerraformOutput, TerraformStack } from "cdktf";
import { AmiSource, FromImageBuilderProps } from "../../../modules";
import { PROVIDER_6 } from "../../support/bindings";
import { Template } from "../../support/template";
import { expectRefused, inRegion, synthesized, token } from "../refusal";
import { ACCOUNT_ID, OTHER_REGION, REGION } from "../values";

const ARN = `arn:aws:imagebuilder:${REGION}:111111111111:image/web/1.0.0/1`;
const PATH = "Stack/Source";

function template(props: Partial<FromImageBuilderProps>): Template {
  return synthesized((stack) =>
    publishId(stack, AmiSource.fromImageBuilder(stack, "Source", { imageArn: ARN, ...props })),
  );
}

function publishId(stack: TerraformStack, source: AmiSource): void {
  new TerraformOutput(stack, "Id", { value: source.amiId });
}

/** Whether the AMI of an image is owned, and floats. */
function known(props: Partial<FromImageBuilderProps>): [boolean, boolean] {
  let source: AmiSource | undefined;
  synthesized((stack) => (source = AmiSource.fromImageBuilder(stack, "Source", { imageArn: ARN, ...props })));
  return [source?.owned === true, source?.floating === true];
}

test("reads an image by its ARN, and wants one AMI of the region", () => {
  const { stackJson, ...read } = template({});
  const [[address, image] = []] = Object.entries(
    new Template(stackJson, read.annotations).dataSources("aws_imagebuilder_image"),
  );
  const chosen = `[for ami in flatten(${address}.output_resources[*].amis) : ami.image if ami.region == "${REGION}"]`;
  expect(stackJson.output?.Id?.value).toBe(`\${one(${chosen})}`);
  expect(image).toEqual({
    arn: ARN,
    lifecycle: {
      postcondition: [
        {
          condition: `\${length(${chosen.replace(String(address), "self")}) == 1}`,
          error_message: `The Image Builder image must have exactly one AMI of ${REGION}: check its distribution settings, and name its regions and its account.`,
        },
      ],
    },
  });
});

test("takes the AMI of one account of several", () => {
  const { stackJson } = template({ accountId: ACCOUNT_ID });
  expect(stackJson.output?.Id?.value).toContain(
    `if ami.region == "${REGION}" && ami.account_id == "${ACCOUNT_ID}"]`,
  );
  expect(JSON.stringify(stackJson.data)).toContain(`exactly one AMI of ${REGION} in account ${ACCOUNT_ID}`);
});

test("takes the output of an image that the app makes", () => {
  const { stackJson } = synthesized((stack) => {
    const image = new ImagebuilderImage(stack, "Image", { infrastructureConfigurationArn: "x" });
    const source = AmiSource.fromImageBuilder(stack, "Source", { image });
    expect(source).toMatchObject({ owned: true, floating: false, resource: image, region: REGION });
    publishId(stack, source);
  });
  expect(stackJson.data).toBeUndefined();
  expect(stackJson.output?.Id?.value).toBe(
    `\${one([for ami in flatten(aws_imagebuilder_image.Image.output_resources[*].amis) : ami.image if ami.region == "${REGION}"])}`,
  );
});

test("reads it in the home region, and takes the AMI of its own region where there is one", () => {
  const regionOf = (region: string, regions?: string[]) => {
    let source: AmiSource | undefined;
    const { stackJson } = inRegion(region, (stack) => {
      const provider = new AwsProvider(stack, "Home", { region: REGION, alias: "home" });
      const props = { imageArn: ARN, region, homeRegion: REGION, regions, provider };
      source = AmiSource.fromImageBuilder(stack, "Source", props);
    });
    expect(JSON.stringify(stackJson.data)).toContain('"provider":"aws.home"');
    return source?.region;
  };
  expect(regionOf(OTHER_REGION)).toBe(REGION);
  expect(regionOf(OTHER_REGION, [REGION, OTHER_REGION])).toBe(OTHER_REGION);
  expect(regionOf("ap-southeast-2", [REGION, OTHER_REGION])).toBe(REGION);
});

test.each([
  ["web/1.0.0/1", true, false],
  ["web/1.0.0", true, true],
  ["web/1.x.x", true, true],
  ["web/x.x.x", true, true],
])("knows of image/%s whether it is owned, and floats", (name, owned, floating) => {
  expect(known({ imageArn: `arn:aws:imagebuilder:${REGION}:111111111111:image/${name}` })).toEqual([
    owned,
    floating,
  ]);
});

test("an image of Amazon's is not owned", () => {
  const imageArn = `arn:aws:imagebuilder:${REGION}:aws:image/amazon-linux-2023-arm64/x.x.x`;
  expect(known({ imageArn })).toEqual([false, true]);
  expect(known({ owned: false })).toEqual([false, false]);
});

test("accepts a token, which floats", () => {
  synthesized((stack) => {
    const source = AmiSource.fromImageBuilder(stack, "Source", { imageArn: token(stack, "Arn") });
    expect(source.floating).toBe(true);
  });
});

test.each([
  ["web", "it must be the ARN of an image"],
  [
    `arn:aws:imagebuilder:${REGION}:111111111111:image-recipe/web/1.0.0`,
    "not the ARN of a recipe or a pipeline",
  ],
  [`arn:aws:imagebuilder:${REGION}:111111111111:image/web`, "it must be the ARN of an image"],
])("refuses the ARN %s", (imageArn, wayOut) => {
  expectRefused((stack) => AmiSource.fromImageBuilder(stack, "Source", { imageArn }), {
    code: "IMAGE_BUILDER_ARN_INVALID",
    path: PATH,
    prop: "imageArn",
    value: imageArn,
    wayOut,
  });
});

test("reads an image of another region there, or refuses it where data sources take no region", () => {
  const imageArn = `arn:aws:imagebuilder:${OTHER_REGION}:111111111111:image/web/1.0.0/1`;
  if (PROVIDER_6) {
    const [image] = Object.values(template({ imageArn }).dataSources("aws_imagebuilder_image"));
    expect(image).toMatchObject({ arn: imageArn, region: OTHER_REGION });
    return;
  }
  expectRefused((stack) => AmiSource.fromImageBuilder(stack, "Source", { imageArn }), {
    code: "IMAGE_BUILDER_ARN_INVALID",
    path: PATH,
    prop: "imageArn",
    value: imageArn,
    wayOut: `the image is of ${OTHER_REGION}, and it is read in ${REGION}; give a \`provider\` of ${OTHER_REGION}`,
  });
});

test("refuses all that is wrong, in one error", () => {
  expectRefused(
    (stack) =>
      AmiSource.fromImageBuilder(stack, "Source", { accountId: "1", regions: [OTHER_REGION, "Dublin"] }),
    {
      code: "IMAGE_BUILDER_ARN_INVALID",
      path: PATH,
      prop: "imageArn",
      value: undefined,
      wayOut: "exactly one of `image` and `imageArn`",
    },
    { code: "ACCOUNT_ID_INVALID", path: PATH, prop: "accountId", value: "1", wayOut: "000000000001" },
    { code: "REGION_INVALID", path: PATH, prop: "regions[1]", value: "Dublin", wayOut: "region code" },
    {
      code: "REGION_WITHOUT_SOURCE",
      path: PATH,
      prop: "regions",
      value: [OTHER_REGION, "Dublin"],
      wayOut: `add ${REGION}`,
    },
  );
});
