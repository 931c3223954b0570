import { join } from "node:path";
import { manifestOf, writeManifest } from "../ami-source/packer";
import { AMI_ID, OTHER_AMI_ID } from "../values";
import { desks } from "./runs";
import { JSON_TEXT, NEW_AMI, YAML } from "./samples";

const desk = desks();
const LAST = "'2026.12': { source: { ami: ami-0b2d4f6a8c0e1f359 } }\n";

describe("add-version", () => {
  test("adds an AMI of the home region", () => {
    const { code, output } = desk.run("add-version", "web", "2027.1", "--ami", NEW_AMI);
    expect(code).toBe(0);
    expect(output).toMatch(
      /web 2027\.1 is new\. The next deploy publishes it in 2 regions: us-east-1, eu-west-1\.\n$/,
    );
    expect(desk.text()).toBe(
      YAML.replace(LAST, `${LAST}            '2027.1': { source: { ami: ${NEW_AMI} } }\n`),
    );
  });

  test.each([
    [["us-east-1=" + NEW_AMI], { "us-east-1": NEW_AMI }],
    [[`us-east-1=${NEW_AMI}`, `eu-west-1=${NEW_AMI}`], { "us-east-1": NEW_AMI, "eu-west-1": NEW_AMI }],
    [[NEW_AMI, `eu-west-1=${NEW_AMI}`], { "us-east-1": NEW_AMI, "eu-west-1": NEW_AMI }],
  ])("adds AMIs by region: %j", (amis, ami) => {
    const options = amis.flatMap((given) => ["--ami", given]);
    const time = ["--deprecation-time", "2029-01-01T12:30:00Z"];
    const { document } = desk.json("add-version", "web", "2027.1", ...options, ...time);
    const added = { source: { ami }, deprecationTime: "2029-01-01T12:30:00Z" };
    expect(document).toMatchObject({ ok: true, image: "web", version: "2027.1", written: true, ...added });
    const shown = desk.json("show", "web").document.versions;
    expect(shown).toContainEqual(
      expect.objectContaining({
        name: "2027.1",
        deprecationTime: added.deprecationTime,
        source: {
          ami: Object.fromEntries(Object.entries(ami).map(([region, amiId]) => [region, { amiId }])),
        },
      }),
    );
  });

  test.each([
    [[], "an AMI is needed; add --ami AMI"],
    [["--ami", "us-east-1="], "--ami us-east-1= isn't REGION=AMI"],
    [["--ami", "=ami-1"], "--ami =ami-1 isn't REGION=AMI"],
    [["--ami", "us-east-1=a", "--ami", "us-east-1=b"], "--ami names us-east-1 twice"],
    [["--ami", "a", "--ami", "us-east-1=b"], "--ami names us-east-1 twice"],
  ])("%j is wrong usage", (options, message) => {
    const { code, errors } = desk.run("add-version", "web", "2027.1", ...options);
    expect(code).toBe(2);
    expect(errors).toContain(message);
    expect(desk.text()).toBe(YAML);
  });

  test.each([
    [
      ["web", "2026.10", "--ami", NEW_AMI],
      "VERSION_EXISTS",
      "a version means one image for ever; choose another name",
    ],
    [["wep", "2027.1", "--ami", NEW_AMI], "IMAGE_UNKNOWN", 'did you mean "web"?'],
    [["web", "2027/1", "--ami", NEW_AMI], "VERSION_INVALID", '"2027/1"'],
    [["web", "2027.1", "--ami", "ami-123"], "AMI_ID_INVALID", ":31:40: images.web.versions"],
    [["web", "2027.1", "--ami", `eu-west-1=${NEW_AMI}`], "REGION_WITHOUT_SOURCE", "add the AMI of us-east-1"],
    [
      ["web", "2027.1", "--ami", NEW_AMI, "--ami", `eu-west-2=${NEW_AMI}`],
      "CATALOG_NAME_UNKNOWN",
      "eu-west-1",
    ],
    [
      ["web", "2027.1", "--ami", NEW_AMI, "--deprecation-time", "2029-01-01T00:00:30Z"],
      "DEPRECATION_TIME_INVALID",
      "deprecationTime",
    ],
  ])("%j is refused", (args, code, message) => {
    const ran = desk.json("add-version", ...args);
    expect(ran.code).toBe(1);
    expect(ran.document).toMatchObject({ ok: false, errors: [{ code }] });
    expect(ran.errors).toContain(message);
    expect(ran.errors).toContain(`${desk.file} is unchanged.\n`);
    expect(desk.text()).toBe(YAML);
  });
});

describe("add-version --packer-manifest", () => {
  const arm = {
    name: "web-arm",
    artifact_id: `us-east-1:${NEW_AMI}`,
    custom_data: { architecture: "arm64", note: "${self}" },
  };
  const add = (...options: string[]) => ["add-version", "web", "2027.1", ...options] as const;

  test("writes the ID of each region, and not the name of the file", () => {
    const manifest = writeManifest(desk.folder, manifestOf({}));
    const { code, output } = desk.run(...add("--packer-manifest", manifest));
    expect(code).toBe(0);
    expect(output).toMatch(
      /web 2027\.1 is new\. The next deploy publishes it in 2 regions: us-east-1, eu-west-1\.\n$/,
    );
    const line = `'2027.1': { source: { ami: { us-east-1: ${AMI_ID}, eu-west-1: ${OTHER_AMI_ID} } } }\n`;
    expect(desk.text()).toBe(YAML.replace(LAST, `${LAST}            ${line}`));
  });

  test("leaves out the regions that the catalog doesn't have, and says so", () => {
    const artifact = `ap-southeast-2:${OTHER_AMI_ID},us-east-1:${AMI_ID}`;
    const manifest = writeManifest(desk.folder, manifestOf({ artifact_id: artifact }));
    const { document } = desk.json(...add("--packer-manifest", manifest, "--dry-run"));
    expect(document).toMatchObject({
      ok: true,
      written: false,
      changed: true,
      source: { ami: { "us-east-1": AMI_ID } },
      leftOut: ["ap-southeast-2"],
    });
    expect(desk.text()).toBe(YAML);
    expect(desk.run(...add("--packer-manifest", manifest)).output).toContain(
      "The manifest has AMIs of ap-southeast-2 too, which the catalog doesn't publish in: they are left out.",
    );
  });

  test.each([
    ["--builder", "web-arm"],
    ["--builder", "amazon-ebs.web-arm"],
    ["--architecture", "arm64"],
  ])("%s %s tells one builder from others", (...option) => {
    const manifest = writeManifest(desk.folder, manifestOf({}, arm));
    const { document } = desk.json(...add("--packer-manifest", manifest, ...option));
    expect(document).toMatchObject({ source: { ami: { "us-east-1": NEW_AMI } } });
    expect(desk.text()).not.toContain("self");
  });

  test.each<[string, object | string, string[], string, string]>([
    ["several builders", manifestOf({}, arm), [], "PACKER_MANIFEST_AMBIGUOUS", "amazon-ebs.web-arm (arm64)"],
    [
      "no such builder",
      manifestOf({}),
      ["--builder", "db"],
      "PACKER_MANIFEST_BUILDER",
      'packer-manifest.json: --builder: is "db", but the last run has the builders amazon-ebs.web; name one',
    ],
    [
      "no AMI of the home region",
      manifestOf({ artifact_id: `eu-west-1:${AMI_ID}` }),
      [],
      "PACKER_MANIFEST_REGION",
      'packer-manifest.json: builds[0] ("web") of the manifest has AMIs of eu-west-1, and none of us-east-1',
    ],
    ["half a file", '{"builds":', [], "PACKER_MANIFEST_SYNTAX", "it ends in the middle"],
    [
      "an empty ID",
      manifestOf({ artifact_id: "us-east-1:" }),
      [],
      "PACKER_MANIFEST_ARTIFACT",
      "an empty AMI ID",
    ],
  ])("a manifest with %s is refused, and the catalog stays", (_, content, options, errorCode, words) => {
    const manifest = writeManifest(desk.folder, content);
    const { code, document, errors } = desk.json(...add("--packer-manifest", manifest, ...options));
    expect(code).toBe(1);
    expect(document).toMatchObject({ ok: false, errors: [{ code: errorCode, file: manifest }] });
    expect(errors).toContain(words);
    expect(errors).toContain(`${desk.file} is unchanged.\n`);
    expect(desk.text()).toBe(YAML);
  });

  test("a manifest that isn't there is refused as a file that can't be read", () => {
    const { code, errors } = desk.run(...add("--packer-manifest", join(desk.folder, "none.json")));
    expect(code).toBe(2);
    expect(errors).toContain("none.json: there is no such file; run `packer build` first");
    expect(errors).toContain("[PACKER_MANIFEST_UNREADABLE]");
  });

  test("a version that exists is refused", () => {
    const manifest = writeManifest(desk.folder, manifestOf({}));
    const { document } = desk.json("add-version", "web", "2026.10", "--packer-manifest", manifest);
    expect(document).toMatchObject({ ok: false, errors: [{ code: "VERSION_EXISTS" }] });
  });

  test.each([
    [["--packer-manifest", "m.json", "--ami", NEW_AMI], "--ami and --packer-manifest exclude each other"],
    [["--ami", NEW_AMI, "--builder", "web"], "--builder chooses in a manifest, and none is given"],
    [["--architecture", "arm64"], "--architecture chooses in a manifest, and none is given"],
    [
      ["--packer-manifest", "m.json", "--architecture", "arm"],
      "--architecture arm isn't one; write one of arm64",
    ],
    [["--packer-manifest"], "--packer-manifest needs a value; write --packer-manifest FILE"],
  ])("%j is wrong usage", (options, message) => {
    const { code, errors } = desk.run(...add(...options));
    expect(code).toBe(2);
    expect(errors).toContain(message);
    expect(desk.text()).toBe(YAML);
  });
});

describe("retire", () => {
  test("takes a version out, and says loudly what the next deploy destroys", () => {
    const { code, output } = desk.run("retire", "web", "2026.12");
    expect(code).toBe(0);
    expect(output).toContain("-            '2026.12': {");
    expect(output).toMatch(
      /\nWARNING: the next deploy DESTROYS web 2026\.12 in 2 regions: us-east-1, eu-west-1\..*use --release/s,
    );
    expect(desk.text()).toBe(YAML.replace(`            ${LAST}`, ""));
  });

  test("as a document, with what is destroyed", () => {
    expect(desk.json("retire", "web", "2026.12").document).toMatchObject({
      ok: true,
      action: "remove",
      destroys: [
        { region: "us-east-1", parameter: "/golden/web/versions/2026.12" },
        { region: "eu-west-1", parameter: "/golden/web/versions/2026.12" },
      ],
    });
  });

  test("--release sets the state, and nothing is destroyed", () => {
    const { output } = desk.run("retire", "web", "2026.12", "--release");
    expect(output).toContain("web 2026.12 is released. The next deploy makes Terraform forget it");
    expect(output).not.toContain("DESTROYS");
    const line = "'2026.12': { source: { ami: ami-0b2d4f6a8c0e1f359 }, state: released }\n";
    expect(desk.text()).toBe(YAML.replace(LAST, line));
    expect(desk.json("retire", "web", "2026.12", "--release").document).toMatchObject({
      action: "release",
      changed: false,
      destroys: [],
    });
  });

  test("--release changes `state: active`", () => {
    desk.write(YAML.replace("359 } }", "359 }, state: active }"));
    desk.run("retire", "web", "2026.12", "--release");
    expect(desk.text()).toBe(YAML.replace("359 } }", "359 }, state: released }"));
  });

  test("a released version goes without harm, if the release was deployed", () => {
    const { output } = desk.run("retire", "base", "0");
    expect(output).toMatch(
      /It was released, so its AMIs .* stay\.\nWARNING: where the release was never deployed/,
    );
    expect(desk.text()).not.toContain("oldest");
  });

  test.each([
    [
      ["web", "2026.10"],
      "VERSION_IN_USE",
      "channels name the version 2026.10: stable, legacy; move them first: " +
        "ami-catalog promote web stable 2026.12; ami-catalog promote web legacy 2026.12",
    ],
    [
      ["web", "2026.11", "--release"],
      "VERSION_IN_USE",
      "a channel names the version 2026.11: candidate; move it first",
    ],
    [["web", "2026.1"], "VERSION_UNKNOWN", 'web has no version "2026.1", did you mean "2026.10"?'],
    [["wep", "2026.1"], "IMAGE_UNKNOWN", 'did you mean "web"?'],
  ])("%j is refused", (args, code, message) => {
    const ran = desk.json("retire", ...args);
    expect(ran.code).toBe(1);
    expect(ran.document).toMatchObject({ ok: false, errors: [{ code }] });
    expect(ran.errors).toContain(message);
    expect(desk.text()).toBe(YAML);
  });

  test("the only version stays, and a channel to it says to add one first", () => {
    desk.run("retire", "base", "0");
    expect(desk.run("retire", "base", "1")).toMatchObject({
      code: 1,
      errors: expect.stringMatching(
        /1 is the only version of base.*by hand, or use --release \[VERSION_LAST\]/,
      ),
    });
    desk.run("promote", "base", "stable", "1", "--create");
    expect(desk.run("retire", "base", "1").errors).toContain(
      "add a version, and move it first: ami-catalog promote base stable VERSION",
    );
  });
});

describe("a JSON catalog", () => {
  const json = desks(JSON_TEXT, "catalog.json");

  test("is changed in place, in the form that it has", () => {
    const wanted = JSON.parse(JSON_TEXT);
    const { web } = wanted.images;
    web.versions["2027.1"] = { source: { ami: { "us-east-1": NEW_AMI } } };
    expect(json.run("add-version", "web", "2027.1", "--ami", `us-east-1=${NEW_AMI}`).code).toBe(0);
    web.channels.stable = "2027.1";
    expect(json.run("promote", "web", "stable", "2027.1").code).toBe(0);
    web.channels.beta = "2026.12";
    expect(json.run("promote", "web", "beta", "2026.12", "--create").code).toBe(0);
    wanted.images.base.channels = { stable: "1" };
    expect(json.run("promote", "base", "stable", "1", "--create").code).toBe(0);
    delete wanted.images.base.versions["0"];
    expect(json.run("retire", "base", "0").code).toBe(0);
    web.channels.beta = "2027.1";
    expect(json.run("rollback", "web", "beta", "--to", "2027.1").code).toBe(0);
    web.versions["2026.12"].state = "released";
    expect(json.run("retire", "web", "2026.12", "--release").code).toBe(0);
    expect(json.text()).toBe(`${JSON.stringify(wanted, undefined, 2)}\n`);
  });
});
