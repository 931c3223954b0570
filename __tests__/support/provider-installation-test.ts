import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  AWS_PROVIDER_VERSION,
  fetchProvider,
  isMissing,
  type ProviderInstallation,
  providerInstallation,
  type ProviderInstallationOptions,
} from "../../emulator/terraform";
import { synthStack } from "./template";
import { makeFolder, removeFolder } from "./temporary-folder";

const PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const offline = () => Promise.resolve(false);
const online = () => Promise.resolve(true);

let root: string;
beforeEach(() => {
  root = makeFolder("provider");
});
afterEach(() => removeFolder(root));

function makeMirror(...path: string[]): string {
  const mirror = join(root, ...path);
  mkdirSync(join(mirror, "registry.terraform.io/hashicorp/aws", AWS_PROVIDER_VERSION, PLATFORM), {
    recursive: true,
  });
  return mirror;
}

async function found(options: ProviderInstallationOptions): Promise<ProviderInstallation> {
  const provider = await providerInstallation({ root, ...options });
  if (isMissing(provider)) {
    throw new Error(provider.missing);
  }
  return provider;
}

/** What Terraform reads while the installation is there. */
async function configuration(options: ProviderInstallationOptions): Promise<string> {
  const provider = await found(options);
  const file = provider.environment.TF_CLI_CONFIG_FILE ?? "";
  const text = readFileSync(file, "utf8");
  await provider.remove();
  expect(existsSync(file)).toBe(false);
  return text;
}

test("knows the version that the bindings are made from", () => {
  const { stackJson } = synthStack((stack) => new AwsProvider(stack, "Aws"));
  expect(stackJson.terraform).toMatchObject({
    required_providers: { aws: { version: AWS_PROVIDER_VERSION } },
  });
});

test("leaves the user's own configuration alone", async () => {
  const file = join(root, "my.rc");
  writeFileSync(file, "");
  const provider = await found({ env: { TF_CLI_CONFIG_FILE: file }, registryAnswers: online });
  expect(provider).toMatchObject({
    found: `the configuration ${file}`,
    environment: { CHECKPOINT_DISABLE: "1" },
  });
  expect(provider.environment).not.toHaveProperty("TF_CLI_CONFIG_FILE");
});

test("leaves ~/.terraformrc alone", async () => {
  writeFileSync(join(root, ".terraformrc"), "");
  expect(await found({ env: { HOME: root }, registryAnswers: offline })).toMatchObject({
    found: `the configuration ${join(root, ".terraformrc")}`,
  });
});

test("takes the registry where it answers, with a cache, and quiets a TF_CLI_CONFIG_FILE that names nothing", async () => {
  const provider = await found({
    env: { HOME: root, TF_CLI_CONFIG_FILE: join(root, "missing.rc") },
    registryAnswers: online,
  });
  expect(provider.found).toBe("the registry registry.terraform.io");
  expect(provider.environment).toMatchObject({
    TF_CLI_CONFIG_FILE: "/dev/null",
    TF_PLUGIN_CACHE_DIR: join(root, ".terraform.d/plugin-cache"),
  });
});

test("fills the cache from the registry once", async () => {
  const provider = await found({ env: { HOME: root }, registryAnswers: online });
  const failing = { binary: "false", version: "1.11.4" };
  await expect(fetchProvider(failing, provider)).rejects.toThrow("init -input=false");
  makeMirror(".terraform.d/plugin-cache");
  await fetchProvider(failing, provider);
});

test("finds a mirror in Terraform's implied folders first", async () => {
  makeMirror("a");
  const implied = makeMirror("home/.terraform.d/plugins");
  const text = await configuration({ env: { HOME: join(root, "home") }, registryAnswers: offline });
  expect(text).toContain(`path    = "${implied}"`);
  expect(text).toContain('include = ["registry.terraform.io/*/*"]');
});

test("finds any other mirror, the nearest to the root first", async () => {
  makeMirror("b/deep/deeper");
  const near = makeMirror("some${where}");
  const text = await configuration({ env: { HOME: "/nowhere" }, registryAnswers: offline });
  expect(text).toContain(`"${near.replace("$", "$$$$")}"`);
});

test.each(["node_modules/x", ".terraform/providers", "1/2/3/4/5/6/7/8"])(
  "does not look in %s",
  async (folder) => {
    makeMirror(folder);
    const provider = await providerInstallation({
      env: { HOME: "/nowhere" },
      root,
      registryAnswers: offline,
    });
    expect(provider).toEqual({
      missing: expect.stringMatching(
        /^The AWS provider 5\.100\.0 is missing: .*`terraform providers mirror`/,
      ),
    });
  },
);

test("passes over a mirror of another version", async () => {
  mkdirSync(join(root, "old/registry.terraform.io/hashicorp/aws/4.0.0", PLATFORM), { recursive: true });
  expect(
    isMissing(await providerInstallation({ env: { HOME: "/nowhere" }, root, registryAnswers: offline })),
  ).toBe(true);
});
