import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCatalog } from "../../modules";
import type { Catalog } from "../../modules";
import { consumerModule, writeConsumerModule } from "../../modules/ami-consumer-module";
import { withFolder } from "../support/temporary-folder";

const VERSION = { source: { ami: { "us-east-1": { amiId: "ami-0a1b2c3d4e5f60718" } } } };
const CATALOG: Catalog = {
  namespace: "/golden",
  homeRegion: "us-east-1",
  regions: { "us-east-1": {}, "eu-west-1": {} },
  images: {
    web: { versions: { "1": VERSION }, channels: { stable: "1", candidate: "1" } },
    base: { versions: { "1": VERSION }, channels: { next: "1" }, description: "the base" },
    unpublished: { versions: { "1": VERSION } },
  },
};
const HCL_FILES = ["main.tf", "outputs.tf", "variables.tf", "versions.tf"] as const;

function withImages(images: Catalog["images"]): Catalog {
  return { ...CATALOG, images };
}

/** All lines of a file in one, without indentation. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

test("the module has five files, each of them a whole text", () => {
  const files = consumerModule(CATALOG);
  expect(Object.keys(files).sort()).toEqual(["README.md", ...HCL_FILES]);
  for (const text of Object.values(files)) {
    expect(text).toMatch(/[^\n]\n$/);
  }
});

test("the channels of each image and the regions are sorted, and an image without channels is left out", () => {
  const main = inOneLine(consumerModule(CATALOG)["main.tf"]);
  expect(main).toContain('channels = { "base" = [ "next", ] "web" = [ "candidate", "stable", ] }');
  expect(main).toContain('regions = [ "eu-west-1", "us-east-1", ]');
  expect(Object.values(consumerModule(CATALOG)).join("")).not.toContain("unpublished");
});

test("the order in the catalog changes nothing", () => {
  const { web = { versions: {} }, base = { versions: {} } } = CATALOG.images;
  const turned: Catalog = {
    ...CATALOG,
    regions: { "eu-west-1": {}, "us-east-1": {} },
    images: { base, web: { ...web, channels: { candidate: "1", stable: "1" } } },
  };
  expect(consumerModule(turned)).toEqual(consumerModule(CATALOG));
});

test("a catalog file yields what the same catalog in code yields", () => {
  const text = `namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: {}, eu-west-1: {} }
images:
  web: { versions: { "1": { source: { ami: ami-0a1b2c3d4e5f60718 } } }, channels: { stable: "1", candidate: "1" } }
  base:
    description: the base
    versions: { "1": { source: { ami: ami-0a1b2c3d4e5f60718 } } }
    channels: { next: "1" }
`;
  expect(consumerModule(parseCatalog(text, "catalog.yaml").catalog)).toEqual(consumerModule(CATALOG));
});

test("variables are checked with sentences that name what there is", () => {
  const files = consumerModule(CATALOG);
  expect(files["variables.tf"]).toContain('contains(["base", "web"], var.image)');
  expect(files["variables.tf"]).toContain(
    '"There is no image \\"${var.image}\\" in the catalog /golden. It has: base and web."',
  );
  expect(files["main.tf"]).toContain("contains(try(local.channels[var.image], []), var.channel)");
  expect(files["main.tf"]).toContain('has no channel \\"${var.channel}\\". It has: ${join(');
});

test("it asks for any AWS provider from 4.0 on, and configures none", () => {
  const { "versions.tf": versions, ...others } = consumerModule(CATALOG);
  expect(inOneLine(versions)).toContain('aws = { source = "hashicorp/aws" version = ">= 4.0" }');
  expect(versions).toContain('required_version = ">= 1.3"');
  for (const file of HCL_FILES.slice(0, -1)) {
    expect(others[file as keyof typeof others]).not.toMatch(/^\s*provider\b|insecure_value|aws_region"/m);
  }
});

test("text of the catalog ends no string and is not evaluated", () => {
  const image = 'we"b${path.module}%{if true}\\\n\u0001';
  const files = consumerModule({
    ...withImages({ [image]: { versions: {}, channels: { "s`|${x}": "1" } } }),
    namespace: '/go"ld${x}',
  });
  expect(files["main.tf"]).toContain('"we\\"b$${path.module}%%{if true}\\\\\\n\\u0001" = [');
  expect(files["main.tf"]).toContain('"s`|$${x}",');
  expect(files["main.tf"]).toContain('parameter_name = "/go\\"ld$${x}/${var.image}/${var.channel}"');
  for (const file of HCL_FILES) {
    expect(files[file]).not.toMatch(/[^$]\$\{(?:path|x)/);
  }
  expect(files["README.md"]).toContain("`s'\\|${x}`");
});

test("the page has a row for each image, whose description stays text", () => {
  const page = consumerModule(
    withImages({ web: { versions: {}, channels: { stable: "1" }, description: "a | `b`\n<c> [d](e)" } }),
  )["README.md"];
  expect(page).toContain("| `web` | `stable` | a \\| \\`b\\` \\<c\\> \\[d\\]\\(e\\) |\n");
  expect(page).toContain('  image   = "web"\n  channel = "stable"\n');
  expect(page).toContain("| `parameter_name` | `/golden/web/stable` |");
});

test("the page says how another account reads, as the catalog shares", () => {
  const shared = consumerModule({
    ...CATALOG,
    shareParameters: true,
    shareWith: { accountIds: ["222222222222"] },
    copyParametersTo: [
      { accountId: "333333333333", roleArn: "arn:aws:iam::333333333333:role/ami-parameters" },
      { accountId: "222222222222", roleArn: "arn:aws:iam::222222222222:role/ami-parameters" },
    ],
  });
  expect(shared["README.md"]).toContain("`account_id` is the account that publishes them");
  expect(shared["README.md"]).toContain(
    "The accounts 222222222222 and 333333333333 have these parameters too",
  );
  expect(consumerModule(CATALOG)["README.md"]).toContain("works once it says `shareParameters: true`");
  expect(shared["variables.tf"]).not.toContain("shares no parameter");
  expect(consumerModule(CATALOG)["variables.tf"]).toContain("shares no parameter with other accounts now");
});

test("the page and the variables say what is shared, and not what is asked for", () => {
  const open = consumerModule({ ...CATALOG, shareParameters: true, shareWith: { isPublic: true } });
  expect(open["README.md"]).toContain("doesn't share its parameters now");
  expect(open["variables.tf"]).toContain("shares no parameter with other accounts now");
  const shareWith = { organizationArns: ["arn:aws:organizations::111111111111:organization/o-exampleorgid"] };
  const image = { versions: { "1": VERSION }, channels: { stable: "1" } };
  const images = { web: { ...image, shareWith }, base: image };
  const partly = consumerModule({ ...CATALOG, shareParameters: true, images });
  expect(partly["README.md"]).toContain("on `parameter_arn`. Not shared: `base`.\n");
  expect(partly["variables.tf"]).not.toContain("shares no parameter");
});

test("a catalog without channels yields a module that has nothing to choose from", () => {
  const files = consumerModule(withImages({ web: { versions: { "1": VERSION } } }));
  expect(files["main.tf"]).toContain("  channels = {}\n");
  expect(files["variables.tf"]).toContain("It has: none.");
});

test("it is written to `consumer`, over what a former synth left, and other files stay", () => {
  withFolder("consumer", (outdir) => {
    const folder = writeConsumerModule(withImages({}), outdir);
    expect(folder).toBe(join(outdir, "consumer"));
    writeFileSync(join(folder, "backend.tf"), "");
    writeConsumerModule(CATALOG, outdir);
    for (const [file, text] of Object.entries(consumerModule(CATALOG))) {
      expect(readFileSync(join(folder, file), "utf8")).toBe(text);
    }
    expect(readdirSync(folder).sort()).toEqual(["README.md", "backend.tf", ...HCL_FILES]);
  });
});
