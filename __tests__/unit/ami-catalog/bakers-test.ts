import { dirname, join } from "node:path";
import { App } from "cdktf";
import { catalogStacks } from "../../../modules";
import { loadCatalog } from "../../../modules/ami-catalog/load-catalog";
import { caught, synthApp, Template } from "../../support/template";
import { withFolder } from "../../support/temporary-folder";
import { manifestOf, writeManifest } from "../ami-source/packer";
import { AMI_ID, keyArn, OTHER_AMI_ID } from "../values";
import { catalogText, HOME } from "./catalog-text";

describe("a manifest of Packer", () => {
  const THIRD_REGION = "ap-southeast-2";
  const text = (source: string) =>
    catalogText({
      versions: `{ "1": { source: ${source} } }`,
      regions: `{ ${HOME}: {}, eu-west-1: {}, ${THIRD_REGION}: {} }`,
      channels: '{ stable: "1" }',
    });

  /** A catalog with a manifest beside it, in a folder that isn't the current one. */
  function inFolder(manifest: object | string, source: string, use: (file: string) => void): void {
    withFolder("catalog", (folder) => {
      writeManifest(folder, manifest);
      use(writeManifest(folder, text(source), "catalog.yaml"));
    });
  }

  function stacksOf(file: string): Readonly<Record<string, Template>> {
    const { catalog } = loadCatalog(file);
    return synthApp((app: App) => void catalogStacks(app, catalog));
  }

  test.each(["packer-manifest.json", "{ manifest: packer-manifest.json, builder: web, kmsKeyIds: {} }"])(
    "gives each region its own AMI, and the others a copy of the home region's: %s",
    (source) => {
      inFolder(manifestOf({}), `{ packerManifest: ${source} }`, (file) => {
        const stacks = stacksOf(file);
        const published = (region: string) =>
          Object.values(stacks[`golden-${region}`]?.resources("aws_ssm_parameter") ?? {});
        expect(published(HOME)).toMatchObject([{ insecure_value: AMI_ID }, { insecure_value: AMI_ID }]);
        expect(published("eu-west-1")).toMatchObject([
          { insecure_value: OTHER_AMI_ID },
          { insecure_value: OTHER_AMI_ID },
        ]);
        expect(stacks[`golden-${HOME}`]?.count("aws_ami_copy")).toBe(0);
        expect(stacks["golden-eu-west-1"]?.count("aws_ami_copy")).toBe(0);
        expect(stacks[`golden-${THIRD_REGION}`]?.only("aws_ami_copy")).toMatchObject({
          source_ami_id: AMI_ID,
          source_ami_region: HOME,
        });
      });
    },
  );

  test("that another run has overwritten is refused at plan: a version means one image", () => {
    inFolder(manifestOf({}), "{ packerManifest: packer-manifest.json }", (file) => {
      const parameters = stacksOf(file)["golden-eu-west-1"]?.resources("aws_ssm_parameter") ?? {};
      expect(Object.values(parameters)).toContainEqual(
        expect.objectContaining({
          name: "/golden/web/versions/1",
          lifecycle: expect.objectContaining({
            postcondition: [
              expect.objectContaining({ error_message: expect.stringContaining("means one image for ever") }),
            ],
          }),
        }),
      );
    });
  });

  test("is text: names and paths that look like expressions stay what they are", () => {
    withFolder("catalog", (folder) => {
      const manifest = manifestOf({ name: "${self}", custom_data: { note: "%{ if true }" } });
      writeManifest(folder, manifest, "${path}.json");
      const source = "{ packerManifest: { manifest: '${path}.json', builder: '${self}' } }";
      const file = writeManifest(folder, text(source), "catalog.yaml");
      const json = JSON.stringify(Object.values(stacksOf(file)).map(({ stackJson }) => stackJson));
      expect(json).toContain(OTHER_AMI_ID);
      expect(json).not.toMatch(/\$\{(self|path)|%\{/);
    });
  });

  const COLUMN = text("{ packerManifest: { manifest: packer-manifest.json } }")
    .split("\n")[4]
    ?.indexOf("packer-manifest.json");
  test.each<[string, object | string, string, string]>([
    ["isn't JSON", '{ "builds": [', "PACKER_MANIFEST_SYNTAX", "it ends in the middle"],
    ["has an empty ID", manifestOf({ artifact_id: `${HOME}:` }), "PACKER_MANIFEST_ARTIFACT", "empty AMI ID"],
    [
      "is of another cloud",
      manifestOf({ builder_type: "azure-arm" }),
      "PACKER_MANIFEST_CLOUD",
      '"azure-arm"',
    ],
  ])("that %s is refused at its place in the catalog", (_, manifest, code, words) => {
    inFolder(manifest, "{ packerManifest: { manifest: packer-manifest.json } }", (file) => {
      const { problems, message } = caught(() => loadCatalog(file));
      expect(problems).toMatchObject([{ code, file, line: 5, column: (COLUMN ?? 0) + 1, prop: "manifest" }]);
      expect(message).toContain(words);
    });
  });

  test.each<[string, object, string, string]>([
    [
      "lacks the home region",
      manifestOf({ artifact_id: `eu-west-1:${AMI_ID}` }),
      "PACKER_MANIFEST_REGION",
      `none of ${HOME}; add ${HOME} to`,
    ],
    [
      "has several builders",
      manifestOf({}, { name: "db", artifact_id: `${HOME}:${OTHER_AMI_ID}` }),
      "PACKER_MANIFEST_AMBIGUOUS",
      "amazon-ebs.web, amazon-ebs.db",
    ],
  ])("that %s is refused where the map begins", (_, manifest, code, words) => {
    inFolder(manifest, "{ packerManifest: { manifest: packer-manifest.json } }", (file) => {
      const { problems, message } = caught(() => loadCatalog(file));
      const column = (COLUMN ?? 0) + 1 - "{ manifest: ".length;
      expect(problems).toMatchObject([{ code, file, line: 5, column, prop: "packerManifest" }]);
      expect(message).toContain(words);
    });
  });

  test("is named in what is wrong with it", () => {
    inFolder("", "{ packerManifest: packer-manifest.json }", (file) => {
      expect(caught(() => loadCatalog(file)).message).toMatch(
        /catalog\.yaml:5:\d+: images\.web\.versions\["1"\]\.source\.packerManifest: is ".*packer-manifest\.json", but it isn't JSON: it is empty; /,
      );
    });
  });
});

test("an AMI that Packer has encrypted with the key of the region is used as it is", () => {
  withFolder("catalog", (folder) => {
    writeManifest(folder, manifestOf({}));
    const key = keyArn("eu-west-1");
    const source = `{ manifest: packer-manifest.json, encrypted: true, kmsKeyIds: { eu-west-1: "${key}" } }`;
    const text = catalogText({
      regions: `{ ${HOME}: { createKey: true }, eu-west-1: { kmsKeyArn: "${key}" } }`,
      versions: `{ "1": { source: { packerManifest: ${source} } } }`,
    });
    const { catalog } = loadCatalog(writeManifest(folder, text, "catalog.yaml"));
    const stacks = synthApp((app: App) => void catalogStacks(app, catalog));
    expect(stacks["golden-eu-west-1"]?.count("aws_ami_copy")).toBe(0);
    expect(stacks[`golden-${HOME}`]?.count("aws_ami_copy")).toBe(1);
  });
});

test("an output of a state is found from the folder of the catalog, and its keys are text", () => {
  withFolder("catalog", (folder) => {
    const source = "{ local: { path: ../bakery.tfstate }, output: ids, outputPath: ['${self}'] }";
    const text = catalogText({ versions: `{ "1": { source: { remoteState: ${source} } } }` });
    const { catalog } = loadCatalog(writeManifest(folder, text, "catalog.yaml"));
    expect(catalog.images.web?.versions["1"]?.source.remoteState?.local?.path).toBe(
      join(dirname(folder), "bakery.tfstate"),
    );
    const home = synthApp((app: App) => void catalogStacks(app, catalog))[`golden-${HOME}`];
    expect(home?.only("aws_ami_copy").source_ami_id).toMatch(/\.outputs\["ids"\]\["\$\$\{self\}"\]\}$/);
  });
});
