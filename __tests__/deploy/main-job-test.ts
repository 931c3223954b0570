import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { RegionReport, Report } from "../../emulator/demo/report";
import { describeDeploy } from "../support/skip";
import { Connections } from "./connections";

const PROJECT = resolve(__dirname, "..", "..");
const MINUTES = 5;
const FOR_ORGANIZATION = {
  organizationArn: "arn:aws:organizations::123456789012:organization/o-goldenimages",
};
const STABLE = "/golden/al2023-arm64/stable";

const SECRETS = {
  AWS_ACCESS_KEY_ID: "AKIAMARKEDACCESSKEY0",
  AWS_SECRET_ACCESS_KEY: "marked-secret-access-key",
  AWS_SESSION_TOKEN: "marked-session-token",
  GITHUB_TOKEN: "marked-github-token",
};

/** Runs `npm start`, as a user does. */
function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return promisify(execFile)("npm", ["start", "--silent", "--", ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...environment },
    timeout: MINUTES * 60_000,
  });
}

describeDeploy("npm start", () => {
  let connections: Connections;
  beforeAll(async () => {
    connections = await Connections.record();
  });
  afterAll(() => connections.stop());

  test("publishes the example, promotes a channel, and an instance follows it in each region", async () => {
    const { stdout, stderr } = await start(["--json"], {
      ...connections.environment,
      ...SECRETS,
      // Real credentials are refused where calls could leave this machine.
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    });
    Object.values(SECRETS).forEach((secret) => expect(stdout + stderr).not.toContain(secret));
    expect(connections.hosts().filter((host) => !["127.0.0.1", "localhost", "::1"].includes(host))).toEqual(
      [],
    );
    expect(connections.hosts()).toContain("127.0.0.1");

    const { deployed, steps } = JSON.parse(stdout) as Report;
    expect(deployed).toBe(true);
    expect(steps.map(({ step }) => step)).toEqual(["publish", "promote"]);
    const [published, promoted] = steps;
    expect(published?.regions.map(({ region }) => region).sort()).toEqual([
      "ap-southeast-1",
      "eu-west-1",
      "us-east-1",
    ]);
    for (const { regions, instance } of steps) {
      expect(instance).toEqual(regions.find(({ region }) => region === "us-east-1")?.instance);
      regions.forEach(expectPublished);
    }
    for (const [index, { parameters, instance }] of (promoted?.regions ?? []).entries()) {
      const before = published?.regions[index];
      const named = (name: string) => parameters.find((parameter) => parameter.name.endsWith(name));
      expect(named("al2023-arm64/stable")).toMatchObject({
        amiId: named("versions/2026.12.01")?.amiId,
        version: 2,
      });
      expect(instance?.imageId).toBe(named("versions/2026.12.01")?.amiId);
      expect(before?.instance?.imageId).not.toBe(instance?.imageId);
      const unmoved = (report?: RegionReport) => report?.parameters.filter(({ name }) => name !== STABLE);
      expect(unmoved(promoted?.regions[index])).toEqual(unmoved(before));
    }
  });
});

/** What holds after each step in each region. */
function expectPublished({ parameters, images, instance }: RegionReport): void {
  expect(parameters.map(({ name, dataType }) => `${dataType} ${name}`).sort()).toEqual([
    "aws:ec2:image /golden/al2023-arm64/candidate",
    "aws:ec2:image /golden/al2023-arm64/stable",
    "aws:ec2:image /golden/al2023-arm64/versions/2026.11.24",
    "aws:ec2:image /golden/al2023-arm64/versions/2026.12.01",
  ]);
  expect(new Set(parameters.map(({ amiId }) => amiId))).toEqual(new Set(images.map(({ amiId }) => amiId)));
  expect(images).toHaveLength(2);
  for (const { name, encrypted, kmsKeyId, launchPermissions } of images) {
    expect(name).toMatch(/-[0-9a-f]{8}$/);
    expect([encrypted, kmsKeyId]).toEqual([true, expect.stringContaining(":key/")]);
    expect(launchPermissions).toEqual([FOR_ORGANIZATION]);
  }
  expect(instance?.imageId).toBe(parameters.find(({ name }) => name === STABLE)?.amiId);
}

describe("npm start without Terraform", () => {
  test("says what is missing, and prints what would be published", async () => {
    const { stdout } = await start(["--json"], { TERRAFORM_BINARY_NAME: "no-such-terraform" });
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({
      deployed: false,
      missing: [expect.stringContaining("no-such-terraform")],
    });
    const [{ regions } = { regions: [] }] = report.steps;
    expect(regions).toHaveLength(3);
    expect(regions[0]?.parameters.map(({ name }) => name)).toContain("/golden/al2023-arm64/stable");
  }, 60_000);

  test("explains itself", async () => {
    expect((await start(["--help"])).stdout).toContain("--json");
  }, 60_000);
});
