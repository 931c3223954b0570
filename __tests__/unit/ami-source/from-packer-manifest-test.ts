import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import { AmiDistribution, AmiSource, FromPackerManifestProps, PackerManifest } from "../../../modules";
import { caught } from "../../support/template";
import { withFolder } from "../../support/temporary-folder";
import { expectRefused, inRegion, synthesized, token } from "../refusal";
import { AMI_ID, keyArn, OTHER_AMI_ID, OTHER_REGION, REGION } from "../values";
import { build, manifestOf, RUN, writeManifest } from "./packer";

const THIRD_REGION = "ap-southeast-2";
const ARM_AMI = "ami-0c3fd0f5d4e7a9b21";

function sourceOf(props: FromPackerManifestProps, region = REGION): AmiSource {
  let source: AmiSource | undefined;
  inRegion(region, (stack) => (source = AmiSource.fromPackerManifest(stack, "Source", props)));
  return source as AmiSource;
}

/** What is wrong with a manifest, with its code and its words. */
function refusalsOf(
  manifest: unknown,
  props: Partial<FromPackerManifestProps> = {},
): [string, string, string][] {
  const given = { manifest: manifest as PackerManifest, ...props };
  return caught(() => sourceOf(given)).problems.map(({ code, prop, allowed }) => [code, prop, allowed]);
}

describe("the AMI of a region", () => {
  test.each([
    [REGION, OTHER_AMI_ID],
    [OTHER_REGION, AMI_ID],
  ])("is that which Packer made in %s", (region, amiId) => {
    expect(sourceOf({ manifest: manifestOf({}) }, region)).toMatchObject({
      amiId,
      region,
      owned: true,
      floating: false,
      rootDeviceType: "ebs",
      resource: undefined,
    });
  });

  test("is that of the region that is named, and not of the provider", () => {
    expect(sourceOf({ manifest: manifestOf({}), region: OTHER_REGION })).toMatchObject({
      amiId: AMI_ID,
      region: OTHER_REGION,
    });
  });

  test("is that of the home region where Packer made none", () => {
    const source = sourceOf({ manifest: manifestOf({}), homeRegion: OTHER_REGION }, THIRD_REGION);
    expect(source).toMatchObject({ amiId: AMI_ID, region: OTHER_REGION });
  });

  test("is its own also where a home region is named", () => {
    expect(sourceOf({ manifest: manifestOf({}), homeRegion: OTHER_REGION })).toMatchObject({
      region: REGION,
    });
  });

  test("carries what is known of it, and the key of its region", () => {
    const kmsKeyIds = { [REGION]: keyArn(REGION), [OTHER_REGION]: keyArn(OTHER_REGION) };
    const props = { encrypted: true, ebsDeviceNames: ["/dev/xvda"], owned: false, kmsKeyIds };
    expect(sourceOf({ manifest: manifestOf({}), ...props })).toMatchObject({
      encrypted: true,
      kmsKeyId: keyArn(REGION),
      ebsDeviceNames: ["/dev/xvda"],
      owned: false,
    });
  });
});

test("a region that Packer copied to is used as it is, and another one is copied to", () => {
  const distributed = (region: string) =>
    inRegion(region, (stack) => {
      const source = AmiSource.fromPackerManifest(stack, "Source", {
        manifest: manifestOf({}),
        homeRegion: OTHER_REGION,
      });
      const props = { imageName: "web", version: "1", source, parameterPrefix: "/golden/web" };
      new AmiDistribution(stack, "Web", props);
    });
  const own = distributed(REGION);
  expect(own.count("aws_ami_copy")).toBe(0);
  expect(own.only("aws_ssm_parameter")).toMatchObject({ insecure_value: OTHER_AMI_ID });
  expect(distributed(THIRD_REGION).only("aws_ami_copy")).toMatchObject({
    source_ami_id: AMI_ID,
    source_ami_region: OTHER_REGION,
  });
});

describe("a file", () => {
  test("is read at synth, with a byte order mark too", () => {
    withFolder("packer", (folder) => {
      const manifest = writeManifest(folder, `\ufeff${JSON.stringify(manifestOf({}))}`);
      expect(sourceOf({ manifest }).amiId).toBe(OTHER_AMI_ID);
    });
  });

  test.each([
    ["nothing", "", "PACKER_MANIFEST_SYNTAX", "it is empty"],
    [
      "a half-written one",
      '{ "builds": [\n  { "name": "web",',
      "PACKER_MANIFEST_SYNTAX",
      "it ends in the middle",
    ],
    ["a broken token", '{\n  "builds": [}\n}', "PACKER_MANIFEST_SYNTAX", "it isn't JSON: "],
    [
      "a comma too many",
      '{\n  "builds": [1 2]\n}',
      "PACKER_MANIFEST_SYNTAX",
      "it is broken in line 2, column 16",
    ],
    ["a list", "[]", "PACKER_MANIFEST_INVALID", "a map with `builds`"],
    ["null", "null", "PACKER_MANIFEST_INVALID", "a map with `builds`"],
  ])("with %s is refused, by its name", (_, text, code, words) => {
    withFolder("packer", (folder) => {
      const manifest = writeManifest(folder, text);
      const { problems, message } = caught(() => sourceOf({ manifest }));
      expect(problems).toMatchObject([{ code, path: "Stack/Source", prop: "manifest", value: manifest }]);
      expect(message).toContain(words);
      expect(message).toContain("packer-manifest.json");
    });
  });

  test.each<[string, (folder: string) => string, string]>([
    ["isn't there", (folder) => join(folder, "none.json"), "there is no such file; run `packer build` first"],
    [
      "is a folder",
      (folder) => (mkdirSync(join(folder, "all.json")), join(folder, "all.json")),
      "this is a folder",
    ],
    [
      "is no text",
      (folder) => (writeFileSync(join(folder, "x.json"), Buffer.from([0xc3, 0x28])), join(folder, "x.json")),
      "a manifest is UTF-8 text",
    ],
  ])("that %s is refused", (_, fileIn, words) => {
    withFolder("packer", (folder) => {
      const { code, message } = caught(() => sourceOf({ manifest: fileIn(folder) }));
      expect(code).toBe("PACKER_MANIFEST_UNREADABLE");
      expect(message).toContain(words);
    });
  });

  test("that only Terraform knows is refused", () => {
    const { code, message } = caught(() =>
      synthesized((stack) =>
        AmiSource.fromPackerManifest(stack, "Source", { manifest: token(stack, "File") }),
      ),
    );
    expect(code).toBe("PACKER_MANIFEST_UNREADABLE");
    expect(message).toContain("a manifest is read at synth");
  });
});

describe("of several builds", () => {
  const arm = {
    name: "web-arm",
    artifact_id: `${REGION}:${ARM_AMI}`,
    custom_data: { architecture: "arm64" },
  };
  const intel = { custom_data: { architecture: "amd64", team: "${self}" } };

  test("only those of the last run count, whatever the others are", () => {
    const old = { packer_run_uuid: "older", artifact_id: "", builder_type: 7, custom_data: "x" };
    expect(sourceOf({ manifest: manifestOf(old, {}, old) }).amiId).toBe(OTHER_AMI_ID);
  });

  test.each<[string, Partial<FromPackerManifestProps>, string]>([
    ["the name", { builder: "web-arm" }, ARM_AMI],
    ["the type and the name", { builder: "amazon-ebs.web" }, OTHER_AMI_ID],
    ["the architecture", { architecture: "arm64" }, ARM_AMI],
    ["the architecture in another word", { architecture: "x86_64" }, OTHER_AMI_ID],
    ["both", { builder: "web-arm", architecture: "arm64" }, ARM_AMI],
  ])("%s tells which", (_, selection, amiId) => {
    const source = sourceOf({ manifest: manifestOf(intel, arm), ...selection });
    expect(source.amiId).toBe(amiId);
    expect(source.architecture).toBe(amiId === ARM_AMI ? "arm64" : "x86_64");
  });

  test("the type tells which where two have the name", () => {
    const manifest = manifestOf({}, { builder_type: "amazon-instance", artifact_id: `${REGION}:${ARM_AMI}` });
    expect(sourceOf({ manifest, builder: "amazon-instance.web" }).amiId).toBe(ARM_AMI);
    expect(refusalsOf(manifest, { builder: "web" })).toEqual([
      [
        "PACKER_MANIFEST_AMBIGUOUS",
        "builder",
        "the last run has 2 builds that fit: amazon-ebs.web, amazon-instance.web",
      ],
    ]);
  });

  test("none is chosen without a word", () => {
    expectRefused(
      (stack) => AmiSource.fromPackerManifest(stack, "Source", { manifest: manifestOf(intel, arm) }),
      {
        code: "PACKER_MANIFEST_AMBIGUOUS",
        path: "Stack/Source",
        prop: "builder",
        value: undefined,
        wayOut: "amazon-ebs.web (x86_64), amazon-ebs.web-arm (arm64); name the `builder`",
      },
    );
  });

  test("two entries for the same AMIs are one", () => {
    expect(sourceOf({ manifest: manifestOf({}, { custom_data: {} }) }).amiId).toBe(OTHER_AMI_ID);
  });

  test("those of other clouds are passed over", () => {
    const other = { builder_type: "azure-arm", artifact_id: "https://images.blob.core.windows.net/web.vhd" };
    expect(sourceOf({ manifest: manifestOf(other, {}), builder: "web" }).amiId).toBe(OTHER_AMI_ID);
  });

  test("an unknown name, or an architecture that none has, is refused", () => {
    const manifest = manifestOf(intel, arm);
    expect(refusalsOf(manifest, { builder: "db" })).toEqual([
      [
        "PACKER_MANIFEST_BUILDER",
        "builder",
        "the last run has the builders amazon-ebs.web (x86_64), amazon-ebs.web-arm (arm64)",
      ],
    ]);
    expect(refusalsOf(manifest, { architecture: "i386" })).toMatchObject([
      ["PACKER_MANIFEST_BUILDER", "architecture", expect.stringContaining("amazon-ebs.web-arm (arm64)")],
    ]);
  });

  test("the only one fits an architecture unless it says another", () => {
    expect(sourceOf({ manifest: manifestOf({}), architecture: "arm64" }).architecture).toBe("arm64");
    expect(refusalsOf(manifestOf(intel), { architecture: "arm64" })).toMatchObject([
      ["PACKER_MANIFEST_BUILDER", "architecture", expect.stringContaining("amazon-ebs.web (x86_64)")],
    ]);
  });
});

test("the builder `amazon-instance` makes instance-store-backed AMIs", () => {
  const manifest = manifestOf({ builder_type: "amazon-instance" });
  expect(sourceOf({ manifest }).rootDeviceType).toBe("instance-store");
  expect(sourceOf({ manifest, rootDeviceType: "ebs" }).rootDeviceType).toBe("ebs");
});

test("an image that `amazon-import` made of a local builder's disk is an AMI", () => {
  const manifest = manifestOf({ builder_type: "qemu", artifact_id: `${REGION}:${ARM_AMI}` });
  expect(sourceOf({ manifest }).amiId).toBe(ARM_AMI);
});

test.each<[object, string, string]>([
  [{ artifact_id: "" }, "PACKER_MANIFEST_ARTIFACT", "no AMI: its `artifact_id` is empty"],
  [{ artifact_id: null }, "PACKER_MANIFEST_ARTIFACT", "no AMI: its `artifact_id` is empty"],
  [{ artifact_id: `${REGION}:` }, "PACKER_MANIFEST_ARTIFACT", `an empty AMI ID for "${REGION}"`],
  [{ artifact_id: `${REGION}:${AMI_ID},` }, "PACKER_MANIFEST_ARTIFACT", '"" in its `artifact_id`'],
  [{ artifact_id: AMI_ID }, "PACKER_MANIFEST_ARTIFACT", `"${AMI_ID}" in its`],
  [{ artifact_id: `:${AMI_ID}` }, "PACKER_MANIFEST_ARTIFACT", "where REGION:AMI belongs"],
  [
    { artifact_id: `${REGION}:${AMI_ID},${REGION}:${OTHER_AMI_ID}` },
    "PACKER_MANIFEST_ARTIFACT",
    `two AMIs of a region in its \`artifact_id\`: ${AMI_ID} and ${REGION}:${OTHER_AMI_ID}`,
  ],
  [{ artifact_id: `eu-west-1a:${AMI_ID}` }, "REGION_INVALID", "an Availability Zone"],
  [{ artifact_id: `__proto__:${AMI_ID}` }, "REGION_INVALID", "code of an AWS region"],
  [{ artifact_id: `${REGION}:ami-123` }, "AMI_ID_INVALID", "this has 3 digits"],
  [{ artifact_id: `${REGION}:ami-12345678` }, "AMI_ID_PLACEHOLDER", "placeholder"],
  [{ artifact_id: `${REGION}:\${file("x")}` }, "AMI_ID_INVALID", "8 or 17"],
  [
    { builder_type: "googlecompute" },
    "PACKER_MANIFEST_CLOUD",
    'of the builder "googlecompute", which makes no AMI',
  ],
  [{ builder_type: "qemu", artifact_id: "VM" }, "PACKER_MANIFEST_CLOUD", '"qemu"'],
  [
    { builder_type: "amazon-ebsvolume", artifact_id: `${REGION}:vol-1` },
    "PACKER_MANIFEST_CLOUD",
    "volumes and no AMI",
  ],
  [{ custom_data: ["x"] }, "PACKER_MANIFEST_INVALID", "`custom_data` of builds[0] must be null or a map"],
  [{ custom_data: "x" }, "PACKER_MANIFEST_INVALID", "`custom_data` of builds[0] must be null or a map"],
  [{ name: null }, "PACKER_MANIFEST_INVALID", "`name` of builds[0] must be text"],
  [{ builder_type: undefined }, "PACKER_MANIFEST_INVALID", "`builder_type` of builds[0] must be text"],
  [{ artifact_id: 5 }, "PACKER_MANIFEST_INVALID", "`artifact_id` of builds[0] must be text"],
  [{ packer_run_uuid: "older" }, "PACKER_MANIFEST_RUN", `none of its 1 builds is of the last run, "${RUN}"`],
])("a build with %j is refused: %s", (changed, code, words) => {
  expect(refusalsOf(manifestOf(changed))).toEqual([[code, "manifest", expect.stringContaining(words)]]);
});

test.each([undefined, null, {}, { team: "web", architecture: ["arm64"], arch: 1 }])(
  "custom_data may be %j",
  (data) => {
    const source = sourceOf({ manifest: manifestOf({ custom_data: data }) });
    expect(source).toMatchObject({ amiId: OTHER_AMI_ID, architecture: undefined });
  },
);

test.each<[unknown, string]>([
  [{ last_run_uuid: RUN }, "PACKER_MANIFEST_INVALID"],
  [{ builds: {}, last_run_uuid: RUN }, "PACKER_MANIFEST_INVALID"],
  [{ builds: [build()] }, "PACKER_MANIFEST_INVALID"],
  [{ builds: [build()], last_run_uuid: "" }, "PACKER_MANIFEST_INVALID"],
  [{ builds: [], last_run_uuid: RUN }, "PACKER_MANIFEST_RUN"],
  [{ builds: [null, "web"], last_run_uuid: RUN }, "PACKER_MANIFEST_RUN"],
])("the manifest %j is refused", (manifest, code) => {
  expect(refusalsOf(manifest).map(([given]) => given)).toEqual([code]);
});

test("a missing region is refused", () => {
  expectRefused(
    (stack) =>
      AmiSource.fromPackerManifest(stack, "Source", {
        manifest: manifestOf({ artifact_id: `${OTHER_REGION}:${AMI_ID}` }),
      }),
    {
      code: "PACKER_MANIFEST_REGION",
      path: "Stack/Source",
      prop: "region",
      value: REGION,
      wayOut: `builds[0] ("web") of the manifest has AMIs of ${OTHER_REGION}, and none of ${REGION}; add ${REGION} to \`ami_regions\` in the Packer template and build again, or give a \`homeRegion\` to copy from`,
    },
  );
  const given = { manifest: manifestOf({}), homeRegion: "eu-north-1" };
  const { message } = caught(() => sourceOf(given, THIRD_REGION));
  expect(message).toMatch(/none of eu-north-1; add eu-north-1 to `ami_regions` .* build again$/);
});

test("all that is wrong comes in one error", () => {
  const artifact = `${REGION}:,${OTHER_REGION}:ami-123`;
  expectRefused(
    (stack) =>
      AmiSource.fromPackerManifest(stack, "Source", {
        manifest: manifestOf({ artifact_id: artifact }),
        homeRegion: "Dublin",
        kmsKeyIds: { [REGION]: keyArn(OTHER_REGION) },
      }),
    {
      code: "REGION_INVALID",
      path: "Stack/Source",
      prop: "homeRegion",
      value: "Dublin",
      wayOut: "region code",
    },
    {
      code: "KMS_KEY_REGION",
      path: "Stack/Source",
      prop: `kmsKeyIds.${REGION}`,
      value: keyArn(OTHER_REGION),
      wayOut: `use a key of ${REGION}`,
    },
    {
      code: "PACKER_MANIFEST_ARTIFACT",
      path: "Stack/Source",
      prop: "manifest",
      value: "(parsed)",
      wayOut: "skip_create_ami",
    },
    {
      code: "AMI_ID_INVALID",
      path: "Stack/Source",
      prop: "manifest",
      value: "(parsed)",
      wayOut: "build again",
    },
  );
});

test("no text of a manifest reaches Terraform but the IDs", () => {
  const manifest = manifestOf({ name: '${file("/x")}', custom_data: { note: "%{ if true }" } });
  const { stackJson } = synthesized((stack) => {
    const { amiId } = AmiSource.fromPackerManifest(stack, "Source", { manifest });
    new TerraformOutput(stack, "Id", { value: amiId });
  });
  expect(stackJson.output?.Id).toMatchObject({ value: OTHER_AMI_ID });
  expect(JSON.stringify(stackJson)).not.toMatch(/file\(|%\{/);
});
