import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { addBackend, Catalog, catalogStacks, CatalogState } from "../../modules";
import { caught, synthApp } from "../support/template";
import { AMI_ID, OTHER_REGION, REGION } from "./values";

const CATALOG: Catalog = {
  namespace: "/golden/base",
  homeRegion: OTHER_REGION,
  regions: { [REGION]: {}, [OTHER_REGION]: {} },
  images: { web: { versions: { "1.0": { source: { ami: { [OTHER_REGION]: { amiId: AMI_ID } } } } } } },
};
const HOME_STACK = `golden-base-${OTHER_REGION}`;
const STACK = `golden-base-${REGION}`;

function backendOf(state?: CatalogState): unknown {
  const stacks = synthApp((app) => catalogStacks(app, { ...CATALOG, state }));
  const terraform = stacks[STACK]?.stackJson.terraform as { backend: unknown; cloud: unknown };
  return terraform.backend ?? { cloud: terraform.cloud };
}

test("makes a stack a region, named by the namespace, the home region first", () => {
  const stacks = synthApp((app) => catalogStacks(app, CATALOG));
  expect(Object.keys(stacks).sort()).toEqual([HOME_STACK, STACK].sort());
});

test("keeps the state in a local file of the working folder unless the catalog says otherwise", () => {
  expect(backendOf()).toEqual({ local: { path: expect.stringMatching(`/terraform\\.${STACK}\\.tfstate$`) } });
});

test("keeps the state in a local folder, outside of the folder that Terraform works in", () => {
  expect(backendOf({ local: { folder: "state" } })).toEqual({
    local: { path: join(process.cwd(), "state", `terraform.${STACK}.tfstate`) },
  });
  expect(backendOf({ local: { folder: "/srv/state" } })).toEqual({
    local: { path: `/srv/state/terraform.${STACK}.tfstate` },
  });
});

test("keeps the state of a local folder that isn't named where cdktf does by itself", () => {
  expect(backendOf({ local: {} })).toEqual(backendOf());
  expect(backendOf({ local: { folder: "." } })).toEqual(backendOf());
});

test("keeps the state in S3, encrypted, with a lock file, one object a region", () => {
  expect(backendOf({ s3: { bucket: "states", region: OTHER_REGION, keyPrefix: "ami" } })).toEqual({
    s3: {
      bucket: "states",
      region: OTHER_REGION,
      key: `ami/${STACK}.tfstate`,
      encrypt: true,
      use_lockfile: true,
    },
  });
});

test("keeps the state in HCP Terraform, one workspace a region", () => {
  const state = { hcpTerraform: { organization: "example", workspacePrefix: "ami" } };
  expect(backendOf(state)).toEqual({
    cloud: { organization: "example", workspaces: { name: `ami-${STACK}` } },
  });
});

test.each([
  [{ local: { folder: "a/${path.module}" } }, "state.local.folder", "a backend evaluates none"],
  [
    { s3: { bucket: "states", region: OTHER_REGION, keyPrefix: "%{ if true }" } },
    "state.s3.keyPrefix",
    "a backend evaluates none",
  ],
  [
    { s3: { bucket: "states", region: OTHER_REGION, keyPrefix: "/a" } },
    "state.s3.keyPrefix",
    "single slashes",
  ],
  [{ s3: { bucket: "${b}", region: OTHER_REGION } }, "state.s3.bucket", "a backend evaluates none"],
])("refuses %j, in a catalog and in a stack of its own", (state: CatalogState, prop, allowed) => {
  const { problems } = caught(() => backendOf(state));
  expect(problems.map(({ code, prop }) => [code, prop])).toEqual([["CATALOG_VALUE_INVALID", prop]]);
  expect(problems[0].allowed).toContain(allowed);
  const alone = caught(() => synthApp((app) => addBackend(new TerraformStack(app, "web"), state)));
  expect(alone.problems).toMatchObject([{ path: "web", prop }]);
});

test("refuses a workspace whose name HCP Terraform doesn't take", () => {
  const state = { hcpTerraform: { organization: "example", workspacePrefix: "ami" } };
  const dotted = { ...CATALOG, namespace: "/golden.v2", state };
  const { problems } = caught(() => synthApp((app) => catalogStacks(app, dotted)));
  expect(problems).toMatchObject([
    {
      code: "CATALOG_CONFLICT",
      path: `golden.v2-${OTHER_REGION}`,
      prop: "state.hcpTerraform.workspacePrefix",
      value: "ami",
      allowed: expect.stringContaining(`the workspace ami-golden.v2-${OTHER_REGION} would be`),
    },
  ]);
});
