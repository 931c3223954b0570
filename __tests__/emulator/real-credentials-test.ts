import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import {
  environmentWithoutAws,
  RealCredentialsError,
  refuseRealCredentials,
} from "../../emulator/real-credentials";

const ROOT = join(__dirname, "..", "..");
const MARKER = "marker-that-nobody-prints";

test.each([
  {},
  { AWS_REGION: "eu-west-1", AWS_PAGER: "" },
  { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
  { AWS_ACCESS_KEY_ID: "testing", AWS_SECRET_ACCESS_KEY: "Testing", AWS_SESSION_TOKEN: "testing" },
  { AWS_ACCESS_KEY_ID: "emulator", AWS_SECRET_ACCESS_KEY: "emulator" },
  { AWS_PROFILE: "production", AWS_ENDPOINT_URL: "http://127.0.0.1:5000" },
  { AWS_ACCESS_KEY_ID: "AKIAQ", AWS_ENDPOINT_URL: "http://localhost:4566" },
  { AWS_ACCESS_KEY_ID: "AKIAQ", AWS_ENDPOINT_URL: "http://[::1]:4566" },
])("%j is no reason not to start", (environment) => {
  expect(() => refuseRealCredentials(environment)).not.toThrow();
});

test.each([
  [{ AWS_ACCESS_KEY_ID: MARKER, AWS_SECRET_ACCESS_KEY: MARKER }, "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"],
  [{ AWS_SESSION_TOKEN: MARKER }, "AWS_SESSION_TOKEN"],
  [{ AWS_PROFILE: "test" }, "AWS_PROFILE"],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: MARKER }, "AWS_WEB_IDENTITY_TOKEN_FILE"],
  [{ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: MARKER }, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"],
  [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: MARKER }, "AWS_CONTAINER_CREDENTIALS_FULL_URI"],
  [{ AWS_PROFILE: MARKER, AWS_ENDPOINT_URL: "https://ssm.eu-west-1.amazonaws.com" }, "AWS_PROFILE"],
  [{ AWS_PROFILE: MARKER, AWS_ENDPOINT_URL: "http://127.0.0.1.example.com" }, "AWS_PROFILE"],
  [{ AWS_PROFILE: MARKER, AWS_ENDPOINT_URL: "localhost" }, "AWS_PROFILE"],
])("%j is refused by the names of the variables", (environment, names) => {
  const refuse = () => refuseRealCredentials(environment);
  expect(refuse).toThrow(RealCredentialsError);
  expect(refuse).toThrow(`AWS credentials are in the environment (${names})`);
  expect(refuse).not.toThrow(MARKER);
});

test("a child gets nothing that leads to AWS, and asks no proxy for this machine", () => {
  const given = {
    PATH: "/bin",
    HTTPS_PROXY: "http://proxy.example.com",
    no_proxy: "example.org",
    AWS_PROFILE: "production",
    AWS_SECRET_ACCESS_KEY: MARKER,
    AWS_ENDPOINT_URL_SSM: "https://ssm.eu-west-1.amazonaws.com",
  };
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, ...rest } = environmentWithoutAws(given);
  expect([AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE]).toEqual(["/dev/null", "/dev/null"]);
  expect(rest).toEqual({
    PATH: "/bin",
    HTTPS_PROXY: "http://proxy.example.com",
    NO_PROXY: "example.org,127.0.0.1,localhost",
    no_proxy: "example.org,127.0.0.1,localhost",
    AWS_EC2_METADATA_DISABLED: "true",
  });
});

describe("the programs", () => {
  beforeAll(() => {
    const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    execFileSync(process.execPath, [compiler, "-b", ".", "emulator"], { cwd: ROOT });
  }, 120_000);

  test.each([["cli.js"], [join("demo", "main.js")]])("%s ends with code 1 and one sentence", (program) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, "dist", "emulator", program)],
      {
        env: { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: "AKIAQ", AWS_SECRET_ACCESS_KEY: MARKER },
        encoding: "utf8",
      },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(
      /^(?:emulator: )?AWS credentials are in the environment \(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY\), .* `env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY COMMAND`, or set AWS_ENDPOINT_URL .*\n$/,
    );
    expect(stderr).not.toContain(MARKER);
  });
});
