import { Fn } from "cdktf";
import { AmiCatalogStack, AmiCatalogStackProps, Catalog, CatalogImage } from "../../modules";
import { caught, synthApp, Template } from "../support/template";
import {
  ACCOUNT_ID,
  AMI_ID,
  KEY_ARN,
  ORGANIZATION_ARN,
  OTHER_ACCOUNT_ID,
  OTHER_AMI_ID,
  OTHER_REGION,
  REGION,
} from "./values";

const WEB: CatalogImage = {
  versions: {
    "1.0": { source: { ami: { [OTHER_REGION]: { amiId: AMI_ID } } } },
    "1.1": { source: { ami: { [OTHER_REGION]: { amiId: OTHER_AMI_ID } } } },
  },
  channels: { stable: "1.0", next: "1.1" },
};
/** A catalog with one image, and one region beside the home region that the stack is for. */
interface Given extends Partial<Catalog> {
  readonly region?: string;
  readonly kmsKeyArn?: string;
  readonly createKey?: boolean;
}

function propsOf({ region = REGION, kmsKeyArn, createKey, ...catalog }: Given): AmiCatalogStackProps {
  return {
    region,
    catalog: {
      namespace: "/golden",
      homeRegion: OTHER_REGION,
      regions: { [OTHER_REGION]: {}, [region]: { kmsKeyArn, createKey } },
      images: { web: WEB },
      ...catalog,
    },
  };
}

function stackOf(given: Given = {}): Template {
  return synthApp((app) => new AmiCatalogStack(app, "golden", propsOf(given))).golden as Template;
}

function imageFrom(source: CatalogImage["versions"][string]["source"]): CatalogImage {
  return { versions: { "1.0": { source } }, channels: { stable: "1.0" } };
}

/** Address of the parameter by its name. */
function parametersOf(template: Template): Record<string, string> {
  return Object.fromEntries(
    Object.entries(template.resources("aws_ssm_parameter")).map(([address, { name }]) => [
      `${name}`,
      address,
    ]),
  );
}

/** The example of `main.ts`: a tripwire for every change of what it makes. */
test("makes what it made before for the example", () => {
  const source = {
    lookup: { owners: ["self"], filters: [{ name: "name", values: ["baked-al2023-arm64-2026.11.24"] }] },
  };
  const props = propsOf({
    createKey: true,
    homeRegion: "us-east-1",
    regions: { "us-east-1": { createKey: true }, "eu-west-1": { createKey: true } },
    region: "eu-west-1",
    shareWith: { accountIds: [ACCOUNT_ID], organizationArns: [ORGANIZATION_ARN] },
    shareParameters: true,
    images: {
      "al2023-arm64": { versions: { "2026.11.24": { source } }, channels: { stable: "2026.11.24" } },
    },
  });
  const stacks = synthApp((app) => new AmiCatalogStack(app, "golden-eu-west-1", props));
  const { provider, data, resource, output, check } = (stacks["golden-eu-west-1"] as Template).stackJson;
  expect({ provider, data, resource, output, check }).toMatchSnapshot();
});

test("publishes each version and each channel under its name", () => {
  const template = stackOf();
  expect(template.count()).toBe(6);
  expect(template.count("aws_ami_copy")).toBe(2);
  expect(Object.keys(parametersOf(template)).sort()).toEqual([
    "/golden/web/next",
    "/golden/web/stable",
    "/golden/web/versions/1.0",
    "/golden/web/versions/1.1",
  ]);
});

test("lets a channel name the AMI of its version", () => {
  const template = stackOf();
  const parameters = template.resources("aws_ssm_parameter");
  const names = parametersOf(template);
  const valueOf = (name: string) => parameters[names[name] ?? ""]?.insecure_value;
  expect(valueOf("/golden/web/stable")).toBe(valueOf("/golden/web/versions/1.0"));
  expect(valueOf("/golden/web/next")).toBe(valueOf("/golden/web/versions/1.1"));
  expect(valueOf("/golden/web/stable")).not.toBe(valueOf("/golden/web/next"));
});

test("moves a channel in place: another version changes one value and nothing else", () => {
  const before = stackOf();
  const after = stackOf({ images: { web: { ...WEB, channels: { ...WEB.channels, stable: "1.1" } } } });
  const stable = parametersOf(before)["/golden/web/stable"] ?? "";
  const next = parametersOf(before)["/golden/web/next"] ?? "";
  const moved = { ...before.resources("aws_ssm_parameter") };
  moved[stable] = { ...moved[stable], insecure_value: moved[next]?.insecure_value };
  expect(after.resources("aws_ssm_parameter")).toEqual(moved);
  expect(after.resources("aws_ami_copy")).toEqual(before.resources("aws_ami_copy"));
});

test("outputs names, ARNs and aliases by image and channel, and AMI IDs by image and version", () => {
  const template = stackOf();
  const names = parametersOf(template);
  const channel = (name: string) => ({ name, arn: `\${${names[name]}.arn}`, resolve: `resolve:ssm:${name}` });
  const valueOf = (name: string) =>
    template.resources("aws_ssm_parameter")[names[name] ?? ""]?.insecure_value;
  expect(template.stackJson.output).toMatchObject({
    parameters: {
      value: { web: { stable: channel("/golden/web/stable"), next: channel("/golden/web/next") } },
    },
    ami_ids: {
      value: {
        web: { "1.0": valueOf("/golden/web/versions/1.0"), "1.1": valueOf("/golden/web/versions/1.1") },
      },
    },
  });
});

test("has one provider, and a second for the home region only where something is read there", () => {
  const home = { alias: "home", region: OTHER_REGION };
  const lookup = { web: imageFrom({ lookup: { owners: ["self"] } }) };
  const parameter = { web: imageFrom({ parameter: { parameterName: "/baked/web" } }) };
  expect(stackOf().stackJson.provider?.aws).toEqual([{ region: REGION }]);
  for (const images of [lookup, parameter]) {
    expect(stackOf({ images }).stackJson.provider?.aws).toEqual([{ region: REGION }, home]);
    expect(stackOf({ images, region: OTHER_REGION }).stackJson.provider?.aws).toEqual([
      { region: OTHER_REGION },
    ]);
  }
  const [image] = Object.values(stackOf({ images: lookup }).dataSources("aws_ami"));
  expect(image?.provider).toBe("aws.home");
});

test("takes the AMI of its own region where one is named, and copies that of the home region otherwise", () => {
  const web = imageFrom({
    ami: { [OTHER_REGION]: { amiId: AMI_ID }, [REGION]: { amiId: OTHER_AMI_ID } },
  });
  expect(stackOf({ images: { web } }).count("aws_ami_copy")).toBe(0);
  expect(stackOf({ images: { web }, region: "ap-southeast-1" }).only("aws_ami_copy")).toMatchObject({
    source_ami_id: AMI_ID,
    source_ami_region: OTHER_REGION,
  });
});

test("encrypts with the key of the region where there is one, unless the image says otherwise", () => {
  const encryption = (props: Given) =>
    Object.values(stackOf(props).resources("aws_ami_copy")).map((copy) => [
      copy.encrypted,
      copy.kms_key_id,
    ])[0];
  expect(encryption({})).toEqual([false, undefined]);
  expect(encryption({ kmsKeyArn: KEY_ARN })).toEqual([true, KEY_ARN]);
  expect(encryption({ createKey: true })).toEqual([
    true,
    expect.stringMatching(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/),
  ]);
  expect(encryption({ kmsKeyArn: KEY_ARN, images: { web: { ...WEB, encrypted: false } } })).toEqual([
    false,
    undefined,
  ]);
});

test("lets whoever gets an image use the key that is made: the recipients of the stack and of each image", () => {
  const template = stackOf({
    createKey: true,
    shareWith: { accountIds: [ACCOUNT_ID] },
    images: {
      web: WEB,
      db: { ...WEB, shareWith: { accountIds: [OTHER_ACCOUNT_ID], organizationArns: [ORGANIZATION_ARN] } },
    },
  });
  const { policy } = template.only("aws_kms_key");
  expect(policy).toContain(ACCOUNT_ID);
  expect(policy).toContain(OTHER_ACCOUNT_ID);
  expect(policy).toContain("o-goldenimages");
});

test("names the key that is made after the namespace, in the characters that KMS takes", () => {
  const template = stackOf({ namespace: "/golden.v2/web", createKey: true });
  expect(template.only("aws_kms_alias").name).toBe("alias/golden-v2/web/ami");
});

test("copies nothing before the alias names the key that is made: a second key is refused there", () => {
  const template = stackOf({ createKey: true });
  const copies = Object.values(template.resources("aws_ami_copy"));
  const alias = Object.keys(template.resources("aws_kms_alias"));
  expect(copies.map((copy) => copy.depends_on)).toEqual(
    copies.map(() => expect.arrayContaining(alias) as object),
  );
  const unencrypted = stackOf({ createKey: true, images: { web: { ...WEB, encrypted: false } } });
  expect(JSON.stringify(unencrypted.resources("aws_ami_copy"))).not.toContain("depends_on");
});

test("lets nobody use the key that is made who gets no image: each has recipients of its own", () => {
  const template = stackOf({
    createKey: true,
    shareWith: { accountIds: [ACCOUNT_ID] },
    images: { web: { ...WEB, shareWith: { accountIds: [OTHER_ACCOUNT_ID] } } },
  });
  expect(template.only("aws_kms_key").policy).toContain(OTHER_ACCOUNT_ID);
  expect(template.only("aws_kms_key").policy).not.toContain(ACCOUNT_ID);
});

test("names a list of accounts that only Terraform knows once in the key's policy, for all images", () => {
  const accountIds = Fn.split(",", Fn.upper("x"));
  const template = stackOf({ createKey: true, shareWith: { accountIds }, images: { web: WEB, db: WEB } });
  expect(template.only("aws_kms_key").policy).toContain('"aws:PrincipalAccount" = split(",", upper("x"))}');
});

test("shares an image with its own recipients in place of the stack's", () => {
  const template = stackOf({
    shareWith: { accountIds: [ACCOUNT_ID] },
    images: { web: WEB, db: { ...WEB, shareWith: { accountIds: [OTHER_ACCOUNT_ID] } } },
  });
  expect(
    Object.values(template.resources("aws_ami_launch_permission")).map(({ for_each: list }) => list),
  ).toEqual([OTHER_ACCOUNT_ID, OTHER_ACCOUNT_ID, ACCOUNT_ID, ACCOUNT_ID].map((id) => `\${toset(["${id}"])}`));
});

test("shares the parameters only where that is asked for, all in one share", () => {
  const shareWith = { accountIds: [ACCOUNT_ID] };
  expect(stackOf({ shareWith }).count("aws_ram_resource_share")).toBe(0);
  const template = stackOf({ shareWith, shareParameters: true });
  expect(template.count("aws_ram_resource_share")).toBe(1);
  expect(template.count("aws_ram_principal_association")).toBe(1);
  expect(template.count("aws_ram_resource_association")).toBe(4);
  const arn = `aws_ssm_parameter.${parametersOf(template)["/golden/web/stable"]?.split(".")[1]}.arn`;
  expect(template.stackJson.output?.parameters).toMatchObject({
    value: { web: { stable: { resolve_by_arn: `resolve:ssm:\${${arn}}` } } },
  });
  expect(Object.values(template.resources("aws_ssm_parameter")).map(({ tier }) => tier)).toEqual(
    Array.from({ length: 4 }, () => "Advanced"),
  );
});

test("shares no parameter with everyone, and none with nobody: there is no share, and no output by ARN", () => {
  for (const shareWith of [{ isPublic: true }, undefined]) {
    const template = stackOf({ shareWith, shareParameters: true });
    expect(template.count("aws_ram_resource_share")).toBe(0);
    expect(Object.values(template.resources("aws_ssm_parameter")).map(({ tier }) => tier)).toEqual(
      Array.from({ length: 4 }, () => "Standard"),
    );
    expect(JSON.stringify(template.stackJson.output)).not.toContain("resolve_by_arn");
  }
});

test("shares the parameters of an image that has its own recipients with those alone", () => {
  const template = stackOf({
    shareWith: { accountIds: [ACCOUNT_ID] },
    shareParameters: true,
    images: { web: WEB, db: { ...WEB, shareWith: { accountIds: [OTHER_ACCOUNT_ID] } } },
  });
  const names = Object.values(template.resources("aws_ram_resource_share")).map(({ name }) => name);
  expect(names.sort()).toEqual(["golden-Share", "golden-Share-db"]);
  const principals = Object.values(template.resources("aws_ram_principal_association"));
  expect(principals.map(({ for_each: list }) => list).sort()).toEqual(
    [ACCOUNT_ID, OTHER_ACCOUNT_ID].sort().map((id) => `\${toset(["${id}"])}`),
  );
});

test("lets every channel wait for the permissions of its version", () => {
  const template = stackOf({ shareWith: { accountIds: [ACCOUNT_ID] } });
  const permissions = Object.keys(template.resources("aws_ami_launch_permission"));
  const stable = template.resources("aws_ssm_parameter")[parametersOf(template)["/golden/web/stable"] ?? ""];
  expect(permissions).toHaveLength(2);
  expect(stable?.depends_on).toEqual([permissions.find((address) => address.includes("Version-10"))]);
});

test("stands beside the stacks of other regions in one app", () => {
  const stacks = synthApp((app) => {
    for (const region of [OTHER_REGION, REGION]) {
      new AmiCatalogStack(app, `golden-${region}`, propsOf({ region }));
    }
  });
  expect(Object.keys(stacks)).toHaveLength(2);
  expect(stacks[`golden-${OTHER_REGION}`]?.count("aws_ami_copy")).toBe(0);
  expect(stacks[`golden-${REGION}`]?.count("aws_ami_copy")).toBe(2);
});

describe("refuses", () => {
  function refuse(
    props: Given,
    problem: { code: string; path: string; prop: string; value: unknown },
    wayOut: string,
  ): void {
    const error = caught(() => stackOf(props));
    expect(error.problems).toMatchObject([problem]);
    expect(error.message).toContain(wayOut);
  }

  test.each(["stabel", "1.2", "constructor"])(
    "a channel that names the version %s, which is not there",
    (version) => {
      refuse(
        { images: { web: { ...WEB, channels: { stable: version } } } },
        { code: "CHANNEL_WITHOUT_VERSION", path: "golden/web", prop: "channels.stable", value: version },
        "web has the active versions 1.0, 1.1",
      );
    },
  );

  test("every channel that names none, in one error", () => {
    const { problems } = caught(() =>
      stackOf({ images: { web: { ...WEB, channels: { stable: "2.0", next: "3.0", old: "1.0" } } } }),
    );
    expect(problems.map(({ prop, value }) => [prop, value])).toEqual([
      ["channels.stable", "2.0"],
      ["channels.next", "3.0"],
    ]);
  });

  test("a version that no region to copy from has", () => {
    const source = { ami: { "ap-southeast-1": { amiId: AMI_ID } } };
    refuse(
      { images: { web: imageFrom(source) } },
      { code: "REGION_WITHOUT_SOURCE", path: "golden/web/Source-1.0", prop: "source", value: source },
      "give the AMI of the home region",
    );
  });

  test.each(["Web", "-web", "a/b", "", "x".repeat(65)])("the image name %j", (name) => {
    refuse(
      { images: { [name]: WEB } },
      { code: "IMAGE_NAME_INVALID", path: "golden", prop: "images", value: name },
      'write it like "al2023-arm64"',
    );
  });

  test.each([
    ["golden", 'write it with a slash first, "/golden"'],
    ["/aws", "begin with a word of your own"],
    ["/golden/", "take out the empty level"],
  ])("the namespace %s", (namespace, wayOut) => {
    refuse(
      { namespace },
      { code: "PARAMETER_NAME_INVALID", path: "golden", prop: "namespace", value: namespace },
      wayOut,
    );
  });

  test("a key of another region", () => {
    refuse(
      { kmsKeyArn: KEY_ARN, region: "ap-southeast-1" },
      {
        code: "KMS_KEY_REGION",
        path: "golden/web/Version-1.0/Copy",
        prop: "kmsKeyId",
        value: KEY_ARN,
      },
      "use a key of ap-southeast-1",
    );
  });

  test("a zone as its region", () => {
    refuse(
      { region: "eu-west-1a" },
      {
        code: "REGION_INVALID",
        path: "golden/web/Version-1.0",
        prop: "region",
        value: "eu-west-1a",
      },
      'write its region, "eu-west-1"',
    );
  });
});
