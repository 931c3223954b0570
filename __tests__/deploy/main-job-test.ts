import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Report } from "../../emulator/demo/report";
import { describeDeploy } from "../support/skip";

const PROJECT = resolve(__dirname, "..", "..");
const MINUTES = 5;

/** Runs `npm start`, as a user does, and yields what it prints on standard output. */
async function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)("npm", ["start", "--silent", "--", ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...environment },
    timeout: MINUTES * 60_000,
  });
  return stdout;
}

describeDeploy("npm start", () => {
  test("publishes the example, and an instance runs the AMI of the channel in each region", async () => {
    const report = JSON.parse(await start(["--json"])) as Report;
    expect(report.deployed).toBe(true);
    expect(report.regions.map(({ region }) => region).sort()).toEqual([
      "ap-southeast-1",
      "eu-west-1",
      "us-east-1",
    ]);
    for (const { parameters, images, instance } of report.regions) {
      expect(parameters.map(({ name, dataType, version }) => [name, dataType, version])).toEqual([
        ["/golden/al2023-arm64/stable", "aws:ec2:image", 1],
        ["/golden/al2023-arm64/versions/2026.11.24", "aws:ec2:image", 1],
      ]);
      const [image] = images;
      expect(images).toHaveLength(1);
      expect(new Set(parameters.map(({ amiId }) => amiId))).toEqual(new Set([image?.amiId]));
      expect(image?.name).toMatch(/^al2023-arm64-2026\.11\.24-[0-9a-f]{8}$/);
      expect([image?.encrypted, image?.kmsKeyId]).toEqual([true, expect.stringContaining(":key/")]);
      expect(image?.launchPermissions).toHaveLength(2);
      expect(instance?.imageId).toBe(image?.amiId);
    }
  });
});

describe("npm start without Terraform", () => {
  test("says what is missing, and prints what would be published", async () => {
    const report = JSON.parse(
      await start(["--json"], { TERRAFORM_BINARY_NAME: "no-such-terraform" }),
    ) as Report;
    expect(report).toMatchObject({
      deployed: false,
      missing: [expect.stringContaining("no-such-terraform")],
    });
    expect(report.regions).toHaveLength(3);
    expect(report.regions[0]?.parameters.map(({ name }) => name)).toContain("/golden/al2023-arm64/stable");
  }, 60_000);

  test("explains itself", async () => {
    expect(await start(["--help"])).toContain("--json");
  }, 60_000);
});
